//! The program itself, as a process: what it refuses to start on, and how it stops. Needs the built binary, which
//! `cargo xtask test` names in `CALITAS_BIN`.

use calitas_kit::database::TestDatabase;
use std::{
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
    time::timeout,
};

/// The binary: the one the gate built, or cargo's of this build.
fn binary() -> PathBuf {
    std::env::var_os("CALITAS_BIN").map_or_else(
        || {
            let tests = std::env::current_exe().expect("the test has a file");
            tests.ancestors().nth(2).expect("cargo's folder").join("calitas")
        },
        PathBuf::from,
    )
}

fn calitas(database: &TestDatabase, command: &str) -> Command {
    let secrets = std::env::temp_dir().join(format!("calitas-it-{}", std::process::id()));
    let mut calitas = Command::new(binary());
    calitas
        .arg(command)
        .env("CALITAS_ENVIRONMENT", "development")
        .env("CALITAS_LISTEN", "127.0.0.1:0")
        .env("CALITAS_MAIL__MODE", "mailbox")
        .env("CALITAS_LOG__FORMAT", "json")
        .env("CALITAS_SECRETS", secrets)
        .env("CALITAS_DATABASE__OWNER_URL", &database.owner_url)
        .env("CALITAS_DATABASE__APP_URL", &database.app_url)
        .env("CALITAS_DATABASE__IDENTITY_URL", &database.identity_url)
        .env("CALITAS_DATABASE__OVERSIGHT_URL", &database.oversight_url)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    calitas
}

/// Starts a server and finds out where it listens.
async fn start(database: &TestDatabase) -> (Child, String) {
    let mut server = calitas(database, "serve").spawn().expect("the binary is built");
    let mut lines = BufReader::new(server.stdout.take().expect("piped")).lines();
    let address = timeout(Duration::from_secs(20), async {
        while let Some(line) = lines.next_line().await.expect("a log") {
            let entry: serde_json::Value = serde_json::from_str(&line).expect("logs are JSON");
            if let Some(address) = entry["listen"].as_str() {
                return address.to_owned();
            }
        }
        panic!("the server ended")
    })
    .await
    .expect("the server starts");
    // Nobody reads on: a server must not block on its log.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    (server, address)
}

async fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    answer
}

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
        let ended = calitas(&database, "serve").env(variable, url).output();
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
    let mut serve = calitas(&database, "serve");
    serve.env("CALITAS_DATABASE__APP_URL", "postgres://calitas_app:x@127.0.0.1:1/calitas");
    let ended = timeout(Duration::from_secs(6), serve.output()).await.expect("ends").expect("ran");
    assert!(!ended.status.success());
}

#[tokio::test]
async fn it_stops_in_order_when_told() {
    let database = TestDatabase::create().await.expect("a database");
    let (mut server, address) = start(&database).await;
    assert!(get(&address, "/health/ready").await.contains(r#"{"status":"ready"}"#));
    assert!(get(&address, "/.well-known/jwks.json").await.contains("Ed25519"));
    assert!(get(&address, "/mailbox").await.contains("<h1>"));
    let id = server.id().expect("running").to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.expect("ran").success());
    let ended = timeout(Duration::from_secs(10), server.wait()).await.expect("stops").expect("ended");
    assert_eq!(ended.code(), Some(0));
    assert!(TcpStream::connect(&address).await.is_err());
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
        let ended = calitas(&database, "serve").env(variable, value).output().await.expect("ran");
        let said = String::from_utf8_lossy(&ended.stderr).to_lowercase();
        assert!(!ended.status.success() && said.contains(&word.to_lowercase()), "{variable}={value}: {said}");
    }
}
