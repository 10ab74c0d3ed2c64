use super::*;
use crate::id::{RetentionClassId, TenantId};
use uuid::Uuid;

fn tenant() -> TenantId {
    TenantId(Uuid::nil())
}

pub(in super::super) fn member(row: u128) -> MembershipId {
    MembershipId::new(tenant(), Uuid::from_u128(row))
}

pub(in super::super) fn draft() -> Disposal {
    let id = DisposalId::new(tenant(), Uuid::from_u128(7));
    Disposal::new(id, "Selecționarea 2026", member(1), DateTime::UNIX_EPOCH).expect("a draft")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(in super::super) fn listed(term: Term, verdict: Option<Verdict>) -> Listed {
    let record = Record {
        class: Some(RetentionClassId::new(tenant(), Uuid::from_u128(3))),
        verdict,
        ..Record::default()
    };
    Listed {
        id: EvidenceId::new(tenant(), Uuid::from_u128(4)),
        title: "Proces-verbal".into(),
        record: record.dated(Some(term), day("2015-03-01")),
        code: Some("I.A.1".into()),
        term: Some(term),
        serving: Serving::Nothing,
        files: vec![("a.pdf".into(), "00".into())],
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Conflict(conflict)) => conflict.reason.code(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn disposal_takes_two_people_and_papers() {
    let (today, at) = (day("2026-05-01"), DateTime::UNIX_EPOCH);
    let list = [listed(Term::Years(5), Some(Verdict::Dispose))];
    assert_eq!(code(draft().submit(member(1), &[], today)), "DISPOSAL_EMPTY");
    let submitted = draft().submit(member(1), &list, today).expect("submitted");
    assert_eq!(code(submitted.clone().approve(member(1), at, &list)), "OWN_SUBMISSION");
    assert_eq!(code(submitted.clone().start(&list, false, at, today)), "DISPOSAL_NOT_APPROVED");
    let approved = submitted.approve(member(2), at, &list).expect("approved");
    assert_eq!(code(approved.clone().start(&list, false, at, today)), "MINUTES_MISSING");
    let minutes = DisposalPatch {
        minutes_number: Some(Some("12".into())),
        minutes_on: Some(Some(today)),
        ..Default::default()
    };
    let noted = approved.patched(minutes, today).expect("noted");
    assert_eq!(code(noted.clone().start(&list, true, at, today)), "CONFIRMATION_MISSING");
    let other = [Listed { title: "Altul".into(), ..list[0].clone() }];
    assert_eq!(code(noted.clone().start(&other, false, at, today)), "CHANGED_MEANWHILE");
    let started = noted.start(&list, false, at, today).expect("started");
    assert_eq!(code(started.clone().cancel()), "DISPOSAL_NOT_IN_WORK");
    assert_eq!(started.finished(at).status, DisposalStatus::Done);
}

#[test]
fn disposal_waits_for_terms_and_for_the_commission() {
    let today = day("2026-05-01");
    let undecided = [listed(Term::Commission(5), None)];
    assert_eq!(code(draft().submit(member(1), &undecided, today)), "COMMISSION_UNDECIDED");
    let early = [listed(Term::Years(50), Some(Verdict::Dispose))];
    assert_eq!(code(draft().submit(member(1), &early, today)), "KEPT_UNTIL");
    let permanent = [listed(Term::Permanent, Some(Verdict::Dispose))];
    assert_eq!(code(draft().submit(member(1), &permanent, today)), "KEPT_FOREVER");
    let serving = Listed { serving: Serving::Something, ..listed(Term::Years(5), Some(Verdict::Dispose)) };
    assert_eq!(code(draft().submit(member(1), &[serving], today)), "STILL_SERVES");
}

#[test]
fn disposal_that_was_approved_can_be_given_back_until_it_begins() {
    let (today, at) = (day("2026-05-01"), DateTime::UNIX_EPOCH);
    let list = [listed(Term::Years(5), Some(Verdict::Dispose))];
    let submitted = draft().submit(member(1), &list, today).expect("submitted");
    let back = submitted.approve(member(2), at, &list).expect("approved").send_back("Refaceți lista");
    let back = back.expect("given back");
    assert_eq!((back.status, back.hash.clone()), (DisposalStatus::Returned, None));
    assert_eq!(code(back.send_back("Încă o dată")), "DISPOSAL_NOT_SUBMITTED");
}
