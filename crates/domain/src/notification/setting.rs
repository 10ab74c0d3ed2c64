//! How a person wants to be told: in the application, by mail, at once or gathered.

use super::{NotificationKind, policy::reminder_days};
use crate::{
    access::coded,
    calendar::{self, WorkCalendar, instant_in_bucharest},
    check::Check,
    error::Error,
    id::AccountId,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use std::collections::BTreeMap;

coded! {
    /// Where a person is told of one kind of thing.
    Channel {
        /// Nowhere.
        Off = "OFF",
        /// In the application only.
        InApp = "IN_APP",
        /// In the application, and in the next gathered mail.
        Digest = "DIGEST",
        /// In the application, and by mail at once.
        Mail = "MAIL",
    }
}

coded! {
    /// How often mails are gathered.
    Rhythm {
        /// Every working day at 8.
        Daily = "DAILY",
        /// On the first working day of a week at 8.
        Weekly = "WEEKLY",
    }
}

/// How a person wants to be told, in all institutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The person.
    pub account: AccountId,
    /// What was chosen; kinds without a choice have their default.
    pub channels: BTreeMap<NotificationKind, Channel>,
    /// How often mails are gathered.
    pub rhythm: Rhythm,
    /// Whether mails wait for the next working day.
    pub is_quiet_on_free_days: bool,
    /// Working days before a deadline on which to be reminded; absent for what the institution decides.
    pub due_soon_days: Option<Vec<i32>>,
    /// Counts changes; 0 while nothing was chosen.
    pub version: i32,
}

/// What is to change; absent keeps, an inner absence clears.
#[derive(Debug, Clone, Default)]
pub struct SettingsPatch {
    /// Kinds with another channel.
    pub channels: Vec<(NotificationKind, Channel)>,
    /// How often mails are gathered.
    pub rhythm: Option<Rhythm>,
    /// Whether mails wait for the next working day.
    pub is_quiet_on_free_days: Option<bool>,
    /// Working days before a deadline.
    pub due_soon_days: Option<Option<Vec<i32>>>,
}

/// Mails that wait leave at this hour in Bucharest.
const MAIL_HOUR: u32 = 8;

impl NotificationKind {
    /// Where people are told of it unless they chose otherwise: what waits for them at once, the rest gathered.
    pub fn default_channel(self) -> Channel {
        match self {
            Self::Assigned | Self::Returned | Self::Overdue | Self::Escalated => Channel::Mail,
            Self::Mentioned | Self::DueSoon | Self::Changed => Channel::Digest,
        }
    }
}

impl Settings {
    /// What holds while a person has chosen nothing.
    pub fn of(account: AccountId) -> Self {
        Self {
            account,
            channels: BTreeMap::new(),
            rhythm: Rhythm::Daily,
            is_quiet_on_free_days: true,
            due_soon_days: None,
            version: 0,
        }
    }

    /// Where the person is told of a kind of thing.
    pub fn channel(&self, kind: NotificationKind) -> Channel {
        self.channels.get(&kind).copied().unwrap_or_else(|| kind.default_channel())
    }

    /// The settings with other choices.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: SettingsPatch) -> Result<Self, Error> {
        let mut check = Check::new();
        let due_soon_days = match patch.due_soon_days {
            Some(days) => days.map(|days| reminder_days(&mut check, "dueSoonDays", days)),
            None => self.due_soon_days,
        };
        check.done()?;
        let mut channels = self.channels;
        channels.extend(patch.channels);
        Ok(Self {
            channels,
            rhythm: patch.rhythm.unwrap_or(self.rhythm),
            is_quiet_on_free_days: patch.is_quiet_on_free_days.unwrap_or(self.is_quiet_on_free_days),
            due_soon_days,
            version: self.version + 1,
            ..self
        })
    }

    /// When the mail about something that happens now leaves; absent when none does.
    pub fn mail_at(
        &self,
        kind: NotificationKind,
        now: DateTime<Utc>,
        calendar: &WorkCalendar,
    ) -> Option<DateTime<Utc>> {
        let today = calendar::day(now);
        match self.channel(kind) {
            Channel::Off | Channel::InApp => None,
            Channel::Mail if self.is_quiet_on_free_days && !calendar.is_working(today) => {
                Some(morning(calendar.on_or_after(today)))
            }
            Channel::Mail => Some(now),
            Channel::Digest => mornings(today, self.rhythm, calendar).find(|at| *at > now),
        }
    }
}

/// The mornings on which gathered mail leaves, from a day on.
fn mornings(
    from: NaiveDate,
    rhythm: Rhythm,
    calendar: &WorkCalendar,
) -> impl Iterator<Item = DateTime<Utc>> + '_ {
    let leaves = move |day: &NaiveDate| match rhythm {
        Rhythm::Daily => calendar.is_working(*day),
        Rhythm::Weekly => {
            let monday = *day - Days::new(day.weekday().num_days_from_monday().into());
            calendar.on_or_after(monday) == *day
        }
    };
    from.iter_days().filter(leaves).map(morning)
}

fn morning(day: NaiveDate) -> DateTime<Utc> {
    let hour = NaiveTime::from_hms_opt(MAIL_HOUR, 0, 0).expect("an hour of the day");
    instant_in_bucharest(day, hour)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NotificationKind::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn settings() -> Settings {
        Settings::of(AccountId(uuid::Uuid::nil()))
    }

    fn mail_at(settings: &Settings, kind: NotificationKind, now: &str) -> Option<String> {
        settings.mail_at(kind, at(now), &WorkCalendar::default()).map(|at| at.to_rfc3339())
    }

    #[test]
    fn gathered_mail_leaves_at_eight_on_the_next_working_day_in_winter_and_summer() {
        let settings = settings();
        let next = |now| mail_at(&settings, Changed, now).expect("a morning");
        assert_eq!(next("2027-01-22T05:59:00Z"), "2027-01-22T06:00:00+00:00");
        assert_eq!(next("2027-01-22T06:00:00Z"), "2027-01-25T06:00:00+00:00", "not twice in one morning");
        assert_eq!(next("2027-03-26T12:00:00Z"), "2027-03-29T05:00:00+00:00", "clocks changed meanwhile");
        assert_eq!(next("2027-04-29T12:00:00Z"), "2027-05-04T05:00:00+00:00", "over Easter");
    }

    #[test]
    fn a_week_begins_on_its_first_working_day() {
        let weekly = Settings { rhythm: Rhythm::Weekly, ..settings() };
        let next = |now| mail_at(&weekly, Changed, now).expect("a morning");
        assert_eq!(next("2027-01-22T12:00:00Z"), "2027-01-25T06:00:00+00:00");
        assert_eq!(next("2027-04-30T12:00:00Z"), "2027-05-04T05:00:00+00:00", "Easter Monday is free");
    }

    #[test]
    fn what_waits_for_a_person_is_mailed_at_once_but_not_on_a_free_day() {
        let settings = settings();
        assert_eq!(
            mail_at(&settings, Assigned, "2027-01-22T12:00:00Z").as_deref(),
            Some("2027-01-22T12:00:00+00:00")
        );
        assert_eq!(
            mail_at(&settings, Assigned, "2027-01-23T12:00:00Z").as_deref(),
            Some("2027-01-25T06:00:00+00:00")
        );
        let restless = Settings { is_quiet_on_free_days: false, ..settings };
        assert_eq!(
            mail_at(&restless, Assigned, "2027-01-23T12:00:00Z").as_deref(),
            Some("2027-01-23T12:00:00+00:00")
        );
        let patch = SettingsPatch { channels: vec![(Assigned, Channel::InApp)], ..Default::default() };
        assert_eq!(
            mail_at(&restless.patched(patch).expect("a choice"), Assigned, "2027-01-23T12:00:00Z"),
            None
        );
    }
}
