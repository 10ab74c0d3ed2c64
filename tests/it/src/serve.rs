//! The program itself: what it refuses to start on, what it tells operators, and how it stops.

use crate::program::{Program, ask, calitas, get};
use calitas_app::identity::account;
use calitas_domain::{access::Role, identity::Language};
use calitas_graphql::node::GlobalId;
use calitas_kit::{World, database::TestDatabase, hard};
use serde_json::json;
use sqlx::{Connection, PgConnection};
use std::time::{Duration, Instant};
use tokio::{net::TcpStream, process::Command, time::timeout};

#[tokio::test]
async fn it_refuses_roles_that_row_level_security_does_not_hold() {
    let database = TestDatabase::create().await.expect("a database");
    for (variable, url) in [
        ("CALITAS_DATABASE__APP_URL", &database.admin_url),
        ("CALITAS_DATABASE__APP_URL", &database.owner_url),
        ("CALITAS_DATABASE__IDENTITY_URL", &database.admin_url),
        ("CALITAS_DATABASE__OVERSIGHT_URL", &database.owner_url),
    ] {
        let began = Instant::now();
        let ended = calitas(&database, &["serve"]).env(variable, url).output();
        let ended =
            timeout(Duration::from_secs(5), ended).await.expect("ends within five seconds").expect("ran");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success() && said.contains("row-level security"), "{variable}: {said}");
        assert!(began.elapsed() < Duration::from_secs(5));
    }
}

#[tokio::test]
async fn it_refuses_a_database_that_does_not_answer() {
    let database = TestDatabase::create().await.expect("a database");
    let mut serve = calitas(&database, &["serve"]);
    serve.env("CALITAS_DATABASE__APP_URL", "postgres://calitas_app:x@127.0.0.1:1/calitas");
    let ended = timeout(Duration::from_secs(6), serve.output()).await.expect("ends").expect("ran");
    assert!(!ended.status.success());
}

#[tokio::test]
async fn it_stops_in_order_when_told() {
    let database = TestDatabase::create().await.expect("a database");
    let mut server = Program::start(&database).await;
    assert!(server.get("/health/ready").await.contains(r#"{"status":"ready"}"#));
    assert!(server.get("/.well-known/jwks.json").await.contains("Ed25519"));
    assert!(server.get("/mailbox").await.contains("<h1>"));
    let id = server.child.id().expect("running").to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.expect("ran").success());
    let ended = timeout(Duration::from_secs(10), server.child.wait()).await.expect("stops").expect("ended");
    assert_eq!(ended.code(), Some(0));
    assert!(TcpStream::connect(&server.address).await.is_err());
}

/// Prepared so that the words of a person are recognised wherever they turn up.
const PASSWORD: &str = "zorile deasupra dealului";
const WRONG: &str = "parola gresita a cuiva";

#[tokio::test]
async fn its_log_and_its_metrics_say_nothing_of_people_and_all_of_what_happens() {
    let world = World::new().await;
    let admin = &world.hall.people[&Role::InstitutionAdmin];
    account::establish(&world.app, &admin.email, "Administratorul", PASSWORD, Language::Ro)
        .await
        .expect("a password");
    let server = Program::start(&world.database).await;
    let token = server.sign_in(&admin.email, PASSWORD).await;
    let sign_in = "mutation SignIn($input: SignInInput!) { signIn(input: $input) { accessToken } }";
    let invite = "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { __typename } }";
    let reset =
        "mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename } }";
    let guest = |name: &str| {
        json!({ "tenantId": world.hall.id.global(), "email": "invitata@primarie.test", "displayName": name,
            "roles": [{ "role": "QUALITY_MANAGER" }] })
    };
    let forged = format!("{token}x");
    let plan = json!({ "tenantId": world.hall.id.global(), "kind": "IMPROVEMENT", "title": "Titlu secret",
        "periodStart": "2027-01-01", "periodEnd": "2027-12-31" });
    let create = "mutation($input: CreatePlanInput!) { createPlan(input: $input) { __typename } }";
    for (token, document, input, status) in [
        (None, sign_in, json!({ "email": admin.email, "password": WRONG }), 200),
        (None, reset, json!({ "email": admin.email }), 200),
        (Some(&token), invite, guest("Dirigintele Popescu"), 200),
        (Some(&token), invite, guest("Dirigintele Popescu"), 200),
        (Some(&token), create, plan, 200),
        (Some(&forged), invite, guest("Dirigintele Popescu"), 401),
    ] {
        let (token, input) = (token.map(String::as_str), json!({ "input": input }));
        let reply = ask(&server.address, token, document, &input).await.expect("an answer");
        assert!(reply.status == status || reply.status == 401, "{document}: {reply:?}");
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let metrics = get(&server.operator, "/metrics").await;
    let log = server.log();
    for words in [
        admin.email.as_str(),
        "invitata@primarie",
        PASSWORD,
        WRONG,
        "Popescu",
        "Administratorul",
        "Titlu secret",
        &token,
        "Instituția",
        "127.0.0.1",
    ] {
        assert!(!log.contains(words), "the log says {words}:\n{log}");
        assert!(!metrics.contains(words), "the metrics say {words}:\n{metrics}");
    }
    assert_eq!(log.matches(r#""http.route":"/graphql""#).count(), 7, "a line for each request:\n{log}");
    for figure in [
        r#"calitas_operations_total{kind="mutation",operation="other",code="OK"}"#,
        r#"calitas_operations_total{kind="mutation",operation="other",code="FORBIDDEN"}"#,
        r#"calitas_http_requests_total{route="/graphql",status="401"}"#,
        r#"calitas_operation_seconds_count{kind="mutation",operation="other"}"#,
        r#"calitas_database_connections{pool="app",state="used"}"#,
        r#"calitas_database_connections_limit{pool="identity"}"#,
        r#"calitas_mails{state="waiting"}"#,
        "calitas_mail_wait_seconds",
    ] {
        assert!(metrics.contains(figure), "{figure} is missing:\n{metrics}");
    }
}

#[tokio::test]
async fn journal_verify_names_the_institution_and_the_first_broken_entry() {
    let world = World::new().await;
    let run = async |arguments: &[&str]| {
        let ended = calitas(&world.database, arguments).output().await.expect("ran");
        let said = String::from_utf8_lossy(&ended.stdout).into_owned();
        (ended.status.code(), said, String::from_utf8_lossy(&ended.stderr).into_owned())
    };
    let (code, said, _) = run(&["journal", "verify"]).await;
    assert_eq!((code, said.lines().count()), (Some(0), 3), "{said}");
    assert!(said.lines().all(|line| line.contains("intact")), "{said}");
    let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("the superuser");
    let change = "UPDATE journal SET at = at + interval '1 second' WHERE tenant_id = $1 AND position = 2";
    sqlx::query(change).bind(world.hall.id.0).execute(&mut admin).await.expect("changed");
    let (code, said, complaint) = run(&["journal", "verify"]).await;
    assert_eq!((code, complaint.trim()), (Some(1), "calitas: 1 of 3 journals are broken"));
    let broken: Vec<_> = said.lines().filter(|line| line.contains("BROKEN")).collect();
    assert!(matches!(broken[..], [line] if line.starts_with("hall ") && line.contains("entry 2 ")), "{said}");
    assert_eq!(run(&["journal", "verify", "police"]).await.0, Some(0));
    assert_eq!(run(&["journal", "verify", "nowhere"]).await.0, Some(1));
}

#[tokio::test]
async fn it_refuses_settings_that_cannot_work() {
    let database = TestDatabase::create().await.expect("a database");
    for (variable, value, word) in [
        ("CALITAS_ENVIRONMENT", "production", "CALITAS_PUBLIC_URL"),
        ("CALITAS_ENVIRONMENT", "playground", "environment"),
        ("CALITAS_LISTEN", "nowhere", "LISTEN"),
        ("CALITAS_PUBLIC_URL", "ftp://x", "public_url"),
        ("CALITAS_DATABASE__APP_URL", "", "CALITAS_DATABASE__APP_URL"),
    ] {
        let ended = calitas(&database, &["serve"]).env(variable, value).output().await.expect("ran");
        let said = String::from_utf8_lossy(&ended.stderr).to_lowercase();
        assert!(!ended.status.success() && said.contains(&word.to_lowercase()), "{variable}={value}: {said}");
    }
}

#[tokio::test]
async fn a_new_secret_is_taken_up_by_one_server_after_the_other_and_signs_nobody_out() {
    let (old, new) =
        ("the secret of last year, long enough to be one", "the secret of this year, long enough to be one");
    let world = World::new().await;
    let admin = &world.hall.people[&Role::InstitutionAdmin];
    account::establish(&world.app, &admin.email, "Administratorul", PASSWORD, Language::Ro)
        .await
        .expect("a password");
    // First the new one is only believed, then it signs, at last the old one goes.
    let steps: [&[(&str, &str)]; 4] = [
        &[("0001", old)],
        &[("0000", new), ("0001", old)],
        &[("0001", old), ("0002", new)],
        &[("0002", new)],
    ];
    let mut servers = Vec::new();
    for files in steps {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, secret) in files {
            std::fs::write(folder.path().join(name), secret).expect("a secret");
        }
        let settings = [("CALITAS_SECRETS", folder.path().display().to_string())];
        let server = Program::start_with(&world.database, &settings).await;
        let token = server.sign_in(&admin.email, PASSWORD).await;
        servers.push((server, token));
    }
    let status = async |server: usize, token: usize| {
        let (server, token) = (&servers[server].0, &servers[token].1);
        let document = "{ viewer { account { email } } }";
        ask(&server.address, Some(token), document, &json!({})).await.expect("an answer").status
    };
    let mut count = 0;
    for server in 0..steps.len() {
        // Those that run at the same time while servers are replaced, and the one before.
        for token in server.saturating_sub(1)..(server + 2).min(steps.len()) {
            assert_eq!(status(server, token).await, 200, "the token of step {token} in step {server}");
            count += 1;
        }
    }
    assert_eq!(status(3, 0).await, 401, "the old secret is gone");
    hard::figure(format_args!("{count} tokens of other steps taken; 0 refused"));
}
