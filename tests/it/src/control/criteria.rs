//! The list of criteria: own ones, other words, retired ones; each change a version, campaigns keep theirs.

use super::{OPEN, fill, open, opening, read, text};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{Answer, Client, World};
use serde_json::{Value, json};

const UPDATE: &str = "mutation($input: UpdateControlTemplateInput!) { updateControlTemplate(input: $input) {
  controlTemplate { number criteria { code labelRo labelEn isOwn standard { code } } history { nodes { kind } } }
  tenant { controlTemplates { number } } } }";
const SEE: &str = "query($id: ID!) { tenant(id: $id) { controlTemplates { id number criteria { code labelRo labelEn } } } }";
const CATALOGUE: &str = "{ controlStandards { code questions { code labelRo labelEn } } }";

async fn versions(client: &Client<'_>, world: &World) -> Vec<Value> {
    let seen = client.run(SEE, json!({ "id": world.hall.id.global() })).await.ok();
    seen["tenant"]["controlTemplates"].as_array().cloned().expect("versions")
}

/// The criteria of a version as the next one takes them.
fn kept(version: &Value) -> Vec<Value> {
    let kept =
        |one: &Value| json!({ "code": one["code"], "labelRo": one["labelRo"], "labelEn": one["labelEn"] });
    version["criteria"].as_array().expect("criteria").iter().map(kept).collect()
}

async fn update(client: &Client<'_>, world: &World, base: i64, criteria: &[Value]) -> Answer {
    let input = json!({ "tenantId": world.hall.id.global(), "baseNumber": base, "criteria": criteria });
    client.act(UPDATE, input).await
}

fn codes(version: &Value) -> Vec<String> {
    version["criteria"].as_array().expect("criteria").iter().map(|one| text(&one["code"])).collect()
}

#[tokio::test]
async fn the_list_of_criteria_changes_by_versions_and_campaigns_keep_theirs() {
    let world = World::new().await;
    let (campaign, id) = open(&world, &world.hall).await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let first = versions(&secretary, &world).await;
    assert_eq!((first.len(), &first[0]["number"]), (1, &json!(1)));
    let mut criteria = kept(&first[0]);
    let retired = criteria.iter().position(|one| one["code"] == "9.2").expect("9.2");
    criteria.remove(retired);
    criteria[0]["labelRo"] = json!("Cod de etică propriu, adus la cunoștință");
    criteria.push(json!({ "standard": "S09", "labelRo": "Ghișeu unic" }));
    let made = update(&secretary, &world, 1, &criteria).await.ok();
    let template = &made["updateControlTemplate"]["controlTemplate"];
    assert_eq!((&template["number"], codes(template).len()), (&json!(2), 45));
    assert!(!codes(template).contains(&"9.2".to_owned()));
    let own: Vec<_> = template["criteria"]
        .as_array()
        .expect("criteria")
        .iter()
        .filter(|one| one["isOwn"] == true)
        .collect();
    assert_eq!((own.len(), &own[0]["standard"]["code"]), (1, &json!("S09")));
    assert_eq!(own[0]["labelEn"], "Ghișeu unic");
    assert_eq!(template["history"]["nodes"][0]["kind"], "control_template_updated");
    let numbers = json!([{ "number": 2 }, { "number": 1 }]);
    assert_eq!(made["updateControlTemplate"]["tenant"]["controlTemplates"], numbers);
    // The open campaign asks what it asked; the next one asks the new list.
    let asked = read(&secretary, &id).await;
    assert!(
        asked["answers"].as_array().expect("answers").iter().any(|one| one["criterion"]["code"] == "9.2")
    );
    let later = secretary.act(OPEN, opening(&world.hall, 2025)).await.ok();
    let later = &later["openControlCampaign"]["controlCampaign"];
    assert_eq!((&later["template"]["number"], codes(&later["template"]).len()), (&json!(2), 45));
    let seen = secretary.run(
        "query($id: ID!) { controlCampaign(id: $id) { template { number } } }",
        json!({ "id": campaign }),
    );
    assert_eq!(seen.await.ok()["controlCampaign"]["template"]["number"], 1);
    // What was retired never names another criterion.
    let second = versions(&secretary, &world).await;
    let mut criteria = kept(&second[0]);
    criteria.push(json!({ "standard": "S09", "labelRo": "Arhivă electronică" }));
    let made = update(&secretary, &world, 2, &criteria).await.ok();
    let third = &made["updateControlTemplate"]["controlTemplate"];
    assert_eq!((&third["number"], codes(third).len()), (&json!(3), 46));
    assert!(!codes(third).contains(&"9.2".to_owned()));
}

#[tokio::test]
async fn the_same_list_of_criteria_makes_no_version_and_an_old_one_is_refused() {
    let world = World::new().await;
    open(&world, &world.hall).await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let criteria = kept(&versions(&secretary, &world).await[0]);
    let same = update(&secretary, &world, 1, &criteria).await.ok();
    assert_eq!(same["updateControlTemplate"]["controlTemplate"]["number"], 1);
    let mut more = criteria.clone();
    more.push(json!({ "standard": "S16", "labelRo": "Carta auditului intern" }));
    update(&secretary, &world, 1, &more).await.ok();
    let stale = update(&secretary, &world, 1, &criteria).await;
    assert_eq!((stale.code(), stale.reason()), ("CONFLICT", "CHANGED_MEANWHILE"));
    for role in [Role::HeadOfUnit, Role::QualityManager, Role::InstitutionAdmin, Role::Reader] {
        assert_eq!(
            update(&world.client(&world.hall, role), &world, 2, &more).await.code(),
            "FORBIDDEN",
            "{role:?}"
        );
    }
    let key = json!({ "tenantId": world.hall.id.global(), "baseNumber": 2, "criteria": criteria, "idempotencyKey": "o-data" });
    let [one, two] = [secretary.act(UPDATE, key.clone()).await.ok(), secretary.act(UPDATE, key).await.ok()];
    assert_eq!(one["updateControlTemplate"]["controlTemplate"]["number"], 3);
    assert_eq!(one, two);
}

#[tokio::test]
async fn an_institution_without_a_list_of_criteria_begins_with_the_catalogue() {
    let world = World::new().await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    assert!(versions(&secretary, &world).await.is_empty());
    let standards = secretary.ask(CATALOGUE).await.ok()["controlStandards"].clone();
    let questions = standards
        .as_array()
        .expect("standards")
        .iter()
        .flat_map(|one| one["questions"].as_array().expect("questions"));
    let mut criteria: Vec<Value> = questions.cloned().collect();
    assert_eq!(criteria.len(), 45);
    criteria.push(json!({ "standard": "S01", "labelRo": "Consilier de etică numit" }));
    let made = update(&secretary, &world, 0, &criteria).await.ok();
    assert_eq!(made["updateControlTemplate"]["controlTemplate"]["number"], 1);
    let (_, id) = open(&world, &world.hall).await;
    assert_eq!(read(&secretary, &id).await["answers"].as_array().map(Vec::len), Some(46));
    let head = world.client(&world.hall, Role::HeadOfUnit);
    fill(&head, &id, |_, _| "YES").await;
    assert_eq!(read(&head, &id).await["completeCount"], 46);
}

#[tokio::test]
async fn a_list_of_criteria_names_what_is_wrong_with_it() {
    let world = World::new().await;
    open(&world, &world.hall).await;
    let secretary = world.client(&world.hall, Role::ControlSecretariat);
    let good = kept(&versions(&secretary, &world).await[0]);
    let refused = async |change: &dyn Fn(&mut Vec<Value>)| {
        let mut criteria = good.clone();
        change(&mut criteria);
        update(&secretary, &world, 1, &criteria).await.fields()
    };
    let fault = |path: &str, code: &str| vec![(path.to_owned(), code.to_owned())];
    assert_eq!(
        refused(&|all| all[3]["code"] = json!("17.1")).await,
        fault("criteria.3.code", "UNKNOWN_REFERENCE")
    );
    assert_eq!(refused(&|all| all[1]["code"] = json!("1.1")).await, fault("criteria.1.code", "REPEATED"));
    assert_eq!(
        refused(&|all| all[2]["labelRo"] = json!("Da")).await,
        fault("criteria.2.labelRo", "TOO_SHORT")
    );
    let labelled = |all: &mut Vec<Value>| all.push(json!({ "labelRo": "Fără standard" }));
    assert_eq!(refused(&labelled).await, fault("criteria.45.standard", "REQUIRED"));
    let none =
        |all: &mut Vec<Value>| all.retain(|one| !one["code"].as_str().unwrap_or_default().starts_with("14."));
    assert_eq!(refused(&none).await, fault("criteria", "STANDARD_WITHOUT_CRITERION"));
    let many = |all: &mut Vec<Value>| {
        all.extend((0..200).map(|n| json!({ "standard": "S01", "labelRo": format!("Criteriul {n}") })))
    };
    assert_eq!(refused(&many).await, fault("criteria", "TOO_MANY"));
    assert_eq!(versions(&secretary, &world).await.len(), 1, "nothing was stored");
}
