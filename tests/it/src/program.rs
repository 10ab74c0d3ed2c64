//! The program itself, as a process of its own. Needs the built binary, which `cargo xtask test` names in
//! `CALITAS_BIN`.

use calitas_kit::database::TestDatabase;
use serde_json::{Value, json};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    process::{Child, Command},
    time::timeout,
};

/// A running server. It is killed when this is dropped.
pub struct Program {
    /// The process.
    pub child: Child,
    /// Where it serves.
    pub address: String,
    /// Where it shows its metrics.
    pub operator: String,
    log: Arc<Mutex<String>>,
}

/// What came back over HTTP.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub body: Value,
}

impl Reply {
    /// The code of the first error.
    pub fn code(&self) -> &str {
        self.body.pointer("/errors/0/extensions/code").and_then(Value::as_str).unwrap_or_default()
    }
}

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

/// The secrets that all tests share, made by the first.
fn secrets() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("secrets");
    if !folder.is_dir() {
        let draft = folder.with_extension(std::process::id().to_string());
        fs::create_dir_all(&draft).expect("a folder");
        fs::write(draft.join("0001"), "a secret that only tests use, long enough").expect("a file");
        // Another test was faster when this fails.
        if fs::rename(&draft, &folder).is_err() {
            fs::remove_dir_all(&draft).expect("our own draft");
        }
    }
    folder
}

/// A command of the program over a test's database.
pub fn calitas(database: &TestDatabase, arguments: &[&str]) -> Command {
    let mut calitas = Command::new(binary());
    calitas
        .args(arguments)
        .env("CALITAS_ENVIRONMENT", "development")
        .env("CALITAS_LISTEN", "127.0.0.1:0")
        .env("CALITAS_MAIL__MODE", "mailbox")
        .env("CALITAS_LOG__FORMAT", "json")
        .env("CALITAS_SECRETS", secrets())
        .env("CALITAS_DATABASE__OWNER_URL", &database.owner_url)
        .env("CALITAS_DATABASE__APP_URL", &database.app_url)
        .env("CALITAS_DATABASE__IDENTITY_URL", &database.identity_url)
        .env("CALITAS_DATABASE__OVERSIGHT_URL", &database.oversight_url)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    calitas
}

impl Program {
    /// Starts a server and finds out where it listens.
    pub async fn start(database: &TestDatabase) -> Self {
        Self::start_with(database, &[]).await
    }

    /// The same with settings beyond those of all tests.
    pub async fn start_with(database: &TestDatabase, settings: &[(&str, String)]) -> Self {
        let mut command = calitas(database, &["serve"]);
        command.envs(settings.iter().map(|(variable, value)| (variable, value)));
        let mut child = command.spawn().expect("the binary is built");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let log = Arc::new(Mutex::new(String::new()));
        let places = timeout(Duration::from_secs(20), async {
            while let Some(line) = lines.next_line().await.expect("a log") {
                let entry: Value = serde_json::from_str(&line).expect("logs are JSON");
                if let (Some(address), Some(operator)) =
                    (entry["listen"].as_str(), entry["operator.listen"].as_str())
                {
                    return (address.to_owned(), operator.to_owned());
                }
            }
            panic!("the server ended")
        });
        let (address, operator) = places.await.expect("the server starts");
        // A server must not wait for somebody who reads its log.
        let kept = Arc::clone(&log);
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let mut kept = kept.lock().expect("the log");
                kept.push_str(&line);
                kept.push('\n');
            }
        });
        Self { child, address, operator, log }
    }

    /// What it has logged since it serves.
    pub fn log(&self) -> String {
        self.log.lock().expect("the log").clone()
    }

    /// The answer to a GET, head and body.
    pub async fn get(&self, path: &str) -> String {
        get(&self.address, path).await
    }

    /// Kills it, as nothing can be caught.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("killed");
    }

    /// Signs in by password and gives back the access token.
    pub async fn sign_in(&self, email: &str, password: &str) -> String {
        let document = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
        let input = json!({ "input": { "email": email, "password": password } });
        let reply = ask(&self.address, None, document, &input).await.expect("an answer");
        let token = reply.body.pointer("/data/signIn/accessToken").and_then(Value::as_str);
        token.unwrap_or_else(|| panic!("{reply:?}")).to_owned()
    }
}

/// The answer to a GET, head and body.
pub async fn get(address: &str, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    exchange(address, &request).await.expect("an answer")
}

/// Asks the API of a server; the error is one of the connection.
pub async fn ask(address: &str, token: Option<&str>, document: &str, variables: &Value) -> io::Result<Reply> {
    let body = json!({ "query": document, "variables": variables }).to_string();
    let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Accept: application/graphql-response+json\r\n{token}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = exchange(address, &request).await?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let body = serde_json::from_str(body).map_err(|_| io::ErrorKind::UnexpectedEof)?;
    Ok(Reply { status, body })
}

async fn exchange(address: &str, request: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}
