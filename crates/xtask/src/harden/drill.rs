//! A whole product for a drill: a database server of its own, the demonstration, and the least HTTP client that can
//! ask it something.

use super::Ground;
use crate::postgres::throwaway::{self, Throwaway};
use crate::postgres::{self, Passwords, Urls};
use crate::product::{self, Product};
use crate::repo;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::time::Duration;

const TIME: Duration = Duration::from_secs(20);
const SIGN_IN: &str = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken } }";
const PLACES: &str = "{ viewer { memberships { tenant { id } roles { role } } } }";
const CREATE: &str =
    "mutation($input: CreatePlanInput!) { createPlan(input: $input) { planEdge { node { id } } } }";

/// A product over a database server of its own. Both end with it; servers of the product are the drill's.
pub struct Drill {
    pub product: Product,
    pub urls: Urls,
    pub home: PathBuf,
    database: &'static str,
    server: Throwaway,
}

/// Somebody who is signed in and may make plans.
pub struct Writer {
    token: String,
    tenant: Value,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub body: Value,
}

impl Drill {
    /// A prepared and empty database.
    pub fn open(ground: &Ground<'_>, name: &'static str) -> Result<Self> {
        let home = ground.home.join(name);
        product::stop_leftover(ground.repo, &home)?;
        let _ = std::fs::remove_dir_all(&home);
        repo::private_folder(&home)?;
        let server = throwaway::start(ground.repo)?;
        let database = "calitas_drill";
        let urls = postgres::prepare(&server.admin_url, &Passwords::generate()?, database)?;
        let product = Product::new(ground.repo, &urls, product::free_address()?, &home)?;
        Ok(Self { product, urls, home, database, server })
    }

    /// The superuser's address of the drill's database.
    pub fn admin_url(&self) -> String {
        let (server, _) = self.server.admin_url.rsplit_once('/').unwrap_or((&self.server.admin_url, ""));
        format!("{server}/{}", self.database)
    }

    /// The folder of the programs that the database server came with, when this one is among them.
    pub fn programs(&self, needed: &str) -> Result<Option<PathBuf>> {
        let mut admin = postgres::connect(&self.server.admin_url)?;
        let row = admin.query_one("SELECT setting FROM pg_config WHERE name = 'BINDIR'", &[])?;
        let folder = PathBuf::from(row.get::<_, String>(0));
        Ok(folder.join(needed).is_file().then_some(folder))
    }
}

/// Asks a server; the error is one of the connection.
pub fn ask(address: SocketAddr, token: Option<&str>, document: &str, variables: &Value) -> Result<Reply> {
    let body = json!({ "query": document, "variables": variables }).to_string();
    let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    let mut stream = TcpStream::connect_timeout(&address, TIME)?;
    stream.set_read_timeout(Some(TIME))?;
    write!(
        stream,
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Accept: application/graphql-response+json\r\n{token}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("the answer broke off")?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
    Ok(Reply { status, body: serde_json::from_str(body).context("the answer is no JSON")? })
}

impl Writer {
    /// Signs in as somebody of the demonstration who may make plans.
    pub fn sign_in(product: &Product) -> Result<Self> {
        let logins = product.output(&["demo", "--list-logins"])?;
        let password = logins.lines().next().and_then(|line| line.rsplit(": ").next()).unwrap_or_default();
        let emails = logins.lines().skip(1).filter_map(|line| line.split_whitespace().next());
        for email in emails {
            let input = json!({ "input": { "email": email, "password": password } });
            let entered = ask(product.listen(), None, SIGN_IN, &input)?;
            let Some(token) = entered.body.pointer("/data/signIn/accessToken").and_then(Value::as_str) else {
                bail!("{email} cannot sign in: {}", entered.body);
            };
            let seen = ask(product.listen(), Some(token), PLACES, &json!({}))?;
            let places = seen.body.pointer("/data/viewer/memberships").and_then(Value::as_array).cloned();
            let is_manager = |place: &Value| {
                place["roles"]
                    .as_array()
                    .is_some_and(|roles| roles.iter().any(|held| held["role"] == "QUALITY_MANAGER"))
            };
            if let Some(place) = places.unwrap_or_default().into_iter().find(is_manager) {
                return Ok(Self { token: token.to_owned(), tenant: place["tenant"]["id"].clone() });
            }
        }
        bail!("nobody of the demonstration may make plans")
    }

    /// Makes a plan; asked again with the same key, the same one.
    pub fn write(&self, address: SocketAddr, key: &str) -> Result<Reply> {
        let input = json!({ "tenantId": self.tenant, "kind": "IMPROVEMENT", "title": format!("Plan {key}"),
            "periodStart": "2027-01-01", "periodEnd": "2027-12-31", "idempotencyKey": key });
        ask(address, Some(&self.token), CREATE, &json!({ "input": input }))
    }

    /// Reads the plans.
    pub fn read(&self, address: SocketAddr) -> Result<Reply> {
        let document = "query($id: ID!) { plans(tenantId: $id) { nodes { id title status } } }";
        ask(address, Some(&self.token), document, &json!({ "id": self.tenant }))
    }
}

impl Reply {
    /// Whether it is an answer without errors.
    pub fn is_good(&self) -> bool {
        self.status == 200 && self.body.get("errors").is_none()
    }
}
