//! Codes as an authenticator app would show them.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret};

/// The code of a secret at an instant.
pub fn code(secret: &str, now: DateTime<Utc>) -> String {
    let secret = Secret::try_from_base32(secret).expect("a secret as it is typed");
    let app = Builder::new().with_secret(secret).build().expect("an app");
    app.generate(u64::try_from(now.timestamp()).expect("after 1970")).to_string()
}
