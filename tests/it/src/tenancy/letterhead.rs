//! The head of an institution's documents: who changes it, what a logo may be, and that documents carry it.

use calitas_app::report::{self, Format, PlanReport};
use calitas_domain::{access::Role, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Stage, World};
use serde_json::{Value, json};

const UPDATE: &str = "mutation($input: UpdateLetterheadInput!) { updateLetterhead(input: $input) {
  letterhead { contact logo { content alt } version viewerCan { update { allowed } } } tenant { letterhead { version } } } }";
const READ: &str = "query($id: ID!) { tenant(id: $id) { letterhead { contact logo { alt } version viewerCan { update { allowed } } } } }";
const CONTACT: &str = "Str. Zimbrului nr. 7\ntel. 0232 111 222";
/// `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 0h8v8H0z"/></svg>`
const SVG: &str = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI4IiBoZWlnaHQ9IjgiPjxwYXRoIGQ9Ik0wIDBoOHY4SDB6Ii8+PC9zdmc+";

fn input(world: &World, version: i32, logo: &Value) -> Value {
    json!({ "tenantId": world.hall.id.global(), "expectedVersion": version, "contact": CONTACT, "logo": logo })
}

#[tokio::test]
async fn the_administrator_decides_and_everybody_of_the_institution_sees_it() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let logo = json!({ "content": SVG, "alt": "Stema" });
    let made = admin.act(UPDATE, input(&world, 0, &logo)).await.ok();
    let letterhead = &made["updateLetterhead"]["letterhead"];
    assert_eq!(
        (&letterhead["contact"], &letterhead["logo"], &letterhead["version"]),
        (&json!(CONTACT), &logo, &json!(1))
    );
    assert_eq!(admin.act(UPDATE, input(&world, 0, &logo)).await.code(), "CONFLICT");
    let id = json!({ "id": world.hall.id.global() });
    let seen = world.client(&world.hall, Role::Specialist).run(READ, id).await.ok();
    let expected = json!({ "contact": CONTACT, "logo": { "alt": "Stema" }, "version": 1,
        "viewerCan": { "update": { "allowed": false } } });
    assert_eq!(seen["tenant"]["letterhead"], expected);
    let taken_off = admin.act(UPDATE, input(&world, 1, &Value::Null)).await.ok();
    assert_eq!(taken_off["updateLetterhead"]["letterhead"]["logo"], Value::Null);
}

#[tokio::test]
async fn a_logo_that_no_document_can_hold_is_refused_and_nothing_is_kept() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let large = "AAAA".repeat(180_000);
    for (content, reason) in [
        ("no base64!", "PICTURE_UNUSABLE"),
        ("", "PICTURE_UNUSABLE"),
        ("iVBORw0KGgoAAAAN", "PICTURE_UNUSABLE"),
        // `<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>`
        (
            "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjxpbWFnZSBocmVmPSIvZXRjL3Bhc3N3ZCIvPjwvc3ZnPg==",
            "PICTURE_UNUSABLE",
        ),
        (&large, "PICTURE_TOO_LARGE"),
    ] {
        let refused =
            admin.act(UPDATE, input(&world, 0, &json!({ "content": content, "alt": "Stema" }))).await;
        assert_eq!(refused.fields(), [("logo.content".to_owned(), reason.to_owned())]);
    }
    let seen = admin.run(READ, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(
        (&seen["tenant"]["letterhead"]["version"], &seen["tenant"]["letterhead"]["contact"]),
        (&json!(0), &json!(""))
    );
}

#[tokio::test]
async fn documents_carry_it() {
    let world = World::new().await;
    let admin = world.client(&world.hall, Role::InstitutionAdmin);
    let logo = json!({ "content": SVG, "alt": "Stema orașului" });
    admin.act(UPDATE, input(&world, 0, &logo)).await.ok();
    let stage = Stage::new(&world, &world.hall).await;
    let (plan, _) = stage.draft().await;
    let ctx = stage.ctx(&stage.author).await;
    let made =
        report::of_plan(&ctx, plan, PlanReport::Draft, Format::Html, Language::Ro).await.expect("a document");
    let text = String::from_utf8(made.file.bytes).expect("text");
    for words in ["Str. Zimbrului nr. 7", "tel. 0232 111 222", "Stema orașului"] {
        assert!(text.contains(words), "{words} in {text}");
    }
}
