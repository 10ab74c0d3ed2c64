//! The caller's own account and sessions; accounts made by commands.

use super::password;
use crate::{app::App, ctx::Ctx};
use calitas_domain::{
    Check, Conflict, Error, Reason,
    id::AccountId,
    identity::{self, Account, Language, Session},
};
use calitas_store::{IdentityTx, identity as rows};

/// The caller's account.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn own(ctx: &Ctx) -> Result<Account, Error> {
    let id = ctx.account()?;
    let known = rows::account::find(&mut ctx.app().identity().await?, id).await?;
    known.map(|known| known.account).ok_or(Error::Unauthenticated)
}

/// The caller's sessions, the last used first.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn sessions(ctx: &Ctx) -> Result<Vec<Session>, Error> {
    let id = ctx.account()?;
    let sessions = rows::session::of_account(&mut ctx.app().identity().await?, id).await?;
    Ok(sessions.into_iter().filter(|session| session.is_live(ctx.now())).collect())
}

/// Changes how the caller is addressed and in which language.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Conflict`] when the account was changed since that version.
pub async fn update(
    ctx: &Ctx,
    expected_version: i32,
    display_name: Option<&str>,
    language: Option<Language>,
) -> Result<Account, Error> {
    let id = ctx.account()?;
    let mut tx = ctx.app().identity().await?;
    let account = rows::account::lock(&mut tx, id).await?.ok_or(Error::Unauthenticated)?.account;
    if account.version != expected_version {
        let current_version = Some(account.version);
        return Err(Error::Conflict(Box::new(Conflict {
            reason: Reason::ChangedMeanwhile,
            current_version,
            fields: Vec::new(),
        })));
    }
    let mut check = Check::new();
    let display_name = display_name.map(|name| check.text("displayName", name, 2..=160));
    check.done()?;
    let account = Account {
        display_name: display_name.unwrap_or(account.display_name),
        language: language.unwrap_or(account.language),
        version: account.version + 1,
        ..account
    };
    rows::account::save(&mut tx, &account).await?;
    rows::account::note(&mut tx, ctx.new_id(), Some(id), None, "account_updated", ctx.now()).await?;
    tx.commit().await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(account)
}

/// Makes an account with a password, for the first administrator and the demonstration. An address that has one keeps
/// it, with this password.
///
/// # Errors
/// [`Error::Invalid`] for address, name or password.
pub async fn establish(
    app: &App,
    email: &str,
    display_name: &str,
    password: &str,
    language: Language,
) -> Result<AccountId, Error> {
    let email = identity::email(email).map_err(|reason| Error::invalid("email", reason))?;
    identity::password(password, &email).map_err(|reason| Error::invalid("password", reason))?;
    let mut check = Check::new();
    let display_name = check.text("displayName", display_name, 2..=160);
    check.done()?;
    let password_hash = password::hash(app, password).await?;
    let mut tx = app.identity().await?;
    let id = match rows::account::by_email(&mut tx, &email).await? {
        Some(known) => {
            rows::account::set_password(&mut tx, known.account.id, &password_hash).await?;
            known.account.id
        }
        None => create(app, &mut tx, email, display_name, &password_hash, language).await?,
    };
    rows::account::note(&mut tx, app.new_id(), Some(id), None, "account_established", app.now()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes an account of the demonstration, whose password is known to everybody. An address that has an account keeps
/// it as it is.
///
/// # Errors
/// [`Error::Invalid`] for the address; when the database does not answer.
pub(crate) async fn demonstrate(
    app: &App,
    email: &str,
    display_name: &str,
    password: &password::Published,
    language: Language,
) -> Result<AccountId, Error> {
    let email = identity::email(email).map_err(|reason| Error::invalid("email", reason))?;
    let mut tx = app.identity().await?;
    if let Some(known) = rows::account::by_email(&mut tx, &email).await? {
        return Ok(known.account.id);
    }
    let password_hash = password.hash(app).await?;
    let id = create(app, &mut tx, email, display_name.to_owned(), password_hash, language).await?;
    rows::account::note(&mut tx, app.new_id(), Some(id), None, "account_established", app.now()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Closes an account or opens it again; closed, its sessions end.
///
/// # Errors
/// [`Error::NotFound`] for an unknown address.
pub async fn set_disabled(app: &App, email: &str, disabled: bool) -> Result<(), Error> {
    let email = identity::email(email).map_err(|reason| Error::invalid("email", reason))?;
    let mut tx = app.identity().await?;
    let known = rows::account::by_email(&mut tx, &email).await?.ok_or(Error::NotFound(AccountId::KIND))?;
    let account = known.account;
    let disabled_at = disabled.then(|| app.now());
    let account = Account { disabled_at, version: account.version + 1, ..account };
    rows::account::save(&mut tx, &account).await?;
    rows::session::revoke_all(&mut tx, account.id, None, app.now()).await?;
    let kind = if disabled { "account_disabled" } else { "account_enabled" };
    rows::account::note(&mut tx, app.new_id(), Some(account.id), None, kind, app.now()).await?;
    tx.commit().await?;
    app.cache().changed(app.store());
    Ok(())
}

async fn create(
    app: &App,
    tx: &mut IdentityTx,
    email: String,
    display_name: String,
    password_hash: &str,
    language: Language,
) -> Result<AccountId, Error> {
    let id = AccountId(app.new_id());
    let account = Account { id, email, display_name, language, disabled_at: None, version: 1 };
    rows::account::create(tx, &account, password_hash, app.now()).await?;
    Ok(id)
}
