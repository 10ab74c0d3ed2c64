use crate::server::{Answer, JSON, STRICT, Server};
use calitas_graphql::trusted::DocumentRule;
use calitas_server::http::files::Explorer;
use serde_json::json;

const LENIENT: (&str, &str) = ("Accept", "application/json");

#[tokio::test]
async fn a_query_is_answered_in_the_media_type_asked_for() {
    let server = Server::start().await;
    let body = r#"{"query": "{ echo(text: \"ș\") }"}"#;
    for (accept, content_type) in [
        ("application/graphql-response+json", "application/graphql-response+json; charset=utf-8"),
        ("application/json", "application/json; charset=utf-8"),
        ("*/*", "application/json; charset=utf-8"),
    ] {
        let answer = server.post(&[JSON, ("Accept", accept)], body).await;
        assert_eq!((answer.status(), answer.header("content-type")), (200, Some(content_type)));
        assert_eq!(answer.json()["data"], json!({"echo": "ș"}));
        assert_eq!(answer.json()["extensions"]["cost"]["allowed"], 10_000);
    }
    assert_eq!(server.post(&[JSON, ("Accept", "text/html")], body).await.status(), 406);
}

#[tokio::test]
async fn nothing_a_foreign_page_can_send_is_executed() {
    let server = Server::start().await;
    let body = r#"{"query": "mutation { bump }"}"#;
    for content_type in [
        None,
        Some("text/plain"),
        Some("text/plain; application/json"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data; boundary=x"),
        Some("application/json; charset=latin1"),
        Some("application/graphql"),
    ] {
        let headers: Vec<_> = content_type.map(|value| ("Content-Type", value)).into_iter().collect();
        let answer = server.post(&headers, body).await;
        assert_eq!((answer.status(), answer.code().as_str()), (415, "INVALID"), "{content_type:?}");
    }
    for origin in ["https://evil.example", "null", "http://localhost:5173"] {
        assert_eq!(server.post(&[JSON, ("Origin", origin)], body).await.status(), 403, "{origin}");
    }
    let own = format!("http://{}", server.address);
    assert_eq!(server.post(&[JSON, ("Origin", &own)], body).await.status(), 200);
}

#[tokio::test]
async fn only_post_is_answered() {
    let server = Server::start().await;
    let query = "/graphql?query=mutation%7Bbump%7D";
    assert_eq!(server.get(query, &[]).await.status(), 405);
    for method in ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"] {
        let raw = format!("{method} /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let answer = server.send(raw.as_bytes()).await;
        assert_eq!((answer.status(), answer.header("allow")), (405, Some("POST")), "{method}");
        assert!(answer.header("access-control-allow-origin").is_none());
    }
}

#[tokio::test]
async fn malformed_bodies_are_400_in_every_media_type() {
    let server = Server::start().await;
    for body in [
        "",
        "{ \"not a JSON",
        "{}",
        "[]",
        "[{\"query\": \"{ echo }\"}]",
        "{\"query\": 1}",
        "{\"query\": \"{ echo }\", \"variables\": \"x\"}",
        "{\"query\": \"{ echo }\", \"operationName\": []}",
        "{\"query\": \"{ echo }\", \"extensions\": false}",
        "{\"qeury\": \"{ echo }\"}",
    ] {
        for accept in [LENIENT, STRICT] {
            let answer = server.post(&[JSON, accept], body).await;
            assert_eq!((answer.status(), answer.code().as_str()), (400, "INVALID"), "{body}");
        }
    }
}

#[tokio::test]
async fn the_status_tells_the_outcome_only_to_those_who_asked_for_it() {
    let server = Server::start().await;
    for (query, code, strict) in [
        ("{", "INVALID", 400),
        ("{ nothing }", "INVALID", 400),
        ("query Q($n: Int!) { many(n: $n) }", "INVALID", 400),
        ("subscription { counted(to: 1) { number } }", "INVALID", 400),
        ("{ items(first: 101) { nodes { name } } }", "INVALID", 400),
        ("query A { echo } query B { echo }", "INVALID", 400),
        ("mutation { bump again: bump }", "INVALID", 400),
        ("{ broken }", "INTERNAL", 500),
    ] {
        let body = json!({"query": query}).to_string();
        let answer = server.post(&[JSON, STRICT], &body).await;
        assert_eq!((answer.status(), answer.code().as_str()), (strict, code), "{query}");
        assert!(!answer.raw.contains("geheim"));
        let lenient = server.post(&[JSON, LENIENT], &body).await;
        assert_eq!(lenient.status(), if strict == 500 { 500 } else { 200 }, "{query}");
    }
    let answer = server.ask(&json!({"query": "{"})).await;
    assert!(answer.json().get("data").is_none());
}

#[tokio::test]
async fn a_token_that_does_not_hold_is_401_and_none_is_anonymous() {
    let server = Server::start().await;
    let body = r#"{"query": "{ who }"}"#;
    let with = |value: &'static str| {
        let server = &server;
        async move { server.post(&[JSON, LENIENT, ("Authorization", value)], body).await }
    };
    for value in ["Bearer nobody", "Basic abc", "Bearer"] {
        let answer = with(value).await;
        assert_eq!((answer.status(), answer.code().as_str()), (401, "UNAUTHENTICATED"), "{value}");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
    assert_eq!(with("Bearer ana").await.json()["data"]["who"], "ana");
    assert_eq!(server.post(&[JSON], body).await.json()["data"], json!({"who": null}));
}

#[tokio::test]
async fn introspection_is_for_signed_in_people() {
    let server = Server::start().await;
    let body = r#"{"query": "{ __schema { queryType { name } } }"}"#;
    assert_eq!(server.post(&[JSON], body).await.json()["data"], json!({"__schema": null}));
    let answer = server.post(&[JSON, ("Authorization", "Bearer ana")], body).await;
    assert_eq!(answer.json()["data"]["__schema"]["queryType"]["name"], "Query");
}

#[tokio::test]
async fn where_only_listed_documents_run_they_are_asked_by_id() {
    let server = Server::with(DocumentRule::Listed, None, Explorer::Hidden).await;
    let answer = server.ask(&json!({"documentId": "echo-1", "variables": {"text": "a"}})).await;
    assert_eq!(answer.json()["data"], json!({"echo": "a"}));
    let persisted = json!({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "echo-1"}}});
    assert_eq!(server.ask(&persisted).await.status(), 200);
    let answer = server.ask(&json!({"query": "{ echo }"})).await;
    assert_eq!((answer.status(), answer.code().as_str()), (403, "FORBIDDEN"));
    let answer = server.ask(&json!({"documentId": "echo-2"})).await;
    assert_eq!((answer.status(), answer.code().as_str()), (404, "NOT_FOUND"));
}

#[tokio::test]
async fn cookies_of_resolvers_reach_the_browser() {
    let server = Server::start().await;
    let answer = server.ask(&json!({"query": "mutation { signIn }"})).await;
    assert_eq!(
        answer.header("set-cookie"),
        Some("calitas_refresh=r; HttpOnly; SameSite=Strict; Path=/graphql")
    );
}

#[tokio::test]
async fn bodies_over_a_mebibyte_are_refused() {
    let server = Server::start().await;
    let body =
        format!("{{\"query\": \"{{ echo }}\", \"variables\": {{\"x\": \"{}\"}}}}", "x".repeat(1024 * 1024));
    let answer = server.post(&[JSON], &body).await;
    assert_eq!((answer.status(), answer.code().as_str()), (413, "TOO_COMPLEX"));
    assert!(server.is_alive().await);
}

#[tokio::test]
async fn refusals_stay_small_and_repeat_nothing() {
    let server = Server::start().await;
    let unknown = (0..500).fold(String::new(), |text, at| text + &format!("geheim{at} "));
    let answer = server.ask(&json!({"query": format!("{{ {unknown} }}")})).await;
    assert!(answer.raw.len() < 64 * 1024 && answer.json()["errors"].as_array().unwrap().len() <= 20);
    let answer = server.ask(&json!({"query": "{ echo(text: geheim", "variables": {"a": "geheim"}})).await;
    assert!(!answer.raw.contains("geheim"));
    let wrong = json!({"query": "query Q($n: Int) { many(n: $n) }", "variables": {"n": "geheim"}});
    let answer: Answer = server.ask(&wrong).await;
    assert_eq!(answer.code(), "INVALID");
    assert!(!answer.raw.contains("geheim"));
}

#[tokio::test]
async fn every_answer_carries_the_headers_for_browsers_and_an_id() {
    let server = Server::start().await;
    for answer in [server.ask(&json!({"query": "{ echo }"})).await, server.get("/graphql", &[]).await] {
        for (name, part) in [
            ("content-security-policy", "frame-ancestors 'none'"),
            ("strict-transport-security", "max-age=31536000"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert!(answer.header(name).is_some_and(|value| value.contains(part)), "{name}");
        }
        assert!(!answer.header("content-security-policy").unwrap().contains("unsafe"));
        assert_eq!(answer.header("x-request-id").unwrap().len(), 16);
    }
}
