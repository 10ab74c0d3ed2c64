//! Documents made to kill or stall a server, over HTTP and over a socket. Each is refused at once, with a code, and
//! the server answers afterwards. The stock library aborts on the first and burns minutes on the bombs.

use crate::server::{Heard, JSON, STRICT, Server};
use serde_json::{Value, json};
use std::{fmt::Write, time::Duration};
use tokio::time::Instant;

/// What one refusal may take: fifty milliseconds in a release build; debug builds parse a tenth as fast.
const AT_ONCE: Duration =
    if cfg!(debug_assertions) { Duration::from_millis(500) } else { Duration::from_millis(50) };

/// A hostile request and what it tries.
type Case = (String, Value);

fn document(name: impl Into<String>, document: impl Into<String>) -> Case {
    (name.into(), json!({"query": document.into()}))
}

fn bomb(levels: usize, width: usize) -> String {
    let mut text = String::from("{ ...F0 }");
    for level in 0..levels {
        write!(text, " fragment F{level} on Query {{ {} }}", format!("...F{} ", level + 1).repeat(width))
            .unwrap();
    }
    text + &format!(" fragment F{levels} on Query {{ echo }}")
}

fn repeat(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// Brackets, in every place the grammar has for them.
fn nesting() -> Vec<Case> {
    let mut cases = Vec::new();
    for depth in [41, 320, 700, 1_241, 1_345, 1_500, 3_000, 8_000] {
        let (lists, objects) = ("[".repeat(depth), "{a:".repeat(depth));
        let (unlists, unobjects) = ("]".repeat(depth), "}".repeat(depth));
        cases.extend([
            document(format!("list {depth}"), format!("{{ many(values: {lists}{unlists}) }}")),
            document(format!("object {depth}"), format!("{{ many(values: {objects}1{unobjects}) }}")),
            document(format!("list open {depth}"), format!("{{ many(values: {lists}")),
            document(format!("directive list {depth}"), format!("{{ echo @include(if: {lists}{unlists}) }}")),
            document(
                format!("default {depth}"),
                format!("query Q($v: [Int] = {lists}{unlists}) {{ many(values: $v) }}"),
            ),
            document(format!("type {depth}"), format!("query Q($v: {lists}Int{unlists}) {{ echo }}")),
            document(
                format!("selection {depth}"),
                format!("{}echo{}", "{ me ".repeat(depth), "}".repeat(depth)),
            ),
            document(
                format!("inline {depth}"),
                format!("{{ {} echo {} }}", "... {".repeat(depth), "}".repeat(depth)),
            ),
            document(
                format!("mixed {depth}"),
                format!("{{ many(values: {}1{}) }}", "[{a:".repeat(depth / 2), "}]".repeat(depth / 2)),
            ),
        ]);
    }
    // Texts that hide brackets from a scanner that reads them otherwise than the grammar.
    for hidden in ["\"\"\" \" ", "\"\"\"", "\"\\\" ", "\"\"\"\\\"\"\"", "\"\" \"\"\"\"\" \""] {
        cases.push(document(
            format!("hidden {hidden}"),
            format!("{{ many(values: [{hidden}{}", "[".repeat(2_000)),
        ));
    }
    cases
}

/// Fragments that unfold.
fn fragments() -> Vec<Case> {
    let mut cases: Vec<Case> =
        [(10, 2), (12, 4), (20, 2), (25, 2), (28, 2), (29, 2), (9, 6), (5, 10), (3, 19)]
            .map(|(levels, width)| document(format!("bomb {levels} x {width}"), bomb(levels, width)))
            .into();
    cases.extend([
        document("cycle", "{ ...A } fragment A on Query { ...A }"),
        document(
            "long cycle",
            "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }",
        ),
        document("unused cycle", "{ echo } fragment A on Query { ...B } fragment B on Query { ...A }"),
        document("cycle below fields", "{ ...A } fragment A on Query { me { ...A } }"),
        document("unused bomb", bomb(29, 2).replacen("...F0", "echo", 1)),
        document("unknown fragment", "{ ...Nothing }"),
        document(
            "chain",
            repeat(60, |at| format!("fragment F{at} on Query {{ me {{ ...F{} }} }} ", at + 1))
                + "fragment F60 on Query { echo } { ...F0 }",
        ),
        document(
            "many fragments",
            repeat(300, |at| format!("fragment F{at} on Query {{ echo }} ")) + "{ echo }",
        ),
        document("many spreads", format!("{{ {} }} fragment F on Query {{ echo }}", "...F ".repeat(61))),
        document(
            "alias bomb",
            format!(
                "{{ ...F {} }} fragment F on Query {{ {} }}",
                repeat(4, |at| format!("m{at}: me {{ ...F }} ")),
                repeat(20, |at| format!("a{at}: echo "))
            ),
        ),
    ]);
    cases
}

/// Much of one thing.
fn quantity() -> Vec<Case> {
    vec![
        document("aliases 51", format!("{{ {} }}", repeat(51, |at| format!("a{at}: echo ")))),
        document("aliases 1000", format!("{{ {} }}", repeat(1_000, |at| format!("a{at}:echo ")))),
        document("aliases 10000", format!("{{ {} }}", repeat(10_000, |at| format!("a{at}:echo ")))),
        document("typename aliases", format!("{{ {} }}", repeat(100, |at| format!("a{at}:__typename ")))),
        document(
            "schema aliases",
            format!("{{ {} }}", repeat(20, |at| format!("a{at}: __schema {{ types {{ name }} }} "))),
        ),
        document("fields 600", format!("{{ {} }}", "echo ".repeat(600))),
        document("fields 5000", format!("{{ {} }}", "echo ".repeat(5_000))),
        document("directives on a field", format!("{{ echo {} }}", "@include(if: true) ".repeat(51))),
        document("directives apart", format!("{{ {} }}", "echo @skip(if: true) ".repeat(51))),
        document("directives on the operation", format!("query Q {} {{ echo }}", "@a ".repeat(60))),
        document(
            "directives on a fragment",
            format!("{{ ...F }} fragment F on Query {} {{ echo }}", "@a ".repeat(60)),
        ),
        document("variables", format!("query Q({}) {{ echo }}", repeat(900, |at| format!("$v{at}:Int ")))),
        document("arguments", format!("{{ echo({}) }}", repeat(900, |at| format!("a{at}:1 ")))),
        document("long name", format!("{{ {} }}", "a".repeat(16_000))),
        document("long text", format!("{{ echo(text: \"{}\") }}", "a".repeat(17_000))),
        document("long comment", format!("# {}\n{{ echo }}", "a".repeat(17_000))),
        document("long number", format!("{{ many(n: {}) }}", "9".repeat(10_000))),
        document("600 KB", format!("{{ {} }}", "echo ".repeat(120_000))),
        document("operations", "query A { echo } query B { echo }"),
        document("many operations", repeat(200, |at| format!("query Q{at} {{ echo }} "))),
        document("no operation", "fragment F on Query { echo }"),
        document("two mutations", "mutation { bump other: bump }"),
        document(
            "mutations by alias",
            format!("mutation {{ {} }}", repeat(100, |at| format!("a{at}: signIn "))),
        ),
        document(
            "mutations by fragment",
            "mutation { ...A ...A2 } fragment A on Mutation { bump } fragment A2 on Mutation { b: bump }",
        ),
    ]
}

/// Pages and texts.
fn values() -> Vec<Case> {
    let mut cases: Vec<Case> = ["0", "-1", "101", "2147483647", "2147483648", "1e9", "99999999999999999999"]
        .map(|size| {
            document(format!("page {size}"), format!("{{ items(first: {size}) {{ nodes {{ name }} }} }}"))
        })
        .into();
    cases.extend([
        ("page by variable".into(), json!({"query": "query Q($n: Int) { items(first: $n) { nodes { name } } }", "variables": {"n": 1_000_000}})),
        ("nul in a variable".into(), json!({"query": "query Q($t: String) { echo(text: $t) }", "variables": {"t": "a\u{0}b"}})),
        document("nul in a text", "{ echo(text: \"\\u0000\") }"),
        document("nul between", "{ echo \u{0} }"),
        document("surrogate", "{ echo(text: \"\\ud800\") }"),
        document("huge number", "{ many(x: 1e400) }"),
        document("integer overflow", "{ many(n: 2147483648) }"),
        document("float for integer", "{ many(n: 1.5) }"),
        document("missing variable", "query Q($t: String!) { echo(text: $t) }"),
        ("wrong variable".into(), json!({"query": "query Q($n: Int) { many(n: $n) }", "variables": {"n": {"a": []}}})),
        document("unclosed", "{ echo(text: \"abc"),
        document("empty", " "),
        document("only a bracket", "{"),
        document("bidi", "{ \u{202e}ohce }"),
        document("byte order mark inside", "{ ec\u{feff}ho }"),
        document("unknown field", "{ pg_sleep }"),
        document("subscription over http", "subscription { counted(to: 1) { nothing } }"),
        document("entities", "{ _entities(representations: []) { __typename } _service { sdl } }"),
    ]);
    cases
}

fn cases() -> Vec<Case> {
    [nesting(), fragments(), quantity(), values()].concat()
}

#[tokio::test]
async fn over_http_each_is_refused_at_once() {
    let server = Server::start().await;
    let cases = cases();
    assert!(cases.len() >= 100, "{}", cases.len());
    for (name, body) in cases {
        let body = body.to_string();
        let began = Instant::now();
        let answer = server.post(&[JSON, STRICT], &body).await;
        let took = began.elapsed();
        let is_refused = (400..500).contains(&answer.status()) || answer.json()["data"].is_null();
        assert!(is_refused, "{name}: {}", answer.raw);
        assert!(matches!(answer.code().as_str(), "INVALID" | "TOO_COMPLEX"), "{name}: {}", answer.raw);
        assert!(answer.raw.len() < 64 * 1024, "{name}");
        assert!(took < AT_ONCE, "{name} took {took:?}");
    }
    assert!(server.is_alive().await);
}

#[tokio::test]
async fn over_a_socket_each_is_refused_at_once() {
    let server = Server::start().await;
    for part in cases().chunks(200) {
        let mut socket = server.signed_in("ana").await;
        for (name, body) in part {
            let began = Instant::now();
            socket.say(json!({"type": "subscribe", "id": "1", "payload": body})).await;
            let Heard::Message(message) = socket.hear().await else { panic!("{name}") };
            assert_eq!(message["type"], "error", "{name}: {message}");
            let code = message["payload"][0]["extensions"]["code"].as_str().unwrap_or_default();
            assert!(matches!(code, "INVALID" | "TOO_COMPLEX"), "{name}: {message}");
            assert!(began.elapsed() < AT_ONCE, "{name} took {:?}", began.elapsed());
        }
    }
    assert!(server.is_alive().await);
}

#[tokio::test]
async fn many_bombs_at_once_leave_room_for_others() {
    let server = Server::start().await;
    let body = json!({"query": bomb(29, 2)}).to_string();
    let headers = [JSON];
    let bombs = futures_util::future::join_all((0..200).map(|_| server.post(&headers, &body)));
    let other = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let began = Instant::now();
        assert!(server.is_alive().await);
        began.elapsed()
    };
    let (_, waited) = tokio::join!(bombs, other);
    assert!(waited < Duration::from_secs(10), "a bomb let in would take longer: {waited:?}");
}
