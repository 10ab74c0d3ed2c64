//! Every setting in words, in the order people meet them.

use super::{PREFIX, Settings};
use serde_json::Value;
use std::fmt::Write;

/// One setting.
struct Row {
    key: &'static str,
    text: &'static str,
    shown: Shown,
}

/// Whether the value may be printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Plain,
    /// It holds a password.
    Masked,
}

const fn row(key: &'static str, text: &'static str) -> Row {
    Row { key, text, shown: Shown::Plain }
}

const fn secret(key: &'static str, text: &'static str) -> Row {
    Row { key, text, shown: Shown::Masked }
}

const TABLE: &[Row] = &[
    row(
        "environment",
        "production or development. Development allows any document, introspection, the explorer, the mailbox and pages of this machine.",
    ),
    row("listen", "Address and port of the server. TLS belongs to the proxy in front."),
    row(
        "operator_listen",
        "Address and port of /metrics. Port 0 takes a free one and logs it. Never reachable from outside.",
    ),
    row(
        "public_url",
        "Address people reach the server under, https://calitas.example. Also names the issuer of tokens; in links of mails. Development takes the one it listens on.",
    ),
    row(
        "web_dir",
        "Folder of the built pages, with trusted-documents.json. Without it only the API is served.",
    ),
    row(
        "secrets",
        "Folder of secrets, one file each, the name that sorts last in use. Made with one secret when empty. All servers share it; keep it out of backups of the database.",
    ),
    row(
        "trusted_proxies",
        "Networks of proxies in front, separated by commas. Only they are believed about the caller's address.",
    ),
    row("connections", "Most connections at a time."),
    row(
        "workers",
        "Whether the server also does the background work: notifications, reminders, mail, sweeping up after files. Several servers may; false where `calitas work` runs by itself.",
    ),
    secret("database.owner_url", "Database as calitas_owner; only `calitas migrate` needs it."),
    secret("database.app_url", "Database as calitas_app: what members do."),
    secret("database.identity_url", "Database as calitas_identity: accounts and sessions."),
    secret("database.oversight_url", "Database as calitas_oversight: what institutions have released."),
    row(
        "database.connections",
        "Connections as calitas_app; the other roles get a half and a quarter. 16 when not set.",
    ),
    row("mail.mode", "smtp, or mailbox in development: mails are then read at /mailbox."),
    secret("mail.smtp_url", "Mail server, smtps://user:password@host or smtp://host:25."),
    row("mail.from", "Sender of mails, Calitas <calitas@example.ro>."),
    row(
        "files.folder",
        "Folder for the files people bring, unless a bucket is set. Servers of one installation share it, over NFS for instance.",
    ),
    row("files.bucket", "Bucket for files in a store that speaks S3, instead of the folder."),
    row("files.endpoint", "Address of that store, https://s3.example.ro; Amazon's own when not set."),
    row("files.region", "Region of the bucket."),
    row("files.access_key", "Name of the key to the bucket."),
    secret("files.secret_key", "The key to the bucket."),
    row(
        "files.file_mib",
        "Largest file in MiB, at most 2047. It also takes its size in the temporary folder while it is examined.",
    ),
    row("files.tenant_mib", "Room for the files of one institution in MiB."),
    row(
        "files.clamd",
        "Antivirus: clamd as host:port or the path of its socket. Without it files are not scanned. StreamMaxLength of clamd must not be smaller than the largest file.",
    ),
    row("log.format", "json or text. By default json in production, text in development."),
    row(
        "log.filter",
        "Which events are logged: error, warn, info or debug, also per module: info,sqlx=warn.",
    ),
    row(
        "traces.endpoint",
        "Collector of OpenTelemetry traces that takes OTLP over HTTP: http://127.0.0.1:4318/v1/traces. Without it none are made.",
    ),
    row(
        "traces.ratio",
        "How many of the traces that begin here are sent, from 0 to 1; those a trusted proxy began follow the proxy.",
    ),
];

/// Whether a setting of this name exists.
pub(super) fn is_setting(key: &str) -> bool {
    TABLE.iter().any(|row| row.key == key)
}

/// The variable that sets it.
pub(super) fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_ascii_uppercase())
}

/// All settings as a file with comments: meaning, variable, default and current value.
pub fn explain(current: &Settings) -> String {
    let (current, defaults) = (values(current), values(&Settings::default()));
    let mut text = String::from(
        "# Settings of Calitas. A file like this is read with --config; variables win over it.\n",
    );
    let mut table = "";
    for row in TABLE {
        let (own_table, name) = row.key.split_once('.').unwrap_or(("", row.key));
        if own_table != table {
            table = own_table;
            let _ = write!(text, "\n[{table}]\n");
        }
        let line = match (&current[row.key], row.shown) {
            (Value::Null, _) => format!("# {name} is not set"),
            (_, Shown::Masked) => format!("# {name} is set and not shown"),
            (value, Shown::Plain) => format!("{name} = {value}"),
        };
        let default = match &defaults[row.key] {
            Value::Null => "none".to_owned(),
            value => value.to_string(),
        };
        let _ = write!(text, "\n# {}\n# {}, default {default}\n{line}\n", row.text, variable(row.key));
    }
    text
}

/// The leaves of the settings by their keys.
pub(super) fn values(settings: &Settings) -> serde_json::Map<String, Value> {
    fn walk(prefix: &str, value: Value, into: &mut serde_json::Map<String, Value>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let key = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
                    walk(&key, value, into);
                }
            }
            leaf => {
                into.insert(prefix.to_owned(), leaf);
            }
        }
    }
    let mut leaves = serde_json::Map::new();
    let all = serde_json::to_value(settings).expect("settings are texts, numbers and lists");
    walk("", all, &mut leaves);
    leaves
}

#[cfg(test)]
pub(super) fn keys() -> Vec<&'static str> {
    TABLE.iter().map(|row| row.key).collect()
}
