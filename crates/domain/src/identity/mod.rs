//! Accounts, sessions, memberships and invitations.

mod custom_role;
mod erasure;
mod invitation;
mod membership;
pub mod second_factor;

use crate::{
    access::coded,
    id::{AccountId, SessionId},
    reason::Reason,
    text,
};
use chrono::{DateTime, Duration, Utc};
use std::collections::BTreeSet;

pub use custom_role::{CustomRole, CustomRoleInput};
pub use erasure::Erasure;
pub use invitation::Invitation;
pub use membership::{Colleague, Membership, Placement};

/// Shortest password. NIST SP 800-63B asks for length and a list of common passwords, nothing else.
pub const PASSWORD_MIN: usize = 12;
/// Longest password; longer ones only cost hashing time.
pub const PASSWORD_MAX: usize = 128;
/// Life of a refresh token family without use.
pub const SESSION_IDLE: Duration = Duration::days(14);
/// Life of a refresh token family in all.
pub const SESSION_MAX: Duration = Duration::days(90);
/// Two tabs may refresh at the same moment: the token before the current one is accepted for this long.
pub const REFRESH_RACE: Duration = Duration::seconds(10);
/// Life of an invitation link.
pub const INVITATION_LIFE: Duration = Duration::days(7);
/// Life of a password reset link.
pub const RESET_LIFE: Duration = Duration::hours(1);
/// Attempts to sign in per account, and per address tenfold, in [`THROTTLE_WINDOW`].
pub const ATTEMPTS: i32 = 8;
/// The time in which attempts are counted.
pub const THROTTLE_WINDOW: Duration = Duration::minutes(5);

coded! {
    /// Languages of the application.
    Language {
        /// Romanian.
        Ro = "RO",
        /// English.
        En = "EN",
    }
}

impl Language {
    /// Of two names the one in this language; the Romanian one when no other was given.
    pub fn name<'a>(self, ro: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::En if !en.is_empty() => en,
            Self::Ro | Self::En => ro,
        }
    }
}

coded! {
    /// State of an invitation.
    InvitationStatus {
        /// Waits for an answer.
        Pending = "PENDING",
        /// The person is a member.
        Accepted = "ACCEPTED",
        /// Withdrawn by an administrator.
        Revoked = "REVOKED",
        /// The link is out of date.
        Expired = "EXPIRED",
    }
}

/// A person's login.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identity.
    pub id: AccountId,
    /// Address, as typed, in lower case.
    pub email: String,
    /// How the person is addressed in Calitas.
    pub display_name: String,
    /// Language of screens and mails.
    pub language: Language,
    /// When the account was closed.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// A signed-in device: a family of refresh tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Identity.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// Last refresh.
    pub last_seen_at: DateTime<Utc>,
    /// Browser and system, as the browser says.
    pub device: String,
    /// Number of the refresh token in use.
    pub generation: i32,
    /// When the token in use was given out.
    pub rotated_at: DateTime<Utc>,
    /// When it was ended.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What becomes of a session when a refresh token of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// The token in use: the next generation replaces it.
    Rotate,
    /// The one before, within the race of two tabs: the token in use is given again.
    Repeat,
    /// An older one: somebody copied it. The family ends.
    Reuse,
    /// The session is over.
    Ended,
}

impl Session {
    /// Decides what a refresh token of some generation is worth now.
    pub fn refresh(&self, generation: i32, now: DateTime<Utc>) -> Refresh {
        if !self.is_live(now) {
            Refresh::Ended
        } else if generation == self.generation {
            Refresh::Rotate
        } else if generation + 1 == self.generation && now - self.rotated_at <= REFRESH_RACE {
            Refresh::Repeat
        } else {
            Refresh::Reuse
        }
    }

    /// Whether the session still lets its person in.
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none()
            && now - self.last_seen_at <= SESSION_IDLE
            && now - self.created_at <= SESSION_MAX
    }
}

/// Brings an address to the one stored form.
///
/// # Errors
/// [`Reason::NotAnEmail`].
pub fn email(value: &str) -> Result<String, Reason> {
    let clean = text::normalise(value)?.to_lowercase();
    let Some((local, host)) = clean.rsplit_once('@') else { return Err(Reason::NotAnEmail) };
    let plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | ',' | ';' | '(' | ')' | '\\');
    let labels_fit = host.split('.').all(|label| !label.is_empty() && !label.starts_with('-'));
    let fits = !local.is_empty()
        && host.contains('.')
        && labels_fit
        && clean.len() <= 254
        && clean.chars().all(plain);
    if fits { Ok(clean) } else { Err(Reason::NotAnEmail) }
}

/// Decides whether a password is good enough: length, and not one that everybody tries first.
///
/// # Errors
/// [`Reason::TooShort`], [`Reason::TooLong`], [`Reason::CommonPassword`].
pub fn password(value: &str, email: &str) -> Result<(), Reason> {
    let count = value.chars().count();
    if count < PASSWORD_MIN {
        return Err(Reason::TooShort { min: PASSWORD_MIN });
    }
    if count > PASSWORD_MAX {
        return Err(Reason::TooLong { max: PASSWORD_MAX });
    }
    let folded = text::fold(value);
    let local = email.split('@').next().unwrap_or_default();
    let is_common = COMMON_PASSWORDS.lines().any(|common| common == folded);
    let is_monotone = folded.chars().collect::<BTreeSet<_>>().len() < 4;
    let is_address = folded == email || (local.len() >= PASSWORD_MIN && folded == local);
    if is_common || is_monotone || is_address { Err(Reason::CommonPassword) } else { Ok(()) }
}

/// Passwords of at least twelve characters that are tried first, folded, one a line.
const COMMON_PASSWORDS: &str = include_str!("../common-passwords.txt");

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn session(generation: i32, rotated_at: DateTime<Utc>) -> Session {
        Session {
            id: SessionId(Uuid::nil()),
            account: AccountId(Uuid::nil()),
            created_at: rotated_at,
            last_seen_at: rotated_at,
            device: String::new(),
            generation,
            rotated_at,
            revoked_at: None,
        }
    }

    #[test]
    fn a_refresh_token_serves_once_but_two_tabs_may_race() {
        let then = DateTime::UNIX_EPOCH;
        let session = session(5, then);
        let table = [
            (5, 0, Refresh::Rotate),
            (4, 10, Refresh::Repeat),
            (4, 11, Refresh::Reuse),
            (3, 0, Refresh::Reuse),
            (6, 0, Refresh::Reuse),
            (5, 15 * 86_400, Refresh::Ended),
        ];
        for (generation, secs, expected) in table {
            assert_eq!(
                session.refresh(generation, then + Duration::seconds(secs)),
                expected,
                "{generation} {secs}"
            );
        }
    }

    #[test]
    fn passwords_are_judged_by_length_and_commonness_only() {
        let judge = |value: &str| password(value, "sef.juridic@ps6.example").map_err(|reason| reason.code());
        assert_eq!(judge("scurt"), Err("TOO_SHORT"));
        assert_eq!(judge("Parola123456"), Err("COMMON_PASSWORD"));
        assert_eq!(judge("aaaaaaaaaaaaaaaa"), Err("COMMON_PASSWORD"));
        assert_eq!(judge("sef.juridic@ps6.example"), Err("COMMON_PASSWORD"));
        assert_eq!(judge("toamna pe dealul cu nuci"), Ok(()));
    }

    #[test]
    fn addresses_are_lower_case_and_plain() {
        assert_eq!(email(" Sef.Juridic@PS6.example "), Ok("sef.juridic@ps6.example".to_owned()));
        for bad in ["", "a", "a@b", "@b.ro", "a b@c.ro", "a@.ro", "a@b..ro", "<a@b.ro>"] {
            assert!(email(bad).is_err(), "{bad}");
        }
    }
}
