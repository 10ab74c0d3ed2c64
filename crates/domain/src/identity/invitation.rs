//! Invitations to institutions.

use super::{INVITATION_LIFE, InvitationStatus, Placement, membership::grants_value};
use crate::{error::Error, id::InvitationId, journal::Journaled, reason::Reason};
use chrono::{DateTime, Utc};
use serde_json::Value;

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
