//! The self-assessment report: written, handed in, approved and frozen, handed over; its files; what the city hall and
//! other institutions see of it.

use calitas_app::report::{self, Format};
use calitas_domain::{Error, access::Role, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Stage, World};
use serde_json::{Value, json};

const READ: &str = "query($id: ID!) { cafAssessment(id: $id) {
  steps { ordinal state isDerived } viewerCan { reopen { allowed reason } beginReport { allowed } }
  report { id version status number missingFields remark context versions { number hash releasedAt }
    viewerCan { update { allowed } submit { allowed } approve { allowed } sendBack { allowed } release { allowed } } }
  others { count lowest { display } median { display } highest { display } criteria { criterion { number } } } } }";
const CREATE: &str = "mutation($input: CreateCafReportInput!) { createCafReport(input: $input) {
  cafReport { id version status missingFields } } }";
const UPDATE: &str = "mutation($input: UpdateCafReportInput!) { updateCafReport(input: $input) {
  cafReport { id version context missingFields } } }";
const INSTITUTIONS: &str = "{ viewer { memberships { tenant { municipality { cafInstitutions { slug
  standing { year status step isLate } released { year isWhole total { display } previousTotal { display } change
    criteria { criterion { number } value { display } } } } } } } } }";

fn act(name: &str) -> String {
    let input = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation($input: {input}Input!) {{ {name}(input: $input) {{ cafReport {{ id version status number }} }} }}"
    )
}

async fn read(client: &Client<'_>, id: &Value) -> Value {
    client.run(READ, json!({ "id": id })).await.ok()["cafAssessment"].clone()
}

fn at(report: &Value, more: Value) -> Value {
    let mut input = json!({ "id": report["id"], "expectedVersion": report["version"] });
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    input
}

#[tokio::test]
async fn the_report_goes_from_the_coordinator_to_the_head_and_is_frozen() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let (author, head) = (world.client_of(&stage.author), world.client(&world.hall, Role::HeadOfInstitution));
    let (assessment, _) = stage.opened(&[&stage.author]).await;
    let id = json!(assessment.id.global());
    let specialist = world.client(&world.hall, Role::Specialist);
    let input = json!({ "assessmentId": id, "idempotencyKey": "once" });
    assert_eq!(specialist.act(CREATE, input.clone()).await.code(), "FORBIDDEN");
    let begun = author.act(CREATE, input.clone()).await.ok()["createCafReport"]["cafReport"].clone();
    assert_eq!(begun["missingFields"], json!(["context", "approach", "conclusions"]));
    assert_eq!(author.act(CREATE, input).await.ok()["createCafReport"]["cafReport"]["id"], begun["id"]);
    let second = author.act(CREATE, json!({ "assessmentId": id })).await;
    assert_eq!(second.reason(), "CAF_REPORT_EXISTS");
    let holes = author.act(&act("submitCafReport"), at(&begun, json!({}))).await;
    let holes: Vec<_> = holes.fields().into_iter().map(|(field, _)| field).collect();
    assert_eq!(holes, ["context", "approach", "conclusions"]);

    let parts = json!({ "context": "A doua oară", "approach": "Opt membri", "conclusions": "Criteriul 6" });
    let written = author.act(UPDATE, at(&begun, parts)).await.ok()["updateCafReport"]["cafReport"].clone();
    let early = author.act(&act("submitCafReport"), at(&written, json!({}))).await;
    assert_eq!(early.reason(), "ASSESSMENT_NOT_CONCLUDED");
    stage.agree_all(assessment.id, 50).await;
    stage.concluded(assessment.id).await;
    let step = |of: &Value| of["steps"][5].clone();
    let drafted = read(&author, &id).await;
    assert_eq!(step(&drafted), json!({ "ordinal": 6, "state": "IN_PROGRESS", "isDerived": true }));
    assert_eq!(drafted["viewerCan"]["reopen"]["allowed"], json!(true));
    let handed = author.act(&act("submitCafReport"), at(&written, json!({}))).await.ok();
    let handed = handed["submitCafReport"]["cafReport"].clone();
    let late = author.act(UPDATE, at(&handed, json!({ "context": "Altul" }))).await;
    assert_eq!(late.reason(), "REPORT_NOT_IN_WORK");
    let own = author.act(&act("approveCafReport"), at(&handed, json!({}))).await;
    assert_eq!(own.reason(), "OWN_SUBMISSION");
    let remark = json!({ "remark": "Completați metoda" });
    let back = head.act(&act("returnCafReport"), at(&handed, remark)).await.ok();
    let back = back["returnCafReport"]["cafReport"].clone();
    assert_eq!(read(&author, &id).await["report"]["remark"], json!("Completați metoda"));
    let handed = author.act(&act("submitCafReport"), at(&back, json!({}))).await.ok();
    let handed = handed["submitCafReport"]["cafReport"].clone();
    let approved = head.act(&act("approveCafReport"), at(&handed, json!({}))).await.ok();
    assert_eq!(approved["approveCafReport"]["cafReport"]["number"], json!(1));

    let bound = read(&author, &id).await;
    assert_eq!(step(&bound)["state"], json!("DONE"));
    let reopen = "mutation($input: ReopenCafAssessmentInput!) { reopenCafAssessment(input: $input) {
      cafAssessment { id } } }";
    let stored = stage.stored_assessment(assessment.id).await;
    let input = json!({ "id": id, "expectedVersion": stored.version });
    assert_eq!(author.act(reopen, input).await.reason(), "ASSESSMENT_REPORTED");
    let hash = bound["report"]["versions"][0]["hash"].as_str().expect("a hash").to_owned();
    assert_eq!((hash.len(), &bound["report"]["versions"][0]["releasedAt"]), (64, &Value::Null));

    // What was signed stays what it was, also while the next version is written.
    let (ctx, row) = (stage.ctx(&stage.author).await, assessment.id);
    let before = report::of_caf(&ctx, row, Some(1), Format::Xlsx, Language::Ro).await.expect("a file");
    let again = stage.written_report(row).await;
    assert_eq!(again.review.number, 1);
    let ctx = stage.ctx(&stage.author).await;
    let after = report::of_caf(&ctx, row, Some(1), Format::Xlsx, Language::Ro).await.expect("a file");
    assert_eq!(before.name, after.name);
    let missing = report::of_caf(&ctx, row, Some(2), Format::Pdf, Language::Ro).await;
    assert!(matches!(missing, Err(Error::NotFound(_))));
    assert_eq!(read(&author, &id).await["report"]["versions"][0]["hash"], json!(hash));
}

#[tokio::test]
async fn the_report_comes_as_a_file_in_three_formats_and_two_languages() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let first = stage.assessed_alone(2026, 40).await;
    let second = stage.assessed_alone(2028, 50).await;
    stage.bound_report(second.id).await;
    for (id, version) in [(first.id, None), (second.id, None), (second.id, Some(1))] {
        for (format, start) in [
            (Format::Pdf, b"%PDF".as_slice()),
            (Format::Docx, b"PK".as_slice()),
            (Format::Xlsx, b"PK".as_slice()),
        ] {
            for language in [Language::Ro, Language::En] {
                let ctx = stage.ctx(&stage.author).await;
                let made = report::of_caf(&ctx, id, version, format, language).await.expect("a file");
                assert!(made.file.bytes.starts_with(start), "{}", made.name);
                assert!(made.name.contains("CAF"), "{}", made.name);
            }
        }
    }
    let guest = stage.guest("guest", &[stage.empty_plan("Plan").await]).await;
    let ctx = stage.ctx(&guest).await;
    let hidden = report::of_caf(&ctx, second.id, None, Format::Pdf, Language::Ro).await;
    assert!(matches!(hidden, Err(Error::NotFound(_))), "nothing of it is for guests");
    let blind = stage.assessment().await;
    let ctx = stage.ctx(&stage.author).await;
    let early = report::of_caf(&ctx, blind.id, None, Format::Pdf, Language::Ro).await;
    assert!(matches!(early, Err(Error::NotFound(_))), "no consensus was opened");
}

#[tokio::test]
async fn the_city_hall_sees_steps_and_what_was_handed_over() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let overseer = world.client(&world.hall, Role::Oversight);
    let of = async |slug: &str| {
        let found = overseer.run(INSTITUTIONS, json!({})).await.ok();
        let all = found["viewer"]["memberships"][0]["tenant"]["municipality"]["cafInstitutions"].clone();
        let all = all.as_array().expect("institutions").clone();
        all.into_iter().find(|one| one["slug"] == json!(slug)).expect("the institution")
    };
    let slug = world.hall.slug.clone();
    assert_eq!(of(&slug).await["standing"], Value::Null);
    let first = stage.assessed_alone(2026, 40).await;
    stage.bound_report(first.id).await;
    let kept = of(&slug).await;
    assert_eq!(kept["standing"], json!({ "year": 2026, "status": "CONCLUDED", "step": 1, "isLate": false }));
    assert_eq!(kept["released"], Value::Null, "approved is not handed over");
    stage.known_report(first.id).await;
    let known = of(&slug).await["released"].clone();
    assert_eq!((&known["total"]["display"], &known["change"]), (&json!("360.0"), &Value::Null));
    let second = stage.assessed_alone(2028, 50).await;
    stage.known_report(second.id).await;
    let known = of(&slug).await["released"].clone();
    assert_eq!((&known["total"]["display"], &known["change"]), (&json!("450.0"), &json!("90.0")));
    assert_eq!(known["criteria"].as_array().map(Vec::len), Some(9));
    let inside = world.client(&world.hall, Role::QualityManager).run(INSTITUTIONS, json!({})).await.ok();
    let inside = &inside["viewer"]["memberships"][0]["tenant"]["municipality"]["cafInstitutions"];
    assert_eq!(inside, &Value::Null, "who does not oversee sees nobody");
}

#[tokio::test]
async fn others_are_compared_with_once_three_handed_theirs_over() {
    let world = World::new().await;
    let stage = Stage::new(&world, &world.hall).await;
    let mine = stage.assessed_alone(2026, 45).await;
    let (author, id) = (world.client_of(&stage.author), json!(mine.id.global()));
    let mut houses = Vec::new();
    for (place, points) in [40, 50, 60].into_iter().enumerate() {
        let (slug, word) = (format!("alta{place}"), format!("Alta{place}"));
        let house = world.add_house(&slug, &word, Some(&world.hall)).await;
        houses.push((house, points));
    }
    for (house, points) in &houses {
        assert_eq!(read(&author, &id).await["others"], Value::Null);
        let other = Stage::new(&world, house).await;
        let theirs = other.assessed_alone(2026, *points).await;
        other.known_report(theirs.id).await;
    }
    assert_eq!(read(&author, &id).await["others"], Value::Null, "one's own was not handed over");
    stage.known_report(mine.id).await;
    let others = read(&author, &id).await["others"].clone();
    assert_eq!((&others["count"], others["criteria"].as_array().map(Vec::len)), (&json!(3), Some(9)));
    assert_eq!(others["lowest"]["display"], json!("360.0"));
    assert_eq!(others["median"]["display"], json!("450.0"));
    assert_eq!(others["highest"]["display"], json!("540.0"));
}
