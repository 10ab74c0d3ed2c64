//! Inventories of internal control: sensitive functions and delegations.

use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::{House, World};
use serde_json::{Value, json};

const ENTER: &str =
    "mutation($input: CreateSensitiveFunctionInput!) { createSensitiveFunction(input: $input) {
  sensitiveFunction { id name heldSince version isRetired } tenant { sensitiveFunctions { name } } } }";
const CHANGE: &str =
    "mutation($input: UpdateSensitiveFunctionInput!) { updateSensitiveFunction(input: $input) {
  sensitiveFunction { name version isRetired holder { displayName } heldSince } } }";
const DELEGATE: &str = "mutation($input: CreateControlDelegationInput!) { createControlDelegation(input: $input) {
  controlDelegation { id number version isRevoked delegate { id } } tenant { controlDelegations { number } } } }";
const REVOKE: &str =
    "mutation($input: UpdateControlDelegationInput!) { updateControlDelegation(input: $input) {
  controlDelegation { number version isRevoked validUntil } } }";
const READ: &str = "query($id: ID!) { tenant(id: $id) { viewerCan { manageInventories { allowed } }
  sensitiveFunctions { name isRetired unit { code } viewerCan { update { allowed } } }
  controlDelegations { number isRevoked delegator { displayName } viewerCan { update { allowed reason } } } } }";

fn with(mut base: Value, more: Value) -> Value {
    for (field, value) in more.as_object().into_iter().flatten() {
        base[field] = value.clone();
    }
    base
}

fn function(house: &House, more: Value) -> Value {
    let base = json!({ "tenantId": house.id.global(), "name": "Casier", "unitId": house.legal.global(),
        "factors": "Numerar", "exposure": "HIGH", "measures": "Inventar inopinat" });
    with(base, more)
}

fn delegation(house: &House, more: Value) -> Value {
    let base = json!({ "tenantId": house.id.global(), "powers": "Semnează comenzi", "act": "Dispoziția 14",
        "delegatorId": house.people[&Role::HeadOfInstitution].membership.global(),
        "delegateId": house.people[&Role::HeadOfUnit].membership.global(), "validFrom": "2026-02-01" });
    with(base, more)
}

fn faults<const N: usize>(all: [(&str, &str); N]) -> Vec<(String, String)> {
    all.map(|(path, code)| (path.to_owned(), code.to_owned())).into()
}

#[tokio::test]
async fn control_functions_are_entered_taken_out_and_brought_back() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    assert_eq!(
        world.client(house, Role::HeadOfUnit).act(ENTER, function(house, json!({}))).await.code(),
        "FORBIDDEN"
    );
    let wrong = json!({ "name": "x", "factors": " ", "measures": "" });
    let refused = secretary.act(ENTER, function(house, wrong)).await;
    assert_eq!(
        refused.fields(),
        faults([("name", "TOO_SHORT"), ("factors", "REQUIRED"), ("measures", "REQUIRED")])
    );
    let elsewhere = json!({ "unitId": world.foreign.legal.global() });
    let refused = secretary.act(ENTER, function(house, elsewhere)).await;
    assert_eq!(refused.fields(), faults([("unitId", "UNKNOWN_REFERENCE")]));
    let holder = house.people[&Role::HeadOfUnit].membership.global();
    let input =
        function(house, json!({ "holderId": holder, "heldSince": "2026-01-15", "idempotencyKey": "one" }));
    let made = secretary.act(ENTER, input.clone()).await.ok()["createSensitiveFunction"].clone();
    let again = secretary.act(ENTER, input).await.ok()["createSensitiveFunction"].clone();
    assert_eq!(again["sensitiveFunction"]["id"], made["sensitiveFunction"]["id"], "one effect");
    assert_eq!(again["tenant"]["sensitiveFunctions"].as_array().map(Vec::len), Some(1));
    let on = |version: i32, more| {
        with(json!({ "id": made["sensitiveFunction"]["id"], "expectedVersion": version }), more)
    };
    let free = secretary.act(CHANGE, on(1, json!({ "holderId": null }))).await.ok();
    assert_eq!(free["updateSensitiveFunction"]["sensitiveFunction"]["heldSince"], Value::Null);
    let gone = secretary.act(CHANGE, on(2, json!({ "isRetired": true }))).await.ok();
    assert_eq!(gone["updateSensitiveFunction"]["sensitiveFunction"]["isRetired"], true);
    let refused = secretary.act(CHANGE, on(3, json!({ "name": "Gestionar" }))).await;
    assert_eq!((refused.code(), refused.reason()), ("CONFLICT", "CONTROL_RETIRED"));
    secretary.act(CHANGE, on(3, json!({ "isRetired": false, "name": "Gestionar" }))).await.ok();
    let seen = world.client(house, Role::Reader).run(READ, json!({ "id": house.id.global() })).await.ok();
    let seen = &seen["tenant"];
    assert_eq!(
        (&seen["sensitiveFunctions"][0]["name"], &seen["sensitiveFunctions"][0]["unit"]["code"]),
        (&json!("Gestionar"), &json!("legal"))
    );
    assert_eq!(
        (
            &seen["viewerCan"]["manageInventories"]["allowed"],
            &seen["sensitiveFunctions"][0]["viewerCan"]["update"]["allowed"]
        ),
        (&json!(false), &json!(false))
    );
}

#[tokio::test]
async fn control_delegations_are_between_two_people_and_stay_when_revoked() {
    let world = World::new().await;
    let house = &world.hall;
    let secretary = world.client(house, Role::ControlSecretariat);
    let own = house.people[&Role::HeadOfInstitution].membership.global();
    let wrong = json!({ "delegateId": own, "validUntil": "2026-01-31" });
    let refused = secretary.act(DELEGATE, delegation(house, wrong)).await;
    assert_eq!(refused.fields(), faults([("delegateId", "SAME_PERSON"), ("validUntil", "END_BEFORE_START")]));
    let first = secretary.act(DELEGATE, delegation(house, json!({ "validUntil": "2026-02-01" }))).await.ok();
    let first = first["createControlDelegation"]["controlDelegation"].clone();
    let second = secretary.act(DELEGATE, delegation(house, json!({}))).await.ok();
    assert_eq!(second["createControlDelegation"]["controlDelegation"]["number"], 2);
    let on = |version: i32, more| with(json!({ "id": first["id"], "expectedVersion": version }), more);
    let open = secretary.act(REVOKE, on(1, json!({ "validUntil": null }))).await.ok();
    assert_eq!(open["updateControlDelegation"]["controlDelegation"]["validUntil"], Value::Null);
    secretary.act(REVOKE, on(2, json!({ "isRevoked": true }))).await.ok();
    let refused = secretary.act(REVOKE, on(3, json!({ "isRevoked": false }))).await;
    assert_eq!((refused.code(), refused.reason()), ("CONFLICT", "DELEGATION_REVOKED"));
    let seen = secretary.run(READ, json!({ "id": house.id.global() })).await.ok();
    let seen = seen["tenant"]["controlDelegations"].clone();
    assert_eq!(
        (&seen[0]["number"], &seen[1]["number"], &seen[1]["isRevoked"]),
        (&json!(2), &json!(1), &json!(true))
    );
    assert_eq!(seen[1]["viewerCan"]["update"]["allowed"], false);
    let foreign = world.client(&world.foreign, Role::ControlSecretariat);
    assert_eq!(foreign.act(REVOKE, on(3, json!({ "act": "Alta" }))).await.code(), "NOT_FOUND");
}
