//! Accounts, sessions, memberships and invitations.

mod custom_role;
pub mod second_factor;

use crate::{
    access::{Grant, Permission, Role, coded},
    check::Check,
    error::Error,
    id::{AccountId, InvitationId, MembershipId, SessionId, UnitId},
    journal::Journaled,
    reason::Reason,
    text,
};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

pub use custom_role::{CustomRole, CustomRoleInput};

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

/// An account's place in an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Identity.
    pub id: MembershipId,
    /// Whose.
    pub account: AccountId,
    /// The person's function there („Șef serviciu, Direcția Juridică”).
    pub display_name: String,
    /// Address, for the institution's administrators.
    pub email: String,
    /// The unit the person works in.
    pub unit: Option<UnitId>,
    /// Roles given.
    pub grants: Vec<Grant>,
    /// What a guest may see: rows of plans.
    pub objects: BTreeSet<Uuid>,
    /// Last day; a guest must have one.
    pub expires_on: Option<NaiveDate>,
    /// When the membership was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What an administrator decides about a person's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Function.
    pub display_name: String,
    /// Unit.
    pub unit: Option<UnitId>,
    /// Roles.
    pub grants: Vec<Grant>,
    /// What a guest may see.
    pub objects: BTreeSet<Uuid>,
    /// Last day.
    pub expires_on: Option<NaiveDate>,
}

impl Placement {
    /// Makes the values storable.
    ///
    /// # Errors
    /// [`Error::Invalid`]: no role, the same role twice, institution-wide roles given for a unit, a guest without end
    /// date or objects or with other roles, objects for somebody who is no guest, an end date that has passed.
    pub fn checked(self, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        let display_name = check.text("displayName", &self.display_name, 2..=160);
        check.ensure("roles", !self.grants.is_empty(), Reason::Required);
        check.ensure("roles", self.grants.len() <= 20, Reason::TooMany { max: 20 });
        let distinct: BTreeSet<_> = self.grants.iter().collect();
        check.ensure("roles", distinct.len() == self.grants.len(), Reason::Repeated);
        for (at, grant) in self.grants.iter().enumerate() {
            let misplaced = grant.unit.is_some() && grant.role.is_institution_wide();
            check.ensure(&format!("roles.{at}.unitId"), !misplaced, Reason::UnknownReference);
        }
        let is_guest = self.grants.iter().any(|grant| grant.role.is(Role::Guest));
        if is_guest {
            check.ensure("roles", self.grants.len() == 1, Reason::Repeated);
            check.ensure("expiresOn", self.expires_on.is_some(), Reason::GuestNeedsScope);
            check.ensure("objectIds", !self.objects.is_empty(), Reason::GuestNeedsScope);
        } else {
            check.ensure("objectIds", self.objects.is_empty(), Reason::ScopeOnlyForGuests);
        }
        if let Some(last) = self.expires_on {
            check.ensure("expiresOn", last >= today, Reason::InThePast);
        }
        check.done()?;
        Ok(Self { display_name, ..self })
    }
}

impl Membership {
    /// A new place.
    pub fn new(id: MembershipId, account: AccountId, email: String, placement: Placement) -> Self {
        Self {
            id,
            account,
            display_name: placement.display_name,
            email,
            unit: placement.unit,
            grants: placement.grants,
            objects: placement.objects,
            expires_on: placement.expires_on,
            ended_at: None,
            version: 1,
        }
    }

    /// The place with other decisions about it.
    pub fn placed(self, placement: Placement) -> Self {
        Self {
            display_name: placement.display_name,
            unit: placement.unit,
            grants: placement.grants,
            objects: placement.objects,
            expires_on: placement.expires_on,
            version: self.version + 1,
            ..self
        }
    }

    /// The place given up.
    pub fn ended(self, at: DateTime<Utc>) -> Self {
        Self { ended_at: Some(at), version: self.version + 1, ..self }
    }

    /// Whether it lets the person in on a day.
    pub fn is_active(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && self.expires_on.is_none_or(|last| today <= last)
    }

    /// Whether the person may do this with an object, by a role or as a guest invited to it. What is bound to a unit is
    /// not asked here.
    pub fn may_on(&self, permission: Permission, object: Uuid) -> bool {
        self.grants.iter().any(|grant| {
            let is_invited = !grant.role.is(Role::Guest) || self.objects.contains(&object);
            is_invited && grant.role.permissions().contains(permission)
        })
    }

    /// Whether the person administers the institution.
    pub fn is_administrator(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.is(Role::InstitutionAdmin))
    }
}

/// An invitation to an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Identity.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// The place the person will have.
    pub placement: Placement,
    /// State, as stored: expiry is seen by [`Invitation::status_at`].
    pub status: InvitationStatus,
    /// When the link in use was made.
    pub created_at: DateTime<Utc>,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

impl Invitation {
    /// State at an instant.
    pub fn status_at(&self, now: DateTime<Utc>) -> InvitationStatus {
        match self.status {
            InvitationStatus::Pending if now > self.expires_at => InvitationStatus::Expired,
            status => status,
        }
    }

    /// The invitation with a new link.
    ///
    /// # Errors
    /// [`Reason::InvitationClosed`] when it was accepted or withdrawn.
    pub fn renewed(self, now: DateTime<Utc>) -> Result<Self, Error> {
        match self.status {
            InvitationStatus::Pending | InvitationStatus::Expired => Ok(Self {
                status: InvitationStatus::Pending,
                created_at: now,
                expires_at: now + INVITATION_LIFE,
                version: self.version + 1,
                ..self
            }),
            InvitationStatus::Accepted | InvitationStatus::Revoked => {
                Err(Error::conflict(Reason::InvitationClosed))
            }
        }
    }

    /// The invitation withdrawn.
    ///
    /// # Errors
    /// [`Reason::InvitationClosed`] when it was accepted or withdrawn before.
    pub fn revoked(self) -> Result<Self, Error> {
        match self.status {
            InvitationStatus::Pending | InvitationStatus::Expired => {
                Ok(Self { status: InvitationStatus::Revoked, version: self.version + 1, ..self })
            }
            InvitationStatus::Accepted | InvitationStatus::Revoked => {
                Err(Error::conflict(Reason::InvitationClosed))
            }
        }
    }

    /// The invitation taken up.
    ///
    /// # Errors
    /// [`Reason::LinkExpired`] unless it waits for an answer.
    pub fn accepted(self, now: DateTime<Utc>) -> Result<Self, Error> {
        match self.status_at(now) {
            InvitationStatus::Pending => {
                Ok(Self { status: InvitationStatus::Accepted, version: self.version + 1, ..self })
            }
            InvitationStatus::Accepted | InvitationStatus::Revoked | InvitationStatus::Expired => {
                Err(Error::invalid("token", Reason::LinkExpired))
            }
        }
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

impl Journaled for Membership {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("displayName", self.display_name.as_str().into()),
            ("unitId", self.unit.map(|unit| unit.row.to_string()).into()),
            ("roles", grants_value(&self.grants)),
            ("objectIds", json!(self.objects)),
            ("expiresOn", self.expires_on.map(|day| day.to_string()).into()),
            ("isEnded", self.ended_at.is_some().into()),
        ]
    }
}

impl Journaled for Invitation {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("displayName", self.placement.display_name.as_str().into()),
            ("unitId", self.placement.unit.map(|unit| unit.row.to_string()).into()),
            ("roles", grants_value(&self.placement.grants)),
            ("status", self.status.code().into()),
            ("expiresAt", self.expires_at.to_rfc3339().into()),
        ]
    }
}

fn grants_value(grants: &[Grant]) -> Value {
    let value = |grant: &Grant| {
        let unit = grant.unit.map(|unit| unit.row);
        match grant.role.custom() {
            None => json!([grant.role.code(), unit]),
            Some(custom) => json!([grant.role.code(), unit, custom.row]),
        }
    };
    grants.iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_guest_needs_an_end_and_objects() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date");
        let guest = Placement {
            display_name: "Evaluator extern".into(),
            unit: None,
            grants: vec![Grant { role: Role::Guest.into(), unit: None }],
            objects: BTreeSet::new(),
            expires_on: None,
        };
        let Err(Error::Invalid(errors)) = guest.checked(today) else { panic!("must refuse") };
        let paths: Vec<_> = errors.iter().map(|error| error.path.as_str()).collect();
        assert_eq!(paths, ["expiresOn", "objectIds"]);
    }
}
