use super::*;
use async_graphql::{EmptySubscription, Object, Schema};

struct Query;
struct Mutation;

#[Object]
impl Query {
    async fn echo(&self, text: Option<String>, n: Option<i32>) -> String {
        text.unwrap_or_default() + &n.unwrap_or_default().to_string()
    }
    async fn slow(&self) -> bool {
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
        true
    }
}

#[Object]
impl Mutation {
    async fn bump(&self) -> i32 {
        1
    }
}

fn guarded(documents: &str) -> Guarded<Schema<Query, Mutation, EmptySubscription>> {
    let schema = Schema::new(Query, Mutation, EmptySubscription);
    let documents = TrustedDocuments::read(documents.as_bytes()).unwrap();
    Guarded::new(schema.clone(), schema.clone(), &schema.sdl(), documents).unwrap()
}

async fn ask(request: Request) -> serde_json::Value {
    serde_json::to_value(
        guarded(r#"{"id1": "query Echo($t: String) { echo(text: $t) }"}"#).execute(request).await,
    )
    .unwrap()
}

fn any(document: &str) -> Request {
    Request::new(document).data(DocumentRule::Any)
}

#[tokio::test]
async fn an_admitted_operation_tells_its_cost() {
    let answer = ask(any("{ echo(n: 3) }")).await;
    assert_eq!(answer["data"]["echo"], "3");
    assert_eq!(answer["extensions"]["cost"], serde_json::json!({"nodes": 0, "allowed": 10_000}));
}

#[tokio::test]
async fn without_a_rule_only_listed_documents_run() {
    let answer = ask(Request::new("{ echo }")).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let answer = ask(Request::new("").data(DocumentId("id1".into()))).await;
    assert_eq!(answer["data"]["echo"], "0");
    let answer = ask(Request::new("{ echo }").data(DocumentId("id2".into())).data(DocumentRule::Any)).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
    assert_eq!(ask(any("")).await["errors"][0]["extensions"]["code"], "INVALID");
}

#[tokio::test]
async fn refusals_carry_code_limit_and_place_but_not_the_document() {
    let answer = ask(any(&format!("{{ echo(text: {} }}", "[".repeat(1_500)))).await;
    let error = &answer["errors"][0];
    assert_eq!(
        error["extensions"],
        serde_json::json!({"code": "TOO_COMPLEX", "limit": "NESTING", "allowed": 40})
    );
    let answer = ask(any("{ echo(geheim }")).await;
    assert_eq!(answer["errors"][0]["message"], "The document is not valid GraphQL.");
    assert!(!answer.to_string().contains("geheim"));
}

#[tokio::test]
async fn nul_in_variables_is_refused() {
    let variables = Variables::from_json(serde_json::json!({"t": {"x": ["a\0"]}}));
    let answer = ask(any("query Q($t: String) { echo(text: $t) }").variables(variables)).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID");
}

#[tokio::test]
async fn library_errors_have_a_code() {
    for document in
        ["{ nothing }", "{ echo(n: \"x\") }", "query Q($n: Int!) { echo(n: $n) }", "subscription { a }"]
    {
        assert_eq!(ask(any(document)).await["errors"][0]["extensions"]["code"], "INVALID", "{document}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_operation_is_given_up() {
    let answer = ask(any("{ slow }")).await;
    assert_eq!(
        answer["errors"][0]["extensions"],
        serde_json::json!({"code": "UNAVAILABLE", "retryable": true})
    );
}

#[tokio::test]
async fn one_root_mutation_a_request() {
    assert_eq!(ask(any("mutation { bump }")).await["data"]["bump"], 1);
    assert_eq!(ask(any("mutation { bump again: bump }")).await["errors"][0]["extensions"]["code"], "INVALID");
}
