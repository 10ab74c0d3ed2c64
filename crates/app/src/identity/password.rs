//! Hashing passwords without stalling the server.

use crate::app::App;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use calitas_domain::Error;
use tokio::sync::OnceCell;

/// A hash no password has, so that an unknown address costs as long as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// A password that many accounts share because everybody knows it, hashed once when the first of them is made.
#[derive(Debug)]
pub(crate) struct Published {
    text: &'static str,
    hash: OnceCell<String>,
}

impl Published {
    /// Not hashed yet.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text, hash: OnceCell::const_new() }
    }

    /// Its hash.
    ///
    /// # Errors
    /// As [`hash`].
    pub(super) async fn hash(&self, app: &App) -> Result<&str, Error> {
        Ok(self.hash.get_or_try_init(|| hash(app, self.text)).await?)
    }
}

/// Hashes a password (Argon2id, 19 MiB, two passes).
///
/// # Errors
/// [`Error::Internal`] when hashing fails.
pub(super) async fn hash(app: &App, password: &str) -> Result<String, Error> {
    let password = password.to_owned();
    off_thread(app, move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash: PasswordHash| hash.to_string())
    })
    .await?
    .map_err(|error| Error::Internal(error.to_string().into()))
}

/// Whether a password fits a hash. Without a hash the work is done all the same and the answer is no.
///
/// # Errors
/// [`Error::Internal`] when the thread is lost.
pub(super) async fn fits(app: &App, password: &str, hash: Option<&str>) -> Result<bool, Error> {
    let (password, known) = (password.to_owned(), hash.is_some());
    let hash = hash.unwrap_or(NOBODY).to_owned();
    off_thread(app, move || {
        let parsed = PasswordHash::new(&hash);
        parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
            && known
    })
    .await
}

async fn off_thread<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let internal = |error: Box<dyn std::error::Error + Send + Sync>| Error::Internal(error);
    let _turn = app.hashing().acquire().await.map_err(|error| internal(Box::new(error)))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| internal(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_is_well_formed_and_costs_the_same() {
        let nobody = PasswordHash::new(NOBODY).expect("well formed");
        let real: PasswordHash = Argon2::default().hash_password(b"a password").expect("hashes");
        assert_eq!((nobody.algorithm, nobody.params.to_string()), (real.algorithm, real.params.to_string()));
        assert!(Argon2::default().verify_password(b"anything", &nobody).is_err());
    }
}
