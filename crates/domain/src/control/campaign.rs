//! A campaign: the self-assessment of one year, reported as of 31 December.

use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{ControlCampaignId, ControlTemplateId, MembershipId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::Value;

/// The order is in force since 2018.
pub(super) const FIRST_YEAR: i32 = 2018;

coded! {
    /// Where a campaign stands.
    CampaignStatus {
        /// Compartments answer.
        Open = "OPEN",
        /// Nothing is answered any more.
        Closed = "CLOSED",
    }
}

/// A self-assessment of all compartments for one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Identity.
    pub id: ControlCampaignId,
    /// The year that is reported.
    pub year: i32,
    /// The list of criteria it asks.
    pub template: ControlTemplateId,
    /// Until when compartments hand in.
    pub due_on: NaiveDate,
    /// Where it stands.
    pub status: CampaignStatus,
    /// Who opened it; nobody of the institution where the superior one did.
    pub opened_by: Option<MembershipId>,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a campaign is opened with.
#[derive(Debug, Clone)]
pub struct CampaignInput {
    /// The year that is reported.
    pub year: i32,
    /// Until when compartments hand in.
    pub due_on: NaiveDate,
}

impl Campaign {
    /// Opens the self-assessment of a year.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a year before the order or after this one, and for a day that is over.
    pub fn open(
        id: ControlCampaignId,
        template: ControlTemplateId,
        input: &CampaignInput,
        opened_by: Option<MembershipId>,
        opened_at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let year = check.number("year", input.year, FIRST_YEAR..=today.year());
        check.ensure("dueOn", input.due_on >= today, Reason::InThePast);
        check.done()?;
        Ok(Self {
            id,
            year,
            template,
            due_on: input.due_on,
            status: CampaignStatus::Open,
            opened_by,
            opened_at,
            closed_at: None,
            version: 1,
        })
    }

    /// With another day to hand in.
    ///
    /// # Errors
    /// [`Reason::CampaignClosed`]; [`Error::Invalid`] for a day that is over.
    pub fn due(self, due_on: NaiveDate, today: NaiveDate) -> Result<Self, Error> {
        self.is_open().map_err(Error::conflict)?;
        let mut check = Check::new();
        check.ensure("dueOn", due_on >= today, Reason::InThePast);
        check.done()?;
        Ok(Self { due_on, version: self.version + 1, ..self })
    }

    /// Closes it: answers stay as they are.
    ///
    /// # Errors
    /// [`Reason::CampaignClosed`].
    pub fn close(self, at: DateTime<Utc>) -> Result<Self, Error> {
        self.is_open().map_err(Error::conflict)?;
        Ok(Self { status: CampaignStatus::Closed, closed_at: Some(at), version: self.version + 1, ..self })
    }

    /// Opens it again: something is to be corrected.
    ///
    /// # Errors
    /// [`Reason::CampaignOpen`].
    pub fn reopen(self) -> Result<Self, Error> {
        match self.status {
            CampaignStatus::Open => Err(Error::conflict(Reason::CampaignOpen)),
            CampaignStatus::Closed => {
                Ok(Self { status: CampaignStatus::Open, closed_at: None, version: self.version + 1, ..self })
            }
        }
    }

    /// Whether it is being answered.
    ///
    /// # Errors
    /// [`Reason::CampaignClosed`].
    pub fn is_open(&self) -> Result<(), Reason> {
        match self.status {
            CampaignStatus::Open => Ok(()),
            CampaignStatus::Closed => Err(Reason::CampaignClosed),
        }
    }

    /// The day its answers speak of.
    pub fn reference_on(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, 12, 31).unwrap_or(NaiveDate::MAX)
    }
}

impl Journaled for Campaign {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("year", self.year.into()),
            ("dueOn", self.due_on.to_string().into()),
            ("status", self.status.code().into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::TenantId;
    use uuid::Uuid;

    pub(crate) fn campaign() -> Campaign {
        open(2026, "2027-01-15", "2026-11-23").expect("a campaign")
    }

    fn open(year: i32, due: &str, today: &str) -> Result<Campaign, Error> {
        let tenant = TenantId(Uuid::nil());
        Campaign::open(
            ControlCampaignId::new(tenant, Uuid::nil()),
            ControlTemplateId::new(tenant, Uuid::nil()),
            &CampaignInput { year, due_on: due.parse().expect("a day") },
            Some(MembershipId::new(tenant, Uuid::nil())),
            DateTime::UNIX_EPOCH,
            today.parse().expect("a day"),
        )
    }

    #[test]
    fn a_campaign_reports_a_year_of_the_order() {
        assert_eq!(campaign().reference_on().to_string(), "2026-12-31");
        for (year, due, wrong) in
            [(2017, "2027-01-15", "year"), (2027, "2027-01-15", "year"), (2026, "2026-11-22", "dueOn")]
        {
            let refused = open(year, due, "2026-11-23");
            assert!(
                matches!(refused, Err(Error::Invalid(fields)) if fields[0].path == wrong),
                "{year} {due}"
            );
        }
    }

    #[test]
    fn a_closed_campaign_stays_as_it_is() {
        let closed = campaign().close(DateTime::UNIX_EPOCH).expect("closed");
        assert_eq!(closed.is_open(), Err(Reason::CampaignClosed));
        assert!(closed.clone().close(DateTime::UNIX_EPOCH).is_err());
        let again = closed.clone().reopen().expect("open again");
        assert_eq!((again.is_open(), again.closed_at), (Ok(()), None));
        assert!(again.reopen().is_err());
        assert!(closed.due("2027-02-01".parse().expect("a day"), campaign().due_on).is_err());
    }
}
