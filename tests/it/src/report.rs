//! Documents of plans: who gets them, and what they hold.

use calitas_app::report::{self, Format, PlanReport};
use calitas_domain::{Error, access::Role, id::PlanId, identity::Language};
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
