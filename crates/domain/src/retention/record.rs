//! What archiving knows of a document, and the one rule of whether it may go.

use super::{RetentionClass, Term};
use crate::{
    access::coded,
    id::{DisposalId, RetentionClassId},
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};

coded! {
    /// What a selection says of a document.
    Verdict {
        /// It goes.
        Dispose = "DISPOSE",
        /// It is kept for good.
        Keep = "KEEP",
    }
}

/// What archiving knows of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The entry of the nomenclature; a document without one is a working paper.
    pub class: Option<RetentionClassId>,
    /// The last day of its term; absent without a class and when it is kept for ever.
    pub kept_until: Option<NaiveDate>,
    /// The selection it is or was in.
    pub disposal: Option<DisposalId>,
    /// What the selection says of it; absent while the commission has not decided.
    pub verdict: Option<Verdict>,
    /// When it was disposed of.
    pub disposed_at: Option<DateTime<Utc>>,
}

/// Whether something that is not over rests on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serving {
    /// A plan it proves is being approved, is carried out or is revised.
    Something,
    /// Everything it proves is closed or given up.
    Nothing,
}

impl Record {
    /// The record of a document of a day under another entry.
    #[must_use]
    pub fn classified(self, class: &RetentionClass, of: NaiveDate) -> Self {
        Self { class: Some(class.id), ..self }.dated(Some(class.term), of)
    }

    /// The record when the document is of another day.
    #[must_use]
    pub fn dated(self, term: Option<Term>, of: NaiveDate) -> Self {
        Self { kept_until: term.and_then(|term| term.last_day(of)), ..self }
    }

    /// Refuses changes of what is being selected or was disposed of.
    ///
    /// # Errors
    /// [`Reason::DocumentDisposed`]; [`Reason::InDisposal`].
    pub fn is_open(&self) -> Result<(), Reason> {
        match (self.disposed_at, self.disposal) {
            (Some(_), _) => Err(Reason::DocumentDisposed),
            (None, Some(_)) => Err(Reason::InDisposal),
            (None, None) => Ok(()),
        }
    }

    /// Puts the document into a selection. Where the term alone decides, the proposal is that it goes.
    #[must_use]
    pub fn proposed(self, disposal: DisposalId, term: Term) -> Self {
        let verdict = matches!(term, Term::Years(_)).then_some(Verdict::Dispose);
        Self { disposal: Some(disposal), verdict, ..self }
    }

    /// Takes it out of a selection.
    #[must_use]
    pub fn withdrawn(self) -> Self {
        Self { disposal: None, verdict: None, ..self }
    }
}

/// Whether a document may be disposed of on a day. Every way by which the content of a classified document goes asks
/// here first.
///
/// # Errors
/// Why it stays: [`Reason::NotClassified`], [`Reason::KeptForever`], [`Reason::KeptUntil`], [`Reason::StillServes`],
/// [`Reason::CommissionUndecided`], [`Reason::DocumentDisposed`].
pub fn may_dispose(
    record: &Record,
    term: Option<Term>,
    serving: Serving,
    today: NaiveDate,
) -> Result<(), Reason> {
    may_propose(record, term, serving, today)?;
    match record.verdict {
        Some(Verdict::Dispose) => Ok(()),
        Some(Verdict::Keep) => Err(Reason::KeptForever),
        None => Err(Reason::CommissionUndecided { count: 1 }),
    }
}

/// Whether a document may be proposed for selection on a day: everything [`may_dispose`] asks but the decision.
pub(super) fn may_propose(
    record: &Record,
    term: Option<Term>,
    serving: Serving,
    today: NaiveDate,
) -> Result<(), Reason> {
    if record.disposed_at.is_some() {
        return Err(Reason::DocumentDisposed);
    }
    if term.is_none() || record.class.is_none() {
        return Err(Reason::NotClassified);
    }
    let Some(until) = record.kept_until else { return Err(Reason::KeptForever) };
    if today <= until {
        return Err(Reason::KeptUntil { until });
    }
    match serving {
        Serving::Something => Err(Reason::StillServes),
        Serving::Nothing => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::class::tests::class, *};
    use crate::{id::TenantId, retention::RetentionRule};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn record(rule: RetentionRule, years: Option<i32>, of: NaiveDate) -> (Record, Term) {
        let class = class(rule, years).expect("an entry");
        (Record::default().classified(&class, of), class.term)
    }

    #[test]
    fn retention_ends_with_the_year_and_not_before() {
        let (record, term) = record(RetentionRule::Years, Some(1), day("2024-02-29"));
        let record = Record { verdict: Some(Verdict::Dispose), ..record };
        let may = |today: &str, serving| may_dispose(&record, Some(term), serving, day(today));
        let until = day("2025-12-31");
        assert_eq!(may("2025-12-31", Serving::Nothing), Err(Reason::KeptUntil { until }));
        assert_eq!(may("2026-01-01", Serving::Nothing), Ok(()));
        assert_eq!(may("2026-01-01", Serving::Something), Err(Reason::StillServes));
        assert_eq!(
            may_dispose(&Record::default(), None, Serving::Nothing, day("2999-01-01")),
            Err(Reason::NotClassified)
        );
    }

    #[test]
    fn retention_waits_for_the_commission_where_it_decides() {
        let (record, term) = record(RetentionRule::Commission, Some(3), day("2020-05-05"));
        let disposal = DisposalId::new(TenantId(Uuid::nil()), Uuid::from_u128(2));
        let record = record.proposed(disposal, term);
        let may = |record: &Record| may_dispose(record, Some(term), Serving::Nothing, day("2026-01-01"));
        assert_eq!(may(&record), Err(Reason::CommissionUndecided { count: 1 }));
        assert_eq!(may(&Record { verdict: Some(Verdict::Keep), ..record.clone() }), Err(Reason::KeptForever));
        assert_eq!(may(&Record { verdict: Some(Verdict::Dispose), ..record }), Ok(()));
    }

    proptest! {
        #[test]
        fn retention_lets_nothing_go_early(
            days in 0i64..100_000, years in 1i32..=150, after in 0i64..70_000, rule in 0usize..3, verdict in 0usize..3
        ) {
            let of = day("1900-01-01") + chrono::TimeDelta::days(days);
            let rule = RetentionRule::ALL[rule];
            let (record, term) = record(rule, (rule != RetentionRule::Permanent).then_some(years), of);
            let verdict = [None, Some(Verdict::Dispose), Some(Verdict::Keep)][verdict];
            let today = of + chrono::TimeDelta::days(after);
            let record = Record { verdict, ..record };
            if may_dispose(&record, Some(term), Serving::Nothing, today).is_ok() {
                prop_assert_ne!(rule, RetentionRule::Permanent);
                prop_assert_eq!(verdict, Some(Verdict::Dispose));
                prop_assert!(today > of + chrono::Months::new(12 * u32::try_from(years).expect("positive")) - chrono::TimeDelta::days(1));
            }
        }
    }
}
