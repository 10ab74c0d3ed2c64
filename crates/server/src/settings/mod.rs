//! What can be set: defaults, then a file, then the environment; the last one wins. Every setting is explained in
//! `table`, which `calitas config` prints.
//!
//! To add a setting: a field with its default here, a row in the table; a test compares the two.

mod table;
mod traces;

pub use table::explain;
pub use traces::Traces;

use axum::http::Uri;
use calitas_app::document::{FileLimits, Place};
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use ipnet::IpNet;
use serde::{Deserialize, Deserializer, Serialize};
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// Prefix of the environment; `__` goes one level down: `CALITAS_DATABASE__APP_URL` is `database.app_url`.
const PREFIX: &str = "CALITAS_";

/// All settings.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How strict the server is.
    pub environment: Environment,
    /// Address of the server.
    pub listen: SocketAddr,
    /// Address of the operator's listener.
    pub operator_listen: SocketAddr,
    /// Address people reach the server under; in development the one it listens on.
    pub public_url: String,
    /// Folder of the web build.
    pub web_dir: Option<PathBuf>,
    /// Folder of secrets.
    pub secrets: PathBuf,
    /// Proxies in front.
    #[serde(deserialize_with = "words")]
    pub trusted_proxies: Vec<IpNet>,
    /// Most connections at a time.
    pub connections: usize,
    /// Whether the server also does the background work.
    pub workers: bool,
    /// The database.
    pub database: Database,
    /// Mail.
    pub mail: Mail,
    /// Files that people bring.
    pub files: Files,
    /// Logs.
    pub log: Log,
    /// Traces.
    pub traces: Traces,
}

/// How strict the server is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// On the machine of whoever tries it out.
    Development,
    /// Where real people work.
    Production,
}

/// The database, one address per role.
#[derive(Debug, Clone, Default, Serialize, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// As `calitas_owner`; only for `migrate`.
    pub owner_url: Option<String>,
    /// As `calitas_app`.
    pub app_url: Option<String>,
    /// As `calitas_identity`.
    pub identity_url: Option<String>,
    /// As `calitas_oversight`.
    pub oversight_url: Option<String>,
    /// Connections of the app pool.
    pub connections: Option<u32>,
}

/// Where mail goes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The way.
    pub mode: MailMode,
    /// The mail server.
    pub smtp_url: Option<String>,
    /// The sender.
    pub from: Option<String>,
}

/// The way of mail.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum MailMode {
    /// To a mail server.
    #[default]
    Smtp,
    /// To the page `/mailbox`, in development only.
    Mailbox,
}

/// Where files lie and which are taken.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// A folder.
    pub folder: PathBuf,
    /// A bucket instead of the folder.
    pub bucket: Option<String>,
    /// Address of the store of the bucket.
    pub endpoint: Option<String>,
    /// Region of the bucket.
    pub region: String,
    /// Name of the key to the bucket.
    pub access_key: Option<String>,
    /// The key to the bucket.
    pub secret_key: Option<String>,
    /// Largest file.
    pub file_mib: u32,
    /// Room of one institution.
    pub tenant_mib: u32,
    /// The antivirus.
    pub clamd: Option<String>,
}

/// What is logged and how.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// The form; by default text in development and JSON in production.
    pub format: Option<LogFormat>,
    /// Which events.
    pub filter: String,
}

/// The form of logs.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            environment: Environment::Production,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            operator_listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: String::new(),
            web_dir: None,
            secrets: PathBuf::from("secrets"),
            trusted_proxies: Vec::new(),
            connections: 16_384,
            workers: true,
            database: Database::default(),
            mail: Mail::default(),
            files: Files::default(),
            log: Log::default(),
            traces: Traces::default(),
        }
    }
}

impl Default for Files {
    fn default() -> Self {
        let FileLimits { file_mib, tenant_mib } = FileLimits::default();
        Self {
            folder: PathBuf::from("files"),
            bucket: None,
            endpoint: None,
            region: "us-east-1".to_owned(),
            access_key: None,
            secret_key: None,
            file_mib,
            tenant_mib,
            clamd: None,
        }
    }
}

impl Files {
    /// The place of files.
    pub fn place(&self) -> Result<Place, SettingsError> {
        let Some(bucket) = self.bucket.clone().filter(|bucket| !bucket.is_empty()) else {
            return Ok(Place::Folder(self.folder.clone()));
        };
        Ok(Place::Bucket {
            endpoint: self.endpoint.clone(),
            bucket,
            region: self.region.clone(),
            access_key: Settings::required("files.access_key", &self.access_key)?.to_owned(),
            secret_key: Settings::required("files.secret_key", &self.secret_key)?.to_owned(),
        })
    }

    /// Which files are taken.
    pub fn limits(&self) -> Result<FileLimits, SettingsError> {
        // Sizes of files are whole numbers of 31 bits in the API.
        if !(1..=2047).contains(&self.file_mib) {
            return Err(SettingsError::Wrong("files.file_mib", "from 1 to 2047".to_owned()));
        }
        Ok(FileLimits { file_mib: self.file_mib, tenant_mib: self.tenant_mib })
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: None, filter: "info".into() }
    }
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A layer cannot be read, or a value has the wrong form.
    #[error("{0}")]
    Read(Box<figment::Error>),
    /// A setting that this command needs is missing.
    #[error("{0} is not set; `calitas config` explains every setting")]
    Missing(String),
    /// A setting that cannot work.
    #[error("{0}: {1}")]
    Wrong(&'static str, String),
}

impl Settings {
    /// Reads all layers. `file` is the file named on the command line, if any.
    pub fn read(file: Option<PathBuf>) -> Result<Self, SettingsError> {
        let mut layers = Figment::from(Serialized::defaults(Self::default()));
        if let Some(file) = file {
            layers = layers.merge(Toml::file_exact(file));
        }
        // Other programs of the project have variables of the same prefix: only settings are read.
        let environment =
            Env::prefixed(PREFIX).filter(|name| table::is_setting(&key(name.as_str()))).split("__");
        layers.merge(environment).extract().map_err(|error| SettingsError::Read(Box::new(error)))
    }

    /// The address people reach the server under, without a slash at the end.
    pub fn public_url(&self) -> Result<String, SettingsError> {
        let url = self.public_url.trim_end_matches('/');
        let url = match (self.environment, url) {
            (Environment::Production, "") => return Err(missing("public_url")),
            (Environment::Development, "") => format!("http://{}", self.listen),
            (_, url) => url.to_owned(),
        };
        let wrong = |why: &str| Err(SettingsError::Wrong("public_url", why.to_owned()));
        let Ok(uri) = url.parse::<Uri>() else { return wrong("not an address") };
        if uri.host().is_none() || uri.path() != "/" {
            return wrong("an address like https://calitas.example, without a path");
        }
        match (self.environment, uri.scheme_str()) {
            (_, Some("https")) | (Environment::Development, Some("http")) => Ok(url),
            (Environment::Production, Some("http")) if is_loopback(&uri) => Ok(url),
            (Environment::Production | Environment::Development, _) => {
                wrong("people must reach it over https")
            }
        }
    }

    /// A setting that the running command cannot do without.
    pub fn required<'a>(key: &str, value: &'a Option<String>) -> Result<&'a str, SettingsError> {
        value.as_deref().filter(|value| !value.is_empty()).ok_or_else(|| missing(key))
    }

    /// How logs look.
    pub fn log_format(&self) -> LogFormat {
        self.log.format.unwrap_or(match self.environment {
            Environment::Development => LogFormat::Text,
            Environment::Production => LogFormat::Json,
        })
    }
}

fn is_loopback(uri: &Uri) -> bool {
    matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

/// `DATABASE__APP_URL` as it is called in the file: `database.app_url`.
fn key(name: &str) -> String {
    name.to_ascii_lowercase().replace("__", ".")
}

fn missing(key: &str) -> SettingsError {
    SettingsError::Missing(table::variable(key))
}

/// A list, or words separated by commas as in the environment.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        List(Vec<String>),
        Text(String),
    }
    let words = match Either::deserialize(deserializer)? {
        Either::List(words) => words,
        Either::Text(text) => text.split(',').map(str::to_owned).collect(),
    };
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let network = |word: &str| word.parse().or_else(|_| word.parse::<IpAddr>().map(IpNet::from));
    words.map(|word| network(word).map_err(serde::de::Error::custom)).collect()
}

#[cfg(test)]
mod tests;
