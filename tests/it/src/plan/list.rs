//! Lists: filters, orders, pages, figures.

use super::{Stage, faults};
use calitas_domain::access::Role;
use calitas_graphql::node::GlobalId;
use calitas_kit::World;
use serde_json::{Value, json};

/// Eight actions that differ in everything a list sorts and filters by.
async fn varied(stage: &Stage<'_>) {
    let head = stage.member(Role::HeadOfUnit);
    let finance = stage.house.finance.global();
    for other in [
        json!({ "title": "Șantier pilot", "dueOn": "2026-12-01", "budget": "300", "impact": 5, "effort": 1 }),
        json!({ "title": "Arhivă electronică", "dueOn": "2026-11-25", "impact": 5, "effort": 5 }),
        json!({ "title": "Ședințe lunare", "dueOn": null, "budget": "20.50" }),
        json!({ "title": "Îndrumar pentru petiții", "dueOn": "2026-11-20", "responsibleId": head }),
        json!({ "title": "Zonă de așteptare", "unitId": finance, "dueOn": "2027-01-15", "impact": 2, "effort": 5 }),
        json!({ "title": "Țintă anuală", "responsibleId": null, "startOn": null, "dueOn": "2026-11-20" }),
        json!({ "title": "Audit de proces", "dueOn": "2026-11-10", "source": { "kind": "CAF_AREA", "reference": "5.1" } }),
        json!({ "title": "Bancă de idei", "dueOn": "2027-06-30", "budget": "300" }),
    ] {
        stage.add(other).await;
    }
}

async fn codes(stage: &Stage<'_>, arguments: &str) -> Vec<String> {
    let seen = stage.see(&format!("actions({arguments}) {{ nodes {{ code }} }}")).await;
    let nodes = seen["actions"]["nodes"].as_array().cloned().unwrap_or_default();
    nodes.iter().map(|node| node["code"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn every_order_is_total_and_pages_cut_it_without_loss() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    varied(&stage).await;
    let expected = [
        ("NUMBER_ASC", "1 2 3 4 5 6 7 8"),
        ("NUMBER_DESC", "8 7 6 5 4 3 2 1"),
        ("DUE_ASC", "7 4 6 2 1 5 8 3"),
        ("DUE_DESC", "8 5 1 2 6 4 7 3"),
        // Romanian order: î after i, ș after s, ț after t.
        ("TITLE_ASC", "2 7 8 4 1 3 6 5"),
        ("TITLE_DESC", "5 6 3 1 4 8 7 2"),
        ("STATUS_ASC", "1 2 3 4 5 6 7 8"),
        ("STATUS_DESC", "8 7 6 5 4 3 2 1"),
        ("PROGRESS_ASC", "1 2 3 4 5 6 7 8"),
        ("PROGRESS_DESC", "8 7 6 5 4 3 2 1"),
        ("PRIORITY_DESC", "1 2 5 3 4 6 7 8"),
        ("BUDGET_DESC", "8 1 3 7 6 5 4 2"),
        ("RESPONSIBLE_ASC", "4 1 2 3 5 7 8 6"),
        ("BOARD", "1 2 3 4 5 6 7 8"),
    ];
    for (order, numbers) in expected {
        let expected: Vec<String> = numbers.split(' ').map(|number| format!("A-0{number}")).collect();
        assert_eq!(codes(&stage, &format!("orderBy: {order}")).await, expected, "{order}");
        let (mut paged, mut after) = (Vec::new(), Value::Null);
        loop {
            let document = format!("query($id: ID!, $after: String) {{ plan(id: $id) {{
                actions(orderBy: {order}, first: 3, after: $after) {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ code }} }} }} }}");
            let seen = stage.manager.run(&document, json!({ "id": stage.plan, "after": after })).await.ok();
            let page = &seen["plan"]["actions"];
            assert_eq!(page["totalCount"], 8);
            paged.extend(
                page["nodes"]
                    .as_array()
                    .expect("nodes")
                    .iter()
                    .map(|n| n["code"].as_str().expect("a code").to_owned()),
            );
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(paged, expected, "{order} in pages");
        let tenant = format!(
            "query($id: ID!) {{ planActions(tenantId: $id, orderBy: {order}) {{ nodes {{ code }} totalCount }} }}"
        );
        let seen = stage.manager.run(&tenant, json!({ "id": world.hall.id.global() })).await.ok();
        let whole: Vec<_> = seen["planActions"]["nodes"]
            .as_array()
            .expect("nodes")
            .iter()
            .map(|n| n["code"].clone())
            .collect();
        assert_eq!(whole, expected, "{order} of the institution");
    }
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    varied(&stage).await;
    let (head, finance) = (stage.member(Role::HeadOfUnit), stage.house.finance.global());
    for (filter, expected) in [
        ("text: \"sedinte\"".to_owned(), vec!["A-03"]),
        ("text: \"a-02\"".to_owned(), vec!["A-02"]),
        ("text: \"%\"".to_owned(), vec![]),
        ("dueFrom: \"2026-11-20\", dueTo: \"2026-11-30\"".to_owned(), vec!["A-02", "A-04", "A-06"]),
        (format!("responsibleIds: [\"{head}\"]"), vec!["A-04"]),
        (format!("unitIds: [\"{}\"]", *finance), vec!["A-05"]),
        ("sourceKind: [CAF_AREA]".to_owned(), vec!["A-07"]),
        ("priority: [QUICK_WIN, RECONSIDER]".to_owned(), vec!["A-01", "A-05"]),
        ("status: [APPROVED]".to_owned(), vec![]),
        ("overdue: true".to_owned(), vec![]),
        ("mine: true".to_owned(), vec![]),
        ("watched: true".to_owned(), vec![]),
        ("mine: false, text: \"pilot\"".to_owned(), vec!["A-01"]),
    ] {
        assert_eq!(codes(&stage, &format!("filter: {{ {filter} }}")).await, expected, "{filter}");
    }
    let foreign = format!(
        "query($id: ID!) {{ plan(id: $id) {{ actions(filter: {{ unitIds: [\"{}\"] }}) {{ totalCount }} }} }}",
        *world.foreign.legal.global()
    );
    let refused = stage.manager.run(&foreign, json!({ "id": stage.plan })).await;
    assert_eq!(refused.fields(), faults(&[("filter.unitIds", "UNKNOWN_REFERENCE")]));
}

#[tokio::test]
async fn mine_watched_and_overdue_follow_the_viewer_and_the_day() {
    let world = World::new().await;
    let (stage, own) = Stage::running(&world).await;
    let other =
        stage.add(json!({ "title": "A altcuiva", "responsibleId": stage.member(Role::HeadOfUnit) })).await;
    let set = "mutation($input: SetPlanActionContributorsInput!) { setPlanActionContributors(input: $input) { planAction { contributors { displayName } } } }";
    let input =
        json!({ "id": other, "expectedVersion": 1, "membershipIds": [stage.member(Role::Specialist)] });
    stage.manager.act(set, input).await.ok();
    let third =
        stage.add(json!({ "title": "A treia", "responsibleId": stage.member(Role::HeadOfUnit) })).await;
    let specialist = stage.client(Role::Specialist);
    specialist.act("mutation($input: WatchPlanActionInput!) { watchPlanAction(input: $input) { planAction { isWatchedByViewer } } }", json!({ "id": third })).await.ok();
    let list = "query($id: ID!) { mine: planActions(tenantId: $id, filter: { mine: true }) { nodes { code } }
        watched: planActions(tenantId: $id, filter: { watched: true }) { nodes { code } }
        overdue: planActions(tenantId: $id, filter: { overdue: true }) { nodes { code isOverdue daysOverdue } } }";
    let tenant = json!({ "id": world.hall.id.global() });
    let seen = specialist.run(list, tenant.clone()).await.ok();
    assert_eq!(seen["mine"]["nodes"], json!([{ "code": "A-01" }, { "code": "A-02" }]));
    assert_eq!(seen["watched"]["nodes"], json!([{ "code": "A-03" }]));
    assert_eq!(seen["overdue"]["nodes"], json!([]));
    // A deadline ends with its day in Bucharest, two hours ahead in winter.
    let last_day =
        json!({ "id": own, "expectedVersion": stage.action_version(&own).await, "dueOn": "2026-11-21" });
    stage.manager.act(super::UPDATE, last_day).await.ok();
    world.app.clock().advance(instant("2026-11-21T21:59:00Z") - world.app.now());
    let specialist = stage.client(Role::Specialist);
    assert_eq!(specialist.run(list, tenant.clone()).await.ok()["overdue"]["nodes"], json!([]));
    world.app.clock().advance(chrono::Duration::minutes(2));
    let seen = specialist.run(list, tenant).await.ok();
    assert_eq!(seen["overdue"]["nodes"], json!([{ "code": "A-01", "isOverdue": true, "daysOverdue": 1 }]));
}

fn instant(text: &str) -> chrono::DateTime<chrono::Utc> {
    text.parse().expect("an instant")
}

#[tokio::test]
async fn figures_agree_with_the_actions() {
    let world = World::new().await;
    let (stage, first) = Stage::running(&world).await;
    let second = stage.add(json!({ "title": "A doua", "budget": "100.10", "dueOn": "2026-11-20", "unitId": world.hall.finance.global() })).await;
    let third = stage.add(json!({ "title": "A treia", "budget": "0.20" })).await;
    stage.add(json!({ "title": "A patra", "budget": "1000" })).await;
    for id in [&second, &third] {
        stage.move_to(&stage.manager, id, "APPROVED", None).await.ok();
    }
    stage.move_to(&stage.manager, &third, "DONE", None).await.ok();
    let rejected = stage.add(json!({ "title": "Respinsă", "budget": "9999" })).await;
    stage.move_to(&stage.manager, &rejected, "REJECTED", Some("fără efect")).await.ok();
    stage.move_to(&stage.manager, &first, "IN_PROGRESS", None).await.ok();
    let report =
        json!({ "id": first, "expectedVersion": stage.action_version(&first).await, "progress": 50 });
    stage.manager.act(super::UPDATE, report).await.ok();
    let seen = stage
        .see(
            "progress actionCount overdueCount dueSoonCount budgetTotal statusCounts { status count }
        workload { unit { code } openCount overdueCount dueSoonCount doneCount budget }",
        )
        .await;
    let expected = json!({ "progress": 50, "actionCount": 4, "overdueCount": 1, "dueSoonCount": 0, "budgetTotal": "1100.30",
        "statusCounts": [{ "status": "PROPOSED", "count": 1 }, { "status": "APPROVED", "count": 1 },
            { "status": "IN_PROGRESS", "count": 1 }, { "status": "DONE", "count": 1 }, { "status": "REJECTED", "count": 1 }],
        "workload": [
            { "unit": { "code": "finance" }, "openCount": 1, "overdueCount": 1, "dueSoonCount": 0, "doneCount": 0, "budget": "100.10" },
            { "unit": { "code": "legal" }, "openCount": 1, "overdueCount": 0, "dueSoonCount": 0, "doneCount": 1, "budget": "1000.20" }] });
    assert_eq!(seen, expected);
    let tenant = "query($id: ID!, $plan: ID) { tenant(id: $id) { planSummary { activePlanCount openCount overdueCount dueSoonCount doneCount progress }
        all: workload { openCount } one: workload(planId: $plan) { openCount } } }";
    let seen =
        stage.manager.run(tenant, json!({ "id": world.hall.id.global(), "plan": stage.plan })).await.ok();
    let summary = json!({ "activePlanCount": 1, "openCount": 2, "overdueCount": 1, "dueSoonCount": 0, "doneCount": 1, "progress": 50 });
    assert_eq!(seen["tenant"]["planSummary"], summary);
    assert_eq!(seen["tenant"]["all"], seen["tenant"]["one"]);
    let empty = world.client(&world.police, Role::Reader);
    let seen = empty.run(tenant, json!({ "id": world.police.id.global(), "plan": null })).await.ok();
    assert_eq!(seen["tenant"]["planSummary"]["progress"], Value::Null, "no data is not nought");
}

#[tokio::test]
async fn a_level_of_plans_with_their_actions_keeps_each_page_with_its_plan() {
    let world = World::new().await;
    let mut plans = Vec::new();
    for count in 0..4 {
        let stage = Stage::draft(&world).await;
        for n in 0..count {
            stage.add(json!({ "title": format!("Acțiunea {n}") })).await;
        }
        plans.push(stage.plan);
    }
    let document =
        "query($id: ID!) { plans(tenantId: $id) { totalCount nodes { id actions(first: 2) { totalCount
        pageInfo { hasNextPage } nodes { code plan { id } } } } } }";
    let seen = world.manager().run(document, json!({ "id": world.hall.id.global() })).await.ok();
    assert_eq!(seen["plans"]["totalCount"], 4);
    for (node, (plan, count)) in
        seen["plans"]["nodes"].as_array().expect("plans").iter().zip(plans.iter().zip(0..4).rev())
    {
        assert_eq!(node["id"], json!(plan));
        assert_eq!(node["actions"]["totalCount"], count);
        assert_eq!(node["actions"]["pageInfo"]["hasNextPage"], count > 2);
        let nodes = node["actions"]["nodes"].as_array().expect("actions");
        assert_eq!(nodes.len(), count.min(2));
        assert!(nodes.iter().all(|action| action["plan"]["id"] == json!(plan)));
    }
}

#[tokio::test]
async fn plans_are_filtered_and_sorted() {
    let world = World::new().await;
    let manager = world.manager();
    let create = "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { cursor node { id } } } }";
    for (title, kind, start, end) in [
        ("Șapte măsuri", "IMPROVEMENT", "2025-01-01", "2025-12-31"),
        ("Zece acțiuni CAF", "CAF_IMPROVEMENT", "2026-01-01", "2027-06-30"),
        ("Sistem de control", "CONTROL_DEVELOPMENT", "2027-01-01", "2027-12-31"),
    ] {
        let input = json!({ "tenantId": world.hall.id.global(), "kind": kind, "title": title, "periodStart": start, "periodEnd": end });
        manager.act(create, input).await.ok();
        world.app.clock().advance(chrono::Duration::seconds(1));
    }
    for (arguments, expected) in [
        ("orderBy: TITLE_ASC", vec!["PD-2027-01", "PI-2025-01", "CAF-2026-01"]),
        ("orderBy: PERIOD_DESC", vec!["PD-2027-01", "CAF-2026-01", "PI-2025-01"]),
        ("orderBy: CREATED_DESC", vec!["PD-2027-01", "CAF-2026-01", "PI-2025-01"]),
        ("filter: { year: 2027 }, orderBy: PERIOD_DESC", vec!["PD-2027-01", "CAF-2026-01"]),
        ("filter: { text: \"masuri\" }", vec!["PI-2025-01"]),
        ("filter: { kind: [CAF_IMPROVEMENT] }", vec!["CAF-2026-01"]),
        ("filter: { status: [ACTIVE] }", vec![]),
    ] {
        let document = format!(
            "query($id: ID!) {{ plans(tenantId: $id, {arguments}) {{ totalCount nodes {{ code }} }} }}"
        );
        let seen = manager.run(&document, json!({ "id": world.hall.id.global() })).await.ok();
        let found: Vec<_> = seen["plans"]["nodes"]
            .as_array()
            .expect("plans")
            .iter()
            .map(|node| node["code"].clone())
            .collect();
        assert_eq!(found, expected, "{arguments}");
        assert_eq!(seen["plans"]["totalCount"], expected.len());
    }
    let page = "query($id: ID!, $after: String) { plans(tenantId: $id, orderBy: TITLE_ASC, first: 2, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { code } } }";
    let first = manager.run(page, json!({ "id": world.hall.id.global(), "after": null })).await.ok();
    let after = first["plans"]["pageInfo"]["endCursor"].clone();
    let second = manager.run(page, json!({ "id": world.hall.id.global(), "after": after })).await.ok();
    assert_eq!(second["plans"]["nodes"], json!([{ "code": "CAF-2026-01" }]));
    let other_order = page.replace("TITLE_ASC", "CREATED_DESC");
    let refused = manager
        .run(
            &other_order,
            json!({ "id": world.hall.id.global(), "after": first["plans"]["pageInfo"]["endCursor"] }),
        )
        .await;
    assert_eq!(refused.fields(), faults(&[("after", "BAD_CURSOR")]));
}

#[tokio::test]
async fn hostile_texts_are_refused_by_name_or_found_nowhere() {
    let world = World::new().await;
    let stage = Stage::draft(&world).await;
    let id = stage.add(json!({})).await;
    let find =
        "query($id: ID!, $text: String) { planActions(tenantId: $id, filter: { text: $text }) { totalCount }
        plans(tenantId: $id, filter: { text: $text }) { totalCount } }";
    for text in ["a\u{1}b", "\u{202e}txt", "\u{7}"] {
        let seen = stage.manager.run(find, json!({ "id": world.hall.id.global(), "text": text })).await;
        assert_eq!(seen.fields(), faults(&[("filter.text", "FORBIDDEN_CHARACTER")]), "{text:?}");
        let title = json!({ "id": id, "expectedVersion": 1, "title": text });
        assert_eq!(
            stage.manager.act(super::UPDATE, title).await.fields(),
            faults(&[("title", "FORBIDDEN_CHARACTER")])
        );
    }
    for text in ["' OR 1=1 --", "%", "_", "\\", "); DROP TABLE plan;", "😀"] {
        let seen = stage.manager.run(find, json!({ "id": world.hall.id.global(), "text": text })).await.ok();
        assert_eq!(
            (&seen["plans"]["totalCount"], &seen["planActions"]["totalCount"]),
            (&json!(0), &json!(0)),
            "{text:?}"
        );
    }
    let key = json!({ "planId": stage.plan, "title": "Cheie", "idempotencyKey": "a\u{1}" });
    assert_eq!(
        stage.manager.act(super::CREATE_ACTION, key).await.fields(),
        faults(&[("idempotencyKey", "FORBIDDEN_CHARACTER")])
    );
    for (field, value) in
        [("budget", "1e400"), ("budget", "12 lei"), ("dueOn", "31.12.2026"), ("dueOn", "2026-02-30")]
    {
        let mut input = json!({ "id": id, "expectedVersion": 1 });
        input[field] = json!(value);
        let refused = stage.manager.act(super::UPDATE, input).await;
        assert!(!refused.errors.is_empty(), "{field} {value}");
        assert_ne!(refused.code(), "INTERNAL", "{field} {value}");
    }
    assert_eq!(stage.action_version(&id).await, 1);
}
