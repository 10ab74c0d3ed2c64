//! What hangs on an action: people, order, checklist, comments, watching.

use super::{Stage, action, faults, merged, text};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};

const AFTER: &str = "mutation($input: AddPlanActionDependencyInput!) { addPlanActionDependency(input: $input) { planAction { version dependencies { code } dependents { code } } } }";
const COMMENT: &str = "mutation($input: AddPlanActionCommentInput!) { addPlanActionComment(input: $input) {
    commentEdge { node { id version body mentions { displayName } author { displayName } } } planAction { commentCount } } }";

#[tokio::test]
async fn actions_wait_for_each_other_but_never_in_a_circle() {
    let world = World::new().await;
    let (stage, first) = Stage::running(&world).await;
    let second = stage.add(json!({ "title": "A doua" })).await;
    let third = stage.add(json!({ "title": "A treia" })).await;
    let after = |id: &str, other: &str| stage.manager.act(AFTER, json!({ "id": id, "afterId": other }));
    after(&second, &first).await.ok();
    let seen = after(&third, &second).await.ok();
    assert_eq!(seen["addPlanActionDependency"]["planAction"]["dependencies"], json!([{ "code": "A-02" }]));
    for (id, other) in [(&first, &third), (&first, &second), (&first, &first)] {
        assert_eq!(after(id, other).await.fields(), faults(&[("afterId", "DEPENDENCY_CYCLE")]));
    }
    let elsewhere = Stage::draft(&world).await;
    let foreign = elsewhere.add(json!({})).await;
    assert_eq!(after(&first, &foreign).await.fields(), faults(&[("afterId", "UNKNOWN_REFERENCE")]));
    stage.move_to(&stage.manager, &second, "APPROVED", None).await.ok();
    let early = stage.move_to(&stage.manager, &second, "DONE", None).await;
    assert_eq!(early.fields(), faults(&[("reason", "REQUIRED")]), "what it waits for is not done");
    let remove = "mutation($input: RemovePlanActionDependencyInput!) { removePlanActionDependency(input: $input) { planAction { dependencies { code } } } }";
    let seen = stage.manager.act(remove, json!({ "id": second, "afterId": first })).await.ok();
    assert_eq!(seen["removePlanActionDependency"]["planAction"]["dependencies"], json!([]));
    stage.move_to(&stage.manager, &second, "DONE", None).await.ok();
    let history =
        stage.see_action(&second, "history(first: 5) { nodes { changes { field old new } } }").await;
    let entries = history["history"]["nodes"].as_array().expect("entries");
    let change = entries
        .iter()
        .flat_map(|e| e["changes"].as_array().expect("changes"))
        .find(|c| c["field"] == "dependencyIds");
    assert_eq!(change, Some(&json!({ "field": "dependencyIds", "old": "A-01", "new": null })));
}

#[tokio::test]
async fn two_dependencies_at_once_cannot_make_a_circle_together() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let (first, second) = (stage.add(json!({})).await, stage.add(json!({})).await);
    let (one, other) = futures_util::future::join(
        stage.manager.act(AFTER, json!({ "id": first, "afterId": second })),
        stage.head.act(AFTER, json!({ "id": second, "afterId": first })),
    )
    .await;
    assert!(
        other.code() == "FORBIDDEN" && one.errors.is_empty(),
        "the head of the institution does not write actions"
    );
    let secretariat = stage.client(Role::ControlSecretariat);
    for _ in 0..4 {
        let (one, other) = futures_util::future::join(
            stage.manager.act(AFTER, json!({ "id": first, "afterId": second })),
            secretariat.act(AFTER, json!({ "id": second, "afterId": first })),
        )
        .await;
        assert!(one.errors.is_empty() != other.errors.is_empty(), "exactly one of two opposite edges holds");
    }
}

#[tokio::test]
async fn a_checklist_is_ticked_by_those_who_carry_the_action_out() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let specialist = stage.client(Role::Specialist);
    let add = "mutation($input: AddPlanActionCheckInput!) { addPlanActionCheck(input: $input) { planAction { checklist { id title isDone } } } }";
    for title in ["Inventar", "Aprobare"] {
        specialist.act(add, json!({ "actionId": id, "title": title })).await.ok();
    }
    assert_eq!(
        specialist.act(add, json!({ "actionId": id, "title": " " })).await.fields(),
        faults(&[("title", "REQUIRED")])
    );
    let seen = stage.see_action(&id, "checklist { id title isDone }").await;
    let item = text(&seen, "/checklist/0/id");
    let update = "mutation($input: UpdatePlanActionCheckInput!) { updatePlanActionCheck(input: $input) { planAction { checklist { title isDone } } } }";
    let ticked = specialist.act(update, json!({ "id": item, "isDone": true })).await.ok();
    assert_eq!(
        ticked["updatePlanActionCheck"]["planAction"]["checklist"][0],
        json!({ "title": "Inventar", "isDone": true })
    );
    assert_eq!(
        stage.client(Role::Reader).act(update, json!({ "id": item, "isDone": false })).await.code(),
        "FORBIDDEN"
    );
    assert_eq!(
        world
            .client(&world.foreign, Role::QualityManager)
            .act(update, json!({ "id": item, "isDone": false }))
            .await
            .code(),
        "NOT_FOUND"
    );
    let delete = "mutation($input: DeletePlanActionCheckInput!) { deletePlanActionCheck(input: $input) { planAction { checklist { title } } } }";
    let seen = specialist.act(delete, json!({ "id": item })).await.ok();
    assert_eq!(seen["deletePlanActionCheck"]["planAction"]["checklist"], json!([{ "title": "Aprobare" }]));
    assert_eq!(specialist.act(delete, json!({ "id": item })).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn contributors_take_on_work_only_as_active_members() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let set = "mutation($input: SetPlanActionContributorsInput!) { setPlanActionContributors(input: $input) { planAction { version contributors { displayName } } } }";
    let people =
        |ids: Value, version: i64| json!({ "id": id, "expectedVersion": version, "membershipIds": ids });
    let version = stage.action_version(&id).await;
    let both =
        json!([stage.member(Role::HeadOfUnit), stage.member(Role::Reader), stage.member(Role::Reader)]);
    let seen = stage.manager.act(set, people(both, version)).await.ok();
    assert_eq!(
        seen["setPlanActionContributors"]["planAction"]["contributors"],
        json!([{ "displayName": "head of unit hall" }, { "displayName": "reader hall" }])
    );
    let foreign = json!([world.foreign.people[&Role::Reader].membership.global()]);
    assert_eq!(
        stage.manager.act(set, people(foreign, version + 1)).await.fields(),
        faults(&[("membershipIds.0", "UNKNOWN_REFERENCE")])
    );
    let end =
        "mutation($input: EndMembershipInput!) { endMembership(input: $input) { membership { isActive } } }";
    let gone = stage.member(Role::ControlSecretariat);
    stage.client(Role::InstitutionAdmin).act(end, json!({ "id": gone, "expectedVersion": 1 })).await.ok();
    assert_eq!(
        stage.manager.act(set, people(json!([gone]), version + 1)).await.fields(),
        faults(&[("membershipIds", "UNKNOWN_REFERENCE")])
    );
    let stale = stage.client(Role::HeadOfUnit).act(set, people(json!([]), version)).await;
    assert_eq!(stale.errors[0]["extensions"]["fields"][0]["path"], "contributorIds");
}

#[tokio::test]
async fn comments_mention_people_and_belong_to_their_authors() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let input = json!({ "actionId": id, "body": " Ce mai lipseşte? ", "mentionIds": [stage.member(Role::Specialist)], "idempotencyKey": "c1" });
    let made = stage.manager.act(COMMENT, input.clone()).await.ok();
    let expected = json!({ "body": "Ce mai lipsește?", "mentions": [{ "displayName": "specialist hall" }], "author": { "displayName": "quality manager hall" } });
    let node = &made["addPlanActionComment"]["commentEdge"]["node"];
    assert_eq!(
        json!({ "body": node["body"], "mentions": node["mentions"], "author": node["author"] }),
        expected
    );
    assert_eq!(stage.manager.act(COMMENT, input).await.ok(), made);
    let comment = text(&made, "/addPlanActionComment/commentEdge/node/id");
    assert_eq!(
        stage.manager.act(COMMENT, json!({ "actionId": id, "body": "" })).await.fields(),
        faults(&[("body", "REQUIRED")])
    );
    let foreign = json!({ "actionId": id, "body": "Salut", "mentionIds": [world.foreign.people[&Role::Reader].membership.global()] });
    assert_eq!(
        stage.manager.act(COMMENT, foreign).await.fields(),
        faults(&[("mentionIds.0", "UNKNOWN_REFERENCE")])
    );
    assert_eq!(
        stage.client(Role::Reader).act(COMMENT, json!({ "actionId": id, "body": "Nu pot" })).await.code(),
        "FORBIDDEN"
    );
    let update = "mutation($input: UpdatePlanActionCommentInput!) { updatePlanActionComment(input: $input) { comment { body editedAt version } } }";
    let other = json!({ "id": comment, "expectedVersion": 1, "body": "Schimbat" });
    let specialist = stage.client(Role::Specialist);
    assert_eq!(specialist.act(update, other.clone()).await.reason(), "NOT_YOUR_COMMENT");
    let seen = stage.manager.act(update, other).await.ok();
    assert_eq!(
        seen["updatePlanActionComment"]["comment"],
        json!({ "body": "Schimbat", "editedAt": "2026-11-21T08:00:00+00:00", "version": 2 })
    );
    let reply = specialist.act(COMMENT, json!({ "actionId": id, "body": "Dovada" })).await.ok();
    assert_eq!(reply["addPlanActionComment"]["planAction"]["commentCount"], 2);
    let page = "query($id: ID!) { planAction(id: $id) { comments(first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { body viewerCan { update { allowed } delete { allowed } } } } } }";
    let seen = specialist.run(page, json!({ "id": id })).await.ok();
    let comments = &seen["planAction"]["comments"];
    assert_eq!((&comments["totalCount"], &comments["pageInfo"]["hasNextPage"]), (&json!(2), &json!(true)));
    assert_eq!(
        comments["nodes"][0]["viewerCan"],
        json!({ "update": { "allowed": false }, "delete": { "allowed": false } })
    );
    let delete = "mutation($input: DeletePlanActionCommentInput!) { deletePlanActionComment(input: $input) { deletedCommentId planAction { commentCount } } }";
    assert_eq!(specialist.act(delete, json!({ "id": comment })).await.reason(), "NOT_YOUR_COMMENT");
    let answer = text(&reply, "/addPlanActionComment/commentEdge/node/id");
    let seen = stage.manager.act(delete, json!({ "id": answer })).await.ok();
    assert_eq!(
        seen["deletePlanActionComment"],
        json!({ "deletedCommentId": answer, "planAction": { "commentCount": 1 } })
    );
    let history = stage.see_action(&id, "history { nodes { kind changes { field } } }").await.to_string();
    assert!(
        !history.contains("Dovada") && history.contains("plan_action_comment_deleted"),
        "words stay out of the journal"
    );
}

#[tokio::test]
async fn watching_is_everybodys_own() {
    let world = World::new().await;
    let (stage, id) = Stage::running(&world).await;
    let reader = stage.client(Role::Reader);
    let watch = "mutation($input: WatchPlanActionInput!) { watchPlanAction(input: $input) { planAction { isWatchedByViewer watchers { displayName } version } } }";
    let version = stage.action_version(&id).await;
    for _ in 0..2 {
        let seen = reader.act(watch, json!({ "id": id })).await.ok();
        assert_eq!(
            seen["watchPlanAction"]["planAction"],
            json!({ "isWatchedByViewer": true, "watchers": [{ "displayName": "reader hall" }], "version": version })
        );
    }
    assert_eq!(stage.see_action(&id, "isWatchedByViewer").await["isWatchedByViewer"], false);
    let unwatch = "mutation($input: UnwatchPlanActionInput!) { unwatchPlanAction(input: $input) { planAction { isWatchedByViewer } } }";
    let seen = reader.act(unwatch, json!({ "id": id })).await.ok();
    assert_eq!(seen["unwatchPlanAction"]["planAction"]["isWatchedByViewer"], false);
    assert_eq!(action(&reader, &id, "watchers { displayName }").await["watchers"], json!([]));
    let foreign = world.client(&world.foreign, Role::Reader);
    assert_eq!(foreign.act(watch, merged(json!({ "id": id }), json!({}))).await.code(), "NOT_FOUND");
}
