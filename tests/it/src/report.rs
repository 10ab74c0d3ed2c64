//! Documents of plans: who gets them, and what they hold.

use calitas_app::{
    plan,
    report::{self, Format, PlanReport},
};
use calitas_domain::{
    Error,
    access::Role,
    id::PlanId,
    identity::Language,
    plan::{ActionStatus, PlanInput, PlanKind},
};
use calitas_kit::{Filled, Stage, World, world::Person};
use calitas_store::{Scope, journal};
use uuid::Uuid;

const ALL: [PlanReport; 3] = [PlanReport::Draft, PlanReport::Version(1), PlanReport::Monitoring];

async fn made(
    stage: &Stage<'_>,
    person: &Person,
    plan: PlanId,
    report: PlanReport,
    format: Format,
) -> Result<report::Named, Error> {
    report::of_plan(&*stage.ctx(person).await, plan, report, format, Language::Ro).await
}

#[tokio::test]
async fn a_plan_leaves_as_pdf_docx_and_xlsx_under_its_code() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, _) = stage.active().await;
    let code = stage.plan(plan).await.code;
    for (format, ending, first) in [
        (Format::Pdf, "pdf", b"%PDF".as_slice()),
        (Format::Docx, "docx", b"PK"),
        (Format::Xlsx, "xlsx", b"PK"),
    ] {
        for report in ALL {
            let named = made(&stage, &stage.author, plan, report, format).await.expect("a document");
            assert!(named.file.bytes.starts_with(first), "{report:?} as {ending}");
            assert!(named.name.starts_with(&code) && named.name.ends_with(ending), "{}", named.name);
        }
    }
}

#[tokio::test]
async fn a_guest_gets_the_plan_of_the_invitation_and_nobody_else_gets_anything() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let ((plan, _), (other, _)) = (stage.active().await, stage.active().await);
    let guest = stage.guest("expert", &[plan]).await;
    let elsewhere = Stage::new(&world, &world.police).await;
    let missing = PlanId::new(plan.tenant, Uuid::nil());
    for report in ALL {
        made(&stage, &guest, plan, report, Format::Xlsx).await.expect("the plan of the invitation");
        for (person, plan) in [(&guest, other), (&elsewhere.author, plan), (&stage.author, missing)] {
            let refused = made(&stage, person, plan, report, Format::Xlsx).await;
            assert!(matches!(refused, Err(Error::NotFound(_))), "{report:?}: {refused:?}");
        }
    }
}

#[tokio::test]
async fn a_version_that_was_never_approved_is_not_there() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, _) = stage.draft().await;
    made(&stage, &stage.author, plan, PlanReport::Draft, Format::Xlsx).await.expect("a draft");
    let refused = made(&stage, &stage.author, plan, PlanReport::Version(1), Format::Xlsx).await;
    assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
}

#[tokio::test]
async fn the_mayors_office_gets_how_far_released_plans_are_and_it_goes_on_record() {
    let world = World::new().await;
    let filled = Filled::new(&world, "muzeu", "zimbru", "deschis", Some(&world.hall)).await;
    let stage = &filled.stage;
    let mayor = &world.hall.people[&Role::Oversight];
    for (plan, report) in [
        (filled.active, PlanReport::Monitoring),
        (filled.released, PlanReport::Draft),
        (filled.released, PlanReport::Version(1)),
    ] {
        let refused = made(stage, mayor, plan, report, Format::Html).await;
        assert!(matches!(refused, Err(Error::NotFound(_))), "{report:?}: {refused:?}");
    }
    let named =
        made(stage, mayor, filled.released, PlanReport::Monitoring, Format::Html).await.expect("a report");
    let text = String::from_utf8(named.file.bytes).expect("text");
    // The letterhead goes with what was handed over; the rest of the house stays inside.
    let (_, content) = text.split_once("<h1").expect("a title");
    assert!(content.contains("deschis") && !content.contains("zimbru"), "{text}");
    let mut read = world.app.store().read(&Scope::system(filled.house().id)).await.expect("a read");
    let entries = journal::after(&mut read, filled.house().id, 0, 1000).await.expect("the journal");
    let consulted = entries.iter().filter(|stored| stored.entry.kind == "plan_consulted").count();
    assert_eq!(consulted, 1);
}

/// A development programme with one measure, not approved yet.
async fn programme(stage: &Stage<'_>) -> PlanId {
    let input = PlanInput {
        kind: PlanKind::ControlDevelopment,
        title: stage.words("Program"),
        description: String::new(),
        period_start: "2027-01-01".parse().expect("a day"),
        period_end: "2027-12-31".parse().expect("a day"),
        unit: Some(stage.house.legal),
        owner: Some(stage.author.membership),
    };
    let ctx = stage.ctx(&stage.author).await;
    plan::create(&ctx, stage.house.id, input, None).await.expect("a plan").id
}

#[tokio::test]
async fn a_development_programme_is_a_draft_until_approved_and_then_keeps_its_measures() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let plan = programme(&stage).await;
    let action = stage.action(plan, stage.author.membership).await;
    let said = async || {
        let made = made(&stage, &stage.author, plan, PlanReport::Programme, Format::Html).await;
        String::from_utf8(made.expect("a document").file.bytes).expect("text")
    };
    let draft = said().await;
    assert!(draft.contains("CIORNĂ") && draft.contains("Propusă"), "{draft}");
    stage.submit(plan).await;
    stage.approve(plan).await;
    stage.put(action, ActionStatus::InProgress).await;
    // What is proposed later is no measure of the programme until the next approval.
    stage.revise(plan).await;
    let later = stage.action_of(plan, stage.author.membership, "ulterior").await;
    let binding = said().await;
    assert!(!binding.contains("CIORNĂ") && binding.contains("Versiunea 1"), "{binding}");
    assert!(binding.contains("În lucru") && !binding.contains("ulterior"), "{binding} {later:?}");
    for (format, first) in [(Format::Pdf, b"%PDF".as_slice()), (Format::Docx, b"PK"), (Format::Xlsx, b"PK")] {
        let named =
            made(&stage, &stage.author, plan, PlanReport::Programme, format).await.expect("a document");
        assert!(named.file.bytes.starts_with(first) && named.name.starts_with("Program de dezvoltare"));
    }
}

#[tokio::test]
async fn a_development_programme_stays_in_the_house_and_other_plans_are_none() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let plan = programme(&stage).await;
    stage.action(plan, stage.author.membership).await;
    stage.submit(plan).await;
    stage.approve(plan).await;
    stage.release(plan).await;
    let elsewhere = Stage::new(&world, &world.police).await;
    let foreign = &world.foreign.people[&Role::HeadOfInstitution];
    let (other, _) = stage.active().await;
    let guest = stage.guest("expert", &[other]).await;
    for person in [&elsewhere.author, foreign, &guest, &world.hall.people[&Role::Oversight]] {
        let refused = made(&stage, person, plan, PlanReport::Programme, Format::Xlsx).await;
        assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");
    }
    for role in [Role::ControlSecretariat, Role::HeadOfInstitution, Role::HeadOfUnit] {
        let member = &world.hall.people[&role];
        made(&stage, member, plan, PlanReport::Programme, Format::Xlsx).await.expect("a member reads it");
    }
    let refused = made(&stage, &stage.author, other, PlanReport::Programme, Format::Xlsx).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
}
