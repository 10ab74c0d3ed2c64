//! The second step of signing in: setting it up, passing it, giving it up. Secrets are sealed before they are stored,
//! a code serves once, and whoever changes anything shows the password again.

use super::{door, password, throttle::Attempt};
use crate::{app::App, ctx::Ctx, mail::Letter};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    id::{AccountId, MembershipId},
    identity::{
        self,
        second_factor::{self, Code, RECOVERY_CODES, STEP_SECS},
    },
    journal::EventKind,
};
use calitas_store::{
    IdentityTx,
    identity::{
        account::{self, Credentials},
        mail, membership, second_factor as rows, session,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Totp};

/// Bytes of a secret: the length RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Secrets sealed anew in one transaction.
const RESEAL_BATCH: i64 = 200;

/// How an account stands with the second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Since when it has it.
    pub enrolled_at: Option<DateTime<Utc>>,
    /// Recovery codes left.
    pub recovery_codes_left: i64,
    /// The first day on which an institution of the person asks for it.
    pub required_from: Option<NaiveDate>,
    /// Whether places are closed until it is set up.
    pub is_required: bool,
}

/// What an authenticator app takes in.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The secret, for typing.
    pub secret: String,
    /// The same with issuer and account, for scanning.
    pub uri: String,
}

/// How the caller's account stands with the second step.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn state(ctx: &Ctx) -> Result<State, Error> {
    let actor = ctx.actor()?;
    let found = rows::state(&mut ctx.app().identity().await?, actor.account).await?;
    let demanded = second_factor::is_demanded(actor.second_factor_from, ctx.today());
    Ok(State {
        enrolled_at: found.map(|(since, _)| since),
        recovery_codes_left: found.map_or(0, |(_, left)| left),
        required_from: actor.second_factor_from,
        is_required: found.is_none() && demanded,
    })
}

/// Begins to set the second step up, or to move it to another device; the one in use stays until the new one is
/// confirmed.
///
/// # Errors
/// [`Reason::WrongPassword`]; [`Error::RateLimited`].
pub async fn begin(ctx: &Ctx, password: &str) -> Result<Enrolment, Error> {
    let known = confirmed_by(ctx, password).await?;
    let account = known.account.id;
    let mut secret = [0; SECRET_BYTES];
    aws_lc_rs::rand::fill(&mut secret).map_err(|_| Error::Internal("no randomness".into()))?;
    let sealed = ctx.app().keys().seal(account, &secret)?;
    let mut tx = ctx.app().identity().await?;
    rows::propose(&mut tx, account, &sealed, ctx.now()).await?;
    tx.commit().await?;
    let totp = totp(&secret, &known.account.email)?;
    let uri = totp.to_url().map_err(|error| Error::Internal(Box::new(error)))?;
    Ok(Enrolment { secret: totp.secret().to_base32(), uri })
}

/// Takes the second step into use by its first code and gives recovery codes, which are never shown again. The other
/// sessions end.
///
/// # Errors
/// [`Reason::NoSecondFactor`] when nothing waits to be confirmed; [`Reason::WrongCode`]; [`Error::RateLimited`].
pub async fn confirm(ctx: &Ctx, typed: &str) -> Result<Vec<String>, Error> {
    let actor = ctx.actor()?;
    let attempt = Attempt::count(ctx, "second-factor", &actor.account.0.to_string()).await?;
    let mut tx = ctx.app().identity().await?;
    let known = account::lock(&mut tx, actor.account).await?.ok_or(Error::Unauthenticated)?;
    let stored = rows::lock_proposed(&mut tx, actor.account).await?;
    let stored = stored.ok_or_else(|| Error::conflict(Reason::NoSecondFactor))?;
    let step = matching_step(ctx, &known, &stored, typed)?;
    let step = step.ok_or_else(|| Error::invalid("oneTimeCode", Reason::WrongCode))?;
    rows::confirm(&mut tx, actor.account, step, ctx.now()).await?;
    let codes = give_recovery_codes(&mut tx, actor.account).await?;
    attempt.succeeded(&mut tx).await?;
    session::revoke_all(&mut tx, actor.account, Some(actor.session), ctx.now()).await?;
    tell(ctx.app(), &mut tx, &known, &Letter::SecondFactorAdded, "second_factor_added").await?;
    tx.commit().await?;
    ctx.app().cache().changed(ctx.app().store());
    refresh(ctx).await?;
    Ok(codes)
}

/// Gives other recovery codes; the earlier ones stop working.
///
/// # Errors
/// [`Reason::WrongPassword`]; [`Reason::NoSecondFactor`]; [`Error::RateLimited`].
pub async fn renew_recovery_codes(ctx: &Ctx, password: &str) -> Result<Vec<String>, Error> {
    let known = confirmed_by(ctx, password).await?;
    if !known.has_second_factor {
        return Err(Error::conflict(Reason::NoSecondFactor));
    }
    let account = known.account.id;
    let mut tx = ctx.app().identity().await?;
    let codes = give_recovery_codes(&mut tx, account).await?;
    account::note(&mut tx, ctx.new_id(), Some(account), None, "recovery_codes_renewed", ctx.now()).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Gives the second step up.
///
/// # Errors
/// [`Reason::WrongPassword`]; [`Reason::NoSecondFactor`]; [`Reason::SecondFactorRequired`] while an institution asks
/// for it; [`Error::RateLimited`].
pub async fn remove(ctx: &Ctx, password: &str) -> Result<(), Error> {
    let known = confirmed_by(ctx, password).await?;
    if second_factor::is_demanded(ctx.actor()?.second_factor_from, ctx.today()) {
        return Err(Error::conflict(Reason::SecondFactorRequired));
    }
    let mut tx = ctx.app().identity().await?;
    if !rows::remove(&mut tx, known.account.id).await? {
        return Err(Error::conflict(Reason::NoSecondFactor));
    }
    tell(ctx.app(), &mut tx, &known, &Letter::SecondFactorRemoved, "second_factor_removed").await?;
    tx.commit().await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(())
}

/// The second step for who has shown the right password. Tries are counted by the caller, together with those of
/// the password.
///
/// # Errors
/// [`Reason::SecondFactorNeeded`] without a code; [`Reason::WrongCode`].
pub(super) async fn pass(ctx: &Ctx, known: &Credentials, typed: Option<&str>) -> Result<(), Error> {
    if !known.has_second_factor {
        return Ok(());
    }
    let account = known.account.id;
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else {
        return Err(Error::invalid("oneTimeCode", Reason::SecondFactorNeeded));
    };
    let mut tx = ctx.app().identity().await?;
    let Some(stored) = rows::lock_confirmed(&mut tx, account).await? else { return Ok(()) };
    let passed = match Code::read(typed) {
        Some(Code::Recovery(code)) => {
            let is_left = rows::spend_recovery(&mut tx, account, &hash(&code), ctx.now()).await?;
            is_left.then_some("recovery_code_used")
        }
        Some(Code::App(_)) => match matching_step(ctx, known, &stored, typed)? {
            Some(step) => {
                let secret = ctx.app().keys().open(account, &stored.secret)?;
                rows::used(&mut tx, account, step, &ctx.app().keys().seal(account, &secret)?).await?;
                Some("second_factor_passed")
            }
            None => None,
        },
        None => None,
    };
    let Some(kind) = passed else {
        drop(tx);
        door::note(ctx, Some(account), None, "second_factor_refused").await?;
        return Err(Error::invalid("oneTimeCode", Reason::WrongCode));
    };
    account::note(&mut tx, ctx.new_id(), Some(account), None, kind, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes the second step off the account of a member who has lost device and recovery codes. All sessions of the
/// account end and the person is told.
///
/// # Errors
/// [`Reason::OwnRights`]; [`Reason::NoSecondFactor`]; [`Reason::PlaceElsewhere`] when the person works in an
/// institution too that the caller does not administer: nobody weakens the door of others.
pub async fn reset_member(ctx: &Ctx, id: MembershipId) -> Result<identity::Membership, Error> {
    ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let place = membership::lock(&mut tx, id).await?.ok_or(Error::NotFound(MembershipId::KIND))?;
    super::member::may_update(ctx, &place).map_err(Error::conflict)?;
    let mut doors = ctx.app().identity().await?;
    let (places, _) = membership::places(&mut doors, place.account, ctx.today()).await?;
    let is_ours =
        |place: &identity::Membership| ctx.require(Permission::MemberManage, place.id.tenant).is_ok();
    if !places.iter().all(is_ours) {
        return Err(Error::conflict(Reason::PlaceElsewhere));
    }
    let known = account::lock(&mut doors, place.account).await?.ok_or(Error::NotFound(AccountId::KIND))?;
    take_off(ctx.app(), &mut doors, &known).await?;
    let event = Event::new(EventKind::MemberSecondFactorReset, MembershipId::KIND, id.row);
    // The journal first: whoever is reset without a trace cannot be told from an attack.
    tx.commit(event.at_version(place.version)).await?;
    doors.commit().await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(place)
}

/// As [`reset_member`], by who runs the platform.
///
/// # Errors
/// [`Error::NotFound`] for an unknown address; [`Reason::NoSecondFactor`].
pub async fn reset(app: &App, email: &str) -> Result<(), Error> {
    let email = identity::email(email).map_err(|reason| Error::invalid("email", reason))?;
    let mut tx = app.identity().await?;
    let known = account::by_email(&mut tx, &email).await?.ok_or(Error::NotFound(AccountId::KIND))?;
    take_off(app, &mut tx, &known).await?;
    tx.commit().await?;
    app.cache().changed(app.store());
    Ok(())
}

/// Those of some members whose account has the second step, for who manages the members.
///
/// # Errors
/// When the database does not answer.
pub async fn of_members(ctx: &Ctx, ids: &[MembershipId]) -> Result<Vec<(MembershipId, bool)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::MemberManage, ids).await?;
    let places = membership::by_ids(&mut read, &ids).await?;
    drop(read);
    let accounts: Vec<_> = places.iter().map(|place| place.account).collect();
    let having = rows::having(&mut ctx.app().identity().await?, &accounts).await?;
    Ok(places.into_iter().map(|place| (place.id, having.contains(&place.account))).collect())
}

/// Seals with the secret in use what was sealed with an earlier one, so that the earlier one can be dropped.
///
/// # Errors
/// When the database does not answer, or a secret was sealed with a key that is gone.
pub async fn reseal(app: &App) -> Result<(), Error> {
    loop {
        let mut tx = app.identity().await?;
        let found = rows::lock_sealed_otherwise(&mut tx, app.keys().sealing_key(), RESEAL_BATCH).await?;
        if found.is_empty() {
            return Ok(());
        }
        for (account, sealed) in found {
            let secret = app.keys().open(account, &sealed)?;
            rows::reseal(&mut tx, account, &app.keys().seal(account, &secret)?).await?;
        }
        tx.commit().await?;
    }
}

async fn take_off(app: &App, tx: &mut IdentityTx, known: &Credentials) -> Result<(), Error> {
    if !rows::remove(tx, known.account.id).await? {
        return Err(Error::conflict(Reason::NoSecondFactor));
    }
    session::revoke_all(tx, known.account.id, None, app.now()).await?;
    tell(app, tx, known, &Letter::SecondFactorReset, "second_factor_reset").await
}

async fn tell(
    app: &App,
    tx: &mut IdentityTx,
    known: &Credentials,
    letter: &Letter<'_>,
    kind: &str,
) -> Result<(), Error> {
    mail::enqueue(tx, &letter.to(app, &known.account.email, known.account.language)).await?;
    account::note(tx, app.new_id(), Some(known.account.id), None, kind, app.now()).await?;
    Ok(())
}

/// The caller's account, once the password was shown again: an open screen is not enough to change the door.
async fn confirmed_by(ctx: &Ctx, password: &str) -> Result<Credentials, Error> {
    let id = ctx.account()?;
    let attempt = Attempt::count(ctx, "change", &id.0.to_string()).await?;
    let known = account::find(&mut ctx.app().identity().await?, id).await?.ok_or(Error::Unauthenticated)?;
    if !password::fits(ctx.app(), password, known.password_hash.as_deref()).await? {
        return Err(Error::invalid("password", Reason::WrongPassword));
    }
    let mut tx = ctx.app().identity().await?;
    attempt.succeeded(&mut tx).await?;
    tx.commit().await?;
    Ok(known)
}

/// The caller with the places that are open now.
async fn refresh(ctx: &Ctx) -> Result<(), Error> {
    let session = ctx.session().ok_or(Error::Unauthenticated)?;
    ctx.set_actor(Some(ctx.app().live(&session).await?));
    Ok(())
}

/// The step whose code was typed, of those that may be used now.
fn matching_step(
    ctx: &Ctx,
    known: &Credentials,
    stored: &rows::Stored,
    typed: &str,
) -> Result<Option<i64>, Error> {
    let Some(Code::App(code)) = Code::read(typed) else { return Ok(None) };
    let secret = ctx.app().keys().open(known.account.id, &stored.secret)?;
    let totp = totp(&secret, &known.account.email)?;
    let fits =
        |step: &i64| u64::try_from(step * STEP_SECS).is_ok_and(|time| totp.check(&code, time).is_some());
    Ok(second_factor::steps(ctx.now(), stored.last_step).find(fits))
}

/// Without a skew of its own: which steps count is decided in [`second_factor::steps`].
fn totp(secret: &[u8], email: &str) -> Result<Totp, Error> {
    let secret: Box<[u8]> = secret.into();
    let step = u64::try_from(STEP_SECS).expect("positive");
    Builder::new()
        .with_secret(totp_rs::Secret::new(secret))
        .with_skew(0)
        .with_step_duration(step)
        .with_account_name(email.replace(':', ""))
        .with_issuer(Some("Calitas"))
        .build()
        .map_err(|error| Error::Internal(Box::new(error)))
}

async fn give_recovery_codes(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<String>, Error> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let mut bytes = [0; 10];
        aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Internal("no randomness".into()))?;
        codes.push(BASE32_NOPAD.encode(&bytes).to_lowercase());
    }
    let hashes: Vec<_> = codes.iter().map(|code| hash(code)).collect();
    rows::replace_recovery(tx, account, &hashes).await?;
    Ok(codes.iter().map(|code| second_factor::spaced(code)).collect())
}

/// Codes are 80 bits of chance, so a plain hash tells nothing.
fn hash(code: &str) -> Vec<u8> {
    Sha256::digest(code).to_vec()
}
