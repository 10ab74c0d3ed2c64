//! The annual report: written, handed in, approved and frozen, handed over, given back across institutions; the annexes
//! as files; what a superior institution sees of a running campaign.

use calitas_app::report::{self, ControlAnnex, Format};
use calitas_domain::{Error, access::Role, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

const READ: &str =
    "query($id: ID!) { annualControlReport(id: $id) { status number version missingFields procedurePercent
  conformity remark readiness { openQuestionnaireCount undecidedStandardCount }
  versions { number hash releasedAt returnedAt remark } viewerCan { update { allowed } submit { allowed }
  approve { allowed reason } sendBack { allowed } release { allowed } } } }";
const UPDATE: &str =
    "mutation($input: UpdateAnnualControlReportInput!) { updateAnnualControlReport(input: $input) {
  annualControlReport { version assurance procedureCount } } }";
const SUBORDINATES: &str =
    "query($id: ID!, $year: Int!) { tenant(id: $id) { subordinateControl(year: $year) {
  slug state isLate questionnaireCount submittedCount completeCount criterionCount dueOn
  report { reportId conformity version { number hash remark } synthesis { rows { status } } } }
  controlStatement(year: $year) { missingCount rows { subject totalCount ownCount subordinateCount }
    standards { implementedCount } } } }";

fn act(name: &str) -> String {
    let input = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation($input: {input}Input!) {{ {name}(input: $input) {{ annualControlReport {{ status number version }} }} }}"
    )
}

async fn read(client: &calitas_kit::Client<'_>, id: &Value) -> Value {
    client.run(READ, json!({ "id": id })).await.ok()["annualControlReport"].clone()
}

#[tokio::test]
async fn the_report_goes_from_the_secretariat_to_the_head_and_is_frozen() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (secretary, head) = (
        world.client(&world.hall, Role::ControlSecretariat),
        world.client(&world.hall, Role::HeadOfInstitution),
    );
    let report = stage.report().await;
    let id = json!(report.id.global());
    let draft = read(&secretary, &id).await;
    assert_eq!((&draft["status"], &draft["procedurePercent"]), (&json!("DRAFT"), &json!("64.1")));
    assert_eq!(draft["missingFields"], json!([]));
    assert_eq!(draft["viewerCan"]["approve"]["allowed"], json!(false));
    let step = |version: &Value| json!({ "id": id, "expectedVersion": version });
    let handed = secretary.act(&act("submitAnnualControlReport"), step(&draft["version"])).await.ok();
    let version = handed["submitAnnualControlReport"]["annualControlReport"]["version"].clone();
    let refused = secretary.act(&act("approveAnnualControlReport"), step(&version)).await;
    assert_eq!(refused.code(), "FORBIDDEN");
    let late = json!({ "id": id, "expectedVersion": version, "assurance": "NONE" });
    assert_eq!(secretary.act(UPDATE, late).await.code(), "CONFLICT");
    head.act(&act("approveAnnualControlReport"), step(&version)).await.ok();
    let approved = read(&head, &id).await;
    assert_eq!((&approved["status"], &approved["number"]), (&json!("APPROVED"), &json!(1)));
    let hash = approved["versions"][0]["hash"].as_str().expect("a hash").to_owned();
    assert_eq!(hash.len(), 64);
    assert_eq!(approved["viewerCan"]["release"]["allowed"], json!(true));
    // What was signed stays what it was, also while the next version is written.
    let back = json!({ "id": id, "expectedVersion": approved["version"], "remark": "Se corectează" });
    head.act(&act("returnAnnualControlReport"), back).await.ok();
    let changed =
        json!({ "id": id, "expectedVersion": read(&secretary, &id).await["version"], "procedureCount": 50 });
    secretary.act(UPDATE, changed).await.ok();
    let again = read(&head, &id).await;
    assert_eq!((&again["status"], &again["versions"][0]["hash"]), (&json!("RETURNED"), &json!(hash)));
}

#[tokio::test]
async fn a_report_with_holes_names_them_and_stays_where_it_is() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let campaign = stage.campaign().await;
    let made = secretary
        .act(
            "mutation($input: CreateAnnualControlReportInput!) { createAnnualControlReport(input: $input) {
               annualControlReport { id version missingFields } } }",
            json!({ "campaignId": campaign.id.global() }),
        )
        .await
        .ok();
    let report = made["createAnnualControlReport"]["annualControlReport"].clone();
    assert_eq!(report["missingFields"].as_array().map(Vec::len), Some(11));
    let step = json!({ "id": report["id"], "expectedVersion": report["version"] });
    let refused = secretary.act(&act("submitAnnualControlReport"), step).await;
    assert_eq!(refused.code(), "INVALID");
    let more = json!({ "id": report["id"], "expectedVersion": 1, "proceduralActivityCount": 3, "procedureCount": 4 });
    let refused = secretary.act(UPDATE, more).await;
    assert_eq!(refused.code(), "INVALID");
    let complete = json!({ "id": report["id"], "expectedVersion": 1, "assurance": "FULL", "basis": "Autoevaluare",
        "hasSelfControl": true, "isRiskBased": true, "isCommissionFunctional": true, "programme": "YES",
        "isRiskManaged": true, "hasObjectives": true, "proceduralActivityCount": 3, "procedureCount": 2,
        "hasMonitoring": false });
    let version = secretary.act(UPDATE, complete).await.ok()["updateAnnualControlReport"]["annualControlReport"]
        ["version"]
        .clone();
    // The questionnaire of the campaign is still being answered.
    let step = json!({ "id": report["id"], "expectedVersion": version });
    let refused = secretary.act(&act("submitAnnualControlReport"), step).await;
    assert_eq!(refused.code(), "CONFLICT");
    assert_eq!(read(&secretary, &report["id"]).await["status"], json!("DRAFT"));
}

#[tokio::test]
async fn the_city_hall_takes_reports_gives_them_back_and_adds_them_up() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (under, report) = stage.subordinate_report().await;
    let own = stage.approved_report().await;
    assert_eq!(own.number, 1);
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let ask = json!({ "id": world.hall.id.global(), "year": 2020 });
    let found = secretary.run(SUBORDINATES, ask.clone()).await.ok()["tenant"].clone();
    let of = |found: &Value, slug: &str| {
        let all = found["subordinateControl"].as_array().expect("a list").clone();
        all.into_iter().find(|one| one["slug"] == slug).expect("the institution")
    };
    let standing = of(&found, &under.slug);
    assert_eq!((&standing["state"], &standing["completeCount"]), (&json!("RELEASED"), &json!(45)));
    assert_eq!(of(&found, "police")["state"], json!("NOT_STARTED"));
    let row = &found["controlStatement"]["rows"][0];
    assert_eq!(
        (&row["totalCount"], &row["ownCount"], &row["subordinateCount"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(found["controlStatement"]["missingCount"], json!(1));
    let give_back = |remark: &str| json!({ "tenantId": world.hall.id.global(), "reportId": report.id.global(), "remark": remark });
    let refuse = "mutation($input: ReturnSubordinateControlReportInput!) {
       returnSubordinateControlReport(input: $input) { subordinates { slug state report { version { remark } } } } }";
    let head_of_unit = world.client(&world.hall, Role::HeadOfUnit);
    assert_eq!(head_of_unit.act(refuse, give_back("Corectați")).await.code(), "FORBIDDEN");
    assert_eq!(secretary.act(refuse, give_back(" ")).await.code(), "INVALID");
    secretary.act(refuse, give_back("Corectați secțiunea 7")).await.ok();
    assert_eq!(secretary.act(refuse, give_back("Încă o dată")).await.code(), "CONFLICT");
    let found = secretary.run(SUBORDINATES, ask).await.ok()["tenant"].clone();
    assert_eq!(of(&found, &under.slug)["state"], json!("RETURNED"));
    assert_eq!(found["controlStatement"]["rows"][0]["subordinateCount"], json!(0));
    let there = world.client(&under, Role::ControlSecretariat);
    let returned = read(&there, &json!(report.id.global())).await;
    assert_eq!(
        (&returned["status"], &returned["remark"]),
        (&json!("RETURNED"), &json!("Corectați secțiunea 7"))
    );
    // Nobody gives back what is not under them.
    let foreign = world.client(&world.foreign, Role::ControlSecretariat);
    let elsewhere =
        json!({ "tenantId": world.foreign.id.global(), "reportId": report.id.global(), "remark": "Nu" });
    assert_eq!(foreign.act(refuse, elsewhere).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn the_city_hall_opens_campaigns_and_sees_how_far_they_are_without_an_answer() {
    let world = World::new().await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let open = "mutation($input: OpenSubordinateControlCampaignsInput!) {
       openSubordinateControlCampaigns(input: $input) { subordinates { slug state dueOn questionnaireCount } } }";
    let input = |house: &calitas_kit::House| {
        json!({ "tenantId": world.hall.id.global(), "year": 2026, "dueOn": "2027-01-15",
            "institutionIds": [house.id.global()] })
    };
    assert_eq!(secretary.act(open, input(&world.foreign)).await.code(), "INVALID");
    let made = secretary.act(open, input(&world.police)).await.ok();
    let first = &made["openSubordinateControlCampaigns"]["subordinates"][0];
    assert_eq!((&first["state"], &first["dueOn"]), (&json!("IN_PROGRESS"), &json!("2027-01-15")));
    let again = secretary.act(open, input(&world.police)).await.ok();
    assert_eq!(again["openSubordinateControlCampaigns"]["subordinates"][0], *first);
    let theirs = world.client(&world.police, Role::ControlSecretariat);
    let campaigns =
        "query($id: ID!) { tenant(id: $id) { controlCampaigns { year openedBy { displayName } } } }";
    let found = theirs.run(campaigns, json!({ "id": world.police.id.global() })).await.ok();
    assert_eq!(found["tenant"]["controlCampaigns"], json!([{ "year": 2026, "openedBy": null }]));
    // The role that reads for the city hall gets numbers; the columns that hold words are refused to it.
    let mut raw = PgConnection::connect(&world.database.oversight_url).await.expect("the role can log in");
    let scope = format!(
        "BEGIN; SET LOCAL app.tenant_ids = '{{{0}}}'; SET LOCAL app.full_tenant_ids = '{{{0}}}'",
        world.police.id.0
    );
    sqlx::raw_sql(AssertSqlSafe(scope)).execute(&mut raw).await.expect("a scope");
    let open: i64 = sqlx::query_scalar("SELECT count(*) FROM control_answer WHERE NOT is_complete")
        .fetch_one(&mut raw)
        .await
        .expect("numbers");
    assert!(open > 0);
    for hidden in [
        "SELECT count(answer) FROM control_answer",
        "SELECT count(explanation) FROM control_answer",
        "SELECT count(remark) FROM control_questionnaire",
        "SELECT count(unit_id) FROM control_questionnaire",
        "SELECT count(basis) FROM control_report",
        "SELECT count(dossier) FROM control_report_version",
        "SELECT count(reason) FROM control_decision",
    ] {
        let mut tx = raw.begin().await.expect("a place to come back to");
        let refused = sqlx::query(hidden).fetch_all(&mut *tx).await.expect_err(hidden);
        let code =
            refused.as_database_error().and_then(|error| error.code()).unwrap_or_default().into_owned();
        assert_eq!(code, "42501", "{hidden}");
    }
}

#[tokio::test]
async fn the_annexes_leave_as_drafts_and_as_they_were_signed() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let head = &world.hall.people[&Role::HeadOfInstitution];
    let draft = stage.report().await;
    let annexes = [ControlAnnex::Questionnaires, ControlAnnex::Synthesis, ControlAnnex::Report];
    let make = async |annex, version, format| {
        report::of_control(&*stage.ctx(head).await, draft.campaign, annex, version, format, Language::Ro)
            .await
    };
    for annex in annexes {
        for (format, first) in
            [(Format::Pdf, b"%PDF".as_slice()), (Format::Docx, b"PK"), (Format::Xlsx, b"PK")]
        {
            let named = make(annex, None, format).await.expect("a document");
            assert!(named.file.bytes.starts_with(first), "{annex:?} {}", named.name);
            assert!(named.name.starts_with("Anexa 4.") && named.name.contains("2020"), "{}", named.name);
        }
    }
    let missing = make(ControlAnnex::Report, Some(1), Format::Xlsx).await;
    assert!(matches!(missing, Err(Error::NotFound(_))), "{missing:?}");
    stage.approved_report().await;
    let signed = make(ControlAnnex::Synthesis, Some(1), Format::Pdf).await.expect("a document").file.bytes;
    stage.report().await;
    let later = make(ControlAnnex::Synthesis, Some(1), Format::Pdf).await.expect("a document").file.bytes;
    assert_eq!(signed.len(), later.len(), "what was signed is printed as it was");
    let outsider = &world.foreign.people[&Role::HeadOfInstitution];
    let foreign = report::of_control(
        &*stage.ctx(outsider).await,
        draft.campaign,
        ControlAnnex::Report,
        None,
        Format::Xlsx,
        Language::Ro,
    )
    .await;
    assert!(matches!(foreign, Err(Error::NotFound(_))), "{foreign:?}");
    let ctx = stage.ctx(head).await;
    let statement = report::of_statement(&ctx, world.hall.id, 2020, Format::Pdf, Language::Ro).await;
    assert!(statement.expect("a document").name.starts_with("Anexa 3"));
}
