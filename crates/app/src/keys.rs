//! Secrets: access tokens and heads of journals (EdDSA), refresh tokens (HMAC), one-time links and the key of sealed
//! secrets, all derived from the configured secrets.
//!
//! The first secret signs, all of them are accepted: put a new one in front, wait for the longest session, drop the
//! old one. Servers that share the setting share the keys, and nothing secret lies in the database.

mod verified;

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey},
    hkdf::{HKDF_SHA256, KeyType, Salt},
    hmac,
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use calitas_domain::{
    Error,
    id::{AccountId, SessionId},
    journal::{Head, SignedHead},
};
use calitas_store::identity::second_factor::Sealed;
use chrono::{DateTime, Duration, Utc};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use verified::{Signed, Verified};

/// Life of an access token.
pub const ACCESS_LIFE: Duration = Duration::minutes(10);
/// How far clocks of servers may differ.
const LEEWAY: Duration = Duration::seconds(5);
const AUDIENCE: &str = "calitas-api";

/// What an access token says. Fields are typed, so a claim of another type is refused, not ignored.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

/// An access token that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessToken {
    /// Who.
    pub account: AccountId,
    /// On which device.
    pub session: SessionId,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// The keys of an installation.
pub struct Keys {
    issuer: String,
    generations: Vec<Generation>,
    verified: Verified,
}

struct Generation {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
    public: Vec<u8>,
    refresh: hmac::Key,
    refusal: hmac::Key,
    seal: RandomizedNonceKey,
    file: hmac::Key,
    head: Ed25519KeyPair,
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<_> = self.generations.iter().map(|generation| &generation.id).collect();
        f.debug_struct("Keys").field("ids", &ids).finish_non_exhaustive()
    }
}

impl Keys {
    /// Derives the keys. Secrets are at least 32 characters, the one in use first.
    ///
    /// # Errors
    /// [`Error::Internal`] without a usable secret.
    pub fn new(issuer: &str, secrets: &[String]) -> Result<Self, Error> {
        if secrets.is_empty() || secrets.iter().any(|secret| secret.len() < 32) {
            return Err(Error::Internal("secrets: at least one, each of 32 characters or more".into()));
        }
        let generations =
            secrets.iter().map(|secret| Generation::derive(secret)).collect::<Result<_, _>>()?;
        Ok(Self { issuer: issuer.to_owned(), generations, verified: Verified::default() })
    }

    /// Makes an access token.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn access_token(
        &self,
        account: AccountId,
        session: SessionId,
        now: DateTime<Utc>,
    ) -> Result<(String, DateTime<Utc>), Error> {
        let expires_at = now + ACCESS_LIFE;
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: account.0,
            sid: session.0,
            iat: now.timestamp(),
            exp: expires_at.timestamp(),
        };
        let key = &self.generations[0];
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some(key.id.clone());
        let token = jsonwebtoken::encode(&header, &claims, &key.encoding).map_err(internal)?;
        Ok((token, expires_at))
    }

    /// Reads an access token.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for anything that is not a current token of ours; why is not said.
    pub fn read_access_token(&self, token: &str, now: DateTime<Utc>) -> Result<AccessToken, Error> {
        let refused = || Error::Unauthenticated;
        if token.len() > 2048 {
            return Err(refused());
        }
        let Signed { token, issued_at } =
            self.verified.find_or(token, now, || self.verify(token).ok_or_else(refused))?;
        let life = token.expires_at - issued_at;
        if token.expires_at + LEEWAY <= now || issued_at > now + LEEWAY || life > ACCESS_LIFE {
            return Err(refused());
        }
        Ok(token)
    }

    /// What a token says, if one of our keys signed it.
    fn verify(&self, token: &str) -> Option<Signed> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        // The key is looked up here and nowhere else: jku, x5u and jwk of the header are never followed.
        let key = self.generations.iter().find(|key| header.kid.as_ref() == Some(&key.id))?;
        if header.typ.as_deref() != Some("at+jwt") {
            return None;
        }
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[&self.issuer]);
        validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // Checked by the application's clock, each time.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation).ok()?.claims;
        let expires_at = DateTime::from_timestamp(claims.exp, 0)?;
        let issued_at = DateTime::from_timestamp(claims.iat, 0)?;
        let token =
            AccessToken { account: AccountId(claims.sub), session: SessionId(claims.sid), expires_at };
        Some(Signed { token, issued_at })
    }

    /// Makes the refresh token of a session's generation. It can be made again, so two racing tabs get the same one.
    pub fn refresh_token(&self, session: SessionId, generation: i32) -> String {
        let tag = hmac::sign(&self.generations[0].refresh, &refresh_message(session, generation));
        let mut bytes = refresh_message(session, generation);
        bytes.extend_from_slice(tag.as_ref());
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Reads a refresh token: whose session and which generation. Nothing is known yet about the session's state.
    pub fn read_refresh_token(&self, token: &str) -> Option<(SessionId, i32)> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (message, tag) = bytes.split_at_checked(20)?;
        self.generations.iter().find(|key| hmac::verify(&key.refresh, message, tag).is_ok())?;
        let session = Uuid::from_slice(&message[..16]).ok()?;
        let generation = i32::from_be_bytes(message[16..].try_into().ok()?);
        Some((SessionId(session), generation))
    }

    /// Makes the last part of the link that turns mails off for an account; `what` says which.
    pub fn refusal(&self, account: AccountId, what: u8) -> String {
        let mut bytes = account.0.as_bytes().to_vec();
        bytes.push(what);
        let tag = hmac::sign(&self.generations[0].refusal, &bytes);
        bytes.extend_from_slice(tag.as_ref());
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Reads such a link: whose mails and which.
    pub fn read_refusal(&self, token: &str) -> Option<(AccountId, u8)> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (message, tag) = bytes.split_at_checked(17)?;
        self.generations.iter().find(|key| hmac::verify(&key.refusal, message, tag).is_ok())?;
        Some((AccountId(Uuid::from_slice(&message[..16]).ok()?), message[16]))
    }

    /// Names the key that seals now.
    pub(crate) fn sealing_key(&self) -> &str {
        &self.generations[0].id
    }

    /// Closes a secret of an account so that a stolen database does not tell it.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system has no randomness.
    pub(crate) fn seal(&self, account: AccountId, secret: &[u8]) -> Result<Sealed, Error> {
        let key = &self.generations[0];
        let mut text = secret.to_vec();
        let nonce = key
            .seal
            .seal_in_place_append_tag(Aad::from(account.0.as_bytes()), &mut text)
            .map_err(|_| unspecified())?;
        let bytes = [nonce.as_ref().as_slice(), &text].concat();
        Ok(Sealed { key_id: key.id.clone(), bytes })
    }

    /// Opens a sealed secret of an account.
    ///
    /// # Errors
    /// [`Error::Internal`] when it was sealed for another account, or with a secret that is no longer configured.
    pub(crate) fn open(&self, account: AccountId, sealed: &Sealed) -> Result<Vec<u8>, Error> {
        let key = self.generations.iter().find(|key| key.id == sealed.key_id).ok_or_else(unspecified)?;
        let (nonce, text) = sealed.bytes.split_at_checked(NONCE_LEN).ok_or_else(unspecified)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unspecified())?;
        let mut text = text.to_vec();
        let secret = key.seal.open_in_place(nonce, Aad::from(account.0.as_bytes()), &mut text);
        Ok(secret.map_err(|_| unspecified())?.to_vec())
    }

    /// Stamps a message for files: whoever has the text can neither change it nor make another.
    pub(crate) fn stamp(&self, message: &[u8]) -> String {
        let tag = hmac::sign(&self.generations[0].file, message);
        BASE64URL_NOPAD.encode(&[message, tag.as_ref()].concat())
    }

    /// The message under a stamp that holds.
    pub(crate) fn stamped(&self, text: &str) -> Option<Vec<u8>> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        let (message, tag) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
        self.generations.iter().find(|key| hmac::verify(&key.file, message, tag).is_ok())?;
        Some(message.to_vec())
    }

    /// Vouches for the end of a journal.
    pub(crate) fn sign_head(&self, head: Head) -> SignedHead {
        let key = &self.generations[0].head;
        let signature = key.sign(head.statement().as_bytes()).as_ref().to_vec();
        SignedHead { head, public_key: key.public_key().as_ref().to_vec(), signature }
    }

    /// Whether heads signed with a key were signed here.
    pub(crate) fn is_head_key(&self, public_key: &[u8]) -> bool {
        self.generations.iter().any(|key| key.head.public_key().as_ref() == public_key)
    }

    /// The public keys of signed heads, in base64url, the one in use first.
    pub fn head_keys(&self) -> Vec<String> {
        let keys = self.generations.iter().map(|key| key.head.public_key());
        keys.map(|key| BASE64URL_NOPAD.encode(key.as_ref())).collect()
    }

    /// The public keys, for others to check tokens: (key id, public key in base64url).
    pub fn public(&self) -> Vec<(String, String)> {
        self.generations.iter().map(|key| (key.id.clone(), BASE64URL_NOPAD.encode(&key.public))).collect()
    }
}

impl Generation {
    fn derive(secret: &str) -> Result<Self, Error> {
        let root = Salt::new(HKDF_SHA256, b"calitas").extract(secret.as_bytes());
        let expand = |label: &'static [u8]| -> Result<[u8; 32], Error> {
            let mut bytes = [0; 32];
            let info = [label];
            let material = root.expand(&info, Length(32)).map_err(|_| unspecified())?;
            material.fill(&mut bytes).map_err(|_| unspecified())?;
            Ok(bytes)
        };
        let pair =
            Ed25519KeyPair::from_seed_unchecked(&expand(b"access token")?).map_err(|_| unspecified())?;
        let private = pair.to_pkcs8().map_err(|_| unspecified())?;
        let public = pair.public_key().as_ref().to_vec();
        Ok(Self {
            id: HEXLOWER.encode(&Sha256::digest(&public)[..8]),
            encoding: EncodingKey::from_ed_der(private.as_ref()),
            decoding: DecodingKey::from_ed_der(&public),
            refresh: hmac::Key::new(hmac::HMAC_SHA256, &expand(b"refresh token")?),
            refusal: hmac::Key::new(hmac::HMAC_SHA256, &expand(b"refusal of mail")?),
            seal: RandomizedNonceKey::new(&AES_256_GCM, &expand(b"sealed secrets")?)
                .map_err(|_| unspecified())?,
            file: hmac::Key::new(hmac::HMAC_SHA256, &expand(b"file address")?),
            head: Ed25519KeyPair::from_seed_unchecked(&expand(b"journal head")?)
                .map_err(|_| unspecified())?,
            public,
        })
    }
}

/// Whether a head carries the signature of its key. Whose key that is, is another question.
pub(crate) fn holds(signed: &SignedHead) -> bool {
    let key = UnparsedPublicKey::new(&ED25519, &signed.public_key);
    key.verify(signed.head.statement().as_bytes(), &signed.signature).is_ok()
}

/// Makes the secret of a one-time link, and the hash of it that is stored.
///
/// # Errors
/// [`Error::Internal`] when the system has no randomness.
pub(crate) fn link_secret() -> Result<(String, Vec<u8>), Error> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| unspecified())?;
    let secret = BASE64URL_NOPAD.encode(&bytes);
    let hash = link_hash(&secret);
    Ok((secret, hash))
}

/// The stored hash of a one-time link's secret.
pub(crate) fn link_hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

fn refresh_message(session: SessionId, generation: i32) -> Vec<u8> {
    let mut message = session.0.as_bytes().to_vec();
    message.extend_from_slice(&generation.to_be_bytes());
    message
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Internal(Box::new(error))
}

fn unspecified() -> Error {
    Error::Internal("cryptography failed".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "an old secret of the installation, long";
    const NEW: &str = "a newer secret of the installation, long";

    fn keys(secrets: &[&str]) -> Keys {
        Keys::new("https://calitas.example", &secrets.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>())
            .expect("long enough")
    }

    fn ids() -> (AccountId, SessionId) {
        (AccountId(Uuid::from_u128(1)), SessionId(Uuid::from_u128(2)))
    }

    #[test]
    fn a_token_holds_until_it_expires() {
        let (account, session) = ids();
        let now = DateTime::UNIX_EPOCH + Duration::days(20_000);
        let (token, expires_at) = keys(&[NEW]).access_token(account, session, now).expect("signed");
        let read = keys(&[NEW]).read_access_token(&token, now).expect("current");
        assert_eq!(read, AccessToken { account, session, expires_at });
        assert!(keys(&[NEW]).read_access_token(&token, expires_at + LEEWAY).is_err());
    }

    #[test]
    fn rotation_keeps_old_tokens_and_refuses_foreign_ones() {
        let (account, session) = ids();
        let now = DateTime::UNIX_EPOCH + Duration::days(20_000);
        let (token, _) = keys(&[OLD]).access_token(account, session, now).expect("signed");
        assert!(keys(&[NEW, OLD]).read_access_token(&token, now).is_ok());
        assert!(keys(&[NEW]).read_access_token(&token, now).is_err());
        let refresh = keys(&[OLD]).refresh_token(session, 7);
        assert_eq!(keys(&[NEW, OLD]).read_refresh_token(&refresh), Some((session, 7)));
        assert_eq!(keys(&[NEW]).read_refresh_token(&refresh), None);
    }

    #[test]
    fn a_link_that_turns_mails_off_serves_one_account() {
        let (account, _) = ids();
        let token = keys(&[OLD]).refusal(account, 5);
        assert_eq!(keys(&[NEW, OLD]).read_refusal(&token), Some((account, 5)));
        assert_eq!(keys(&[NEW]).read_refusal(&token), None);
        let other = BASE64URL_NOPAD.encode(&[[0; 17].as_slice(), &[0; 32]].concat());
        assert!(["", "x", &other].iter().all(|token| keys(&[OLD]).read_refusal(token).is_none()));
    }

    #[test]
    fn sealed_secrets_open_for_their_account_only_and_outlive_a_rotation() {
        let (account, _) = ids();
        let sealed = keys(&[OLD]).seal(account, b"twenty bytes of chance").expect("sealed");
        assert!(!sealed.bytes.windows(6).any(|part| part == b"twenty"));
        assert_eq!(keys(&[NEW, OLD]).open(account, &sealed).expect("opened"), b"twenty bytes of chance");
        assert!(keys(&[NEW]).open(account, &sealed).is_err());
        assert!(keys(&[OLD]).open(AccountId(Uuid::from_u128(9)), &sealed).is_err());
    }

    #[test]
    fn forged_tokens_are_refused() {
        let now = DateTime::UNIX_EPOCH + Duration::days(20_000);
        let keys = keys(&[NEW]);
        let kid = &keys.public()[0].0;
        let claims = |exp: &str| {
            format!(
                r#"{{"iss":"https://calitas.example","aud":"calitas-api","sub":"{0}","sid":"{0}","iat":1,"exp":{exp}}}"#,
                Uuid::nil()
            )
        };
        let encode = |header: &str, claims: &str, signature: &[u8]| {
            let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
            format!("{}.{}.{}", part(header), part(claims), BASE64URL_NOPAD.encode(signature))
        };
        let secret = keys.generations[0].public.clone();
        let header = format!(r#"{{"alg":"HS256","typ":"at+jwt","kid":"{kid}"}}"#);
        let body = claims("9999999999");
        let signing = encode(&header, &body, &[]);
        let signing = signing.trim_end_matches('.');
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), signing.as_bytes());
        let table = [
            encode(&format!(r#"{{"alg":"none","typ":"at+jwt","kid":"{kid}"}}"#), &body, &[]),
            encode(&header, &body, tag.as_ref()),
            encode(r#"{"alg":"EdDSA","typ":"at+jwt","kid":"../../etc/passwd"}"#, &body, &[0; 64]),
            encode(&format!(r#"{{"alg":"EdDSA","typ":"JWT","kid":"{kid}"}}"#), &body, &[0; 64]),
            encode(&format!(r#"{{"alg":"EdDSA","typ":"at+jwt","kid":"{kid}"}}"#), &claims("\"9\""), &[0; 64]),
            "x".repeat(5000),
            String::new(),
            "..".to_owned(),
        ];
        for token in table {
            assert!(matches!(keys.read_access_token(&token, now), Err(Error::Unauthenticated)), "{token}");
        }
    }
}
