//! Signing in, staying signed in, signing out, and passwords.

use super::{password, second_factor, throttle::Attempt};
use crate::{
    cache::Actor,
    ctx::Ctx,
    keys::{self, AccessToken},
    mail::Letter,
};
use calitas_domain::{
    Error, Reason,
    id::{AccountId, SessionId},
    identity::{self, RESET_LIFE, Refresh, SESSION_MAX, Session},
};
use calitas_store::{
    IdentityTx,
    identity::{account, mail, session, ticket},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// What a person gets who has come in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who, on which device.
    pub actor: Arc<Actor>,
    /// Opens the API for ten minutes.
    pub access_token: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// Brings the next access token; travels in a cookie only.
    pub refresh_token: String,
    /// Until when the cookie may live.
    pub refresh_expires_at: DateTime<Utc>,
}

/// Lets a person in by address, password and, where the account asks for it, the code of the second step.
///
/// # Errors
/// [`Reason::WrongCredentials`] whatever was wrong with the first two; [`Reason::SecondFactorNeeded`] and
/// [`Reason::WrongCode`] to who knows them; [`Error::RateLimited`] after too many tries of either, for unknown
/// addresses alike.
pub async fn sign_in(ctx: &Ctx, email: &str, password: &str, code: Option<&str>) -> Result<SignedIn, Error> {
    let email = identity::email(email).unwrap_or_default();
    let attempt = Attempt::count(ctx, "sign-in", &email).await?;
    let known = account::by_email(&mut ctx.app().identity().await?, &email).await?;
    let usable = known.as_ref().filter(|known| known.account.disabled_at.is_none());
    let hash = usable.and_then(|known| known.password_hash.as_deref());
    let fits =
        password.len() <= 4 * identity::PASSWORD_MAX && password::fits(ctx.app(), password, hash).await?;
    let Some(usable) = usable.filter(|_| fits) else {
        note(ctx, known.map(|known| known.account.id), None, "sign_in_refused").await?;
        return Err(Error::invalid("password", Reason::WrongCredentials));
    };
    second_factor::pass(ctx, usable, code).await?;
    let mut tx = ctx.app().identity().await?;
    attempt.succeeded(&mut tx).await?;
    begin(ctx, tx, usable.account.id).await
}

/// Begins a session for a person who has shown who they are.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn begin(ctx: &Ctx, mut tx: IdentityTx, account: AccountId) -> Result<SignedIn, Error> {
    let now = ctx.now();
    let device: String = ctx.meta().device.chars().filter(|c| !c.is_control()).take(200).collect();
    let session = Session {
        id: SessionId(ctx.new_id()),
        account,
        created_at: now,
        last_seen_at: now,
        device,
        generation: 1,
        rotated_at: now,
        revoked_at: None,
    };
    session::create(&mut tx, &session).await?;
    account::note(&mut tx, ctx.new_id(), Some(account), Some(session.id), "signed_in", now).await?;
    tx.commit().await?;
    admit(ctx, &session, session.generation).await
}

/// Brings the next access token by the refresh token of the cookie.
///
/// # Errors
/// [`Error::Unauthenticated`] when the session is over or the token was used before; then the whole session ends.
pub async fn refresh(ctx: &Ctx) -> Result<SignedIn, Error> {
    let token = ctx.meta().refresh_token.as_deref().ok_or(Error::Unauthenticated)?;
    let (id, generation) = ctx.app().keys().read_refresh_token(token).ok_or(Error::Unauthenticated)?;
    let now = ctx.now();
    let mut tx = ctx.app().identity().await?;
    let session = session::lock(&mut tx, id).await?.ok_or(Error::Unauthenticated)?;
    match session.refresh(generation, now) {
        Refresh::Rotate => {
            let next = session.generation + 1;
            session::rotate(&mut tx, id, next, now).await?;
            tx.commit().await?;
            admit(ctx, &session, next).await
        }
        Refresh::Repeat => {
            drop(tx);
            admit(ctx, &session, session.generation).await
        }
        Refresh::Reuse => {
            session::revoke(&mut tx, session.account, id, now).await?;
            account::note(&mut tx, ctx.new_id(), Some(session.account), Some(id), "refresh_reused", now)
                .await?;
            tx.commit().await?;
            ctx.app().cache().changed(ctx.app().store());
            tracing::warn!(session.id = %id.0, "identity.refresh reused: session ended");
            Err(Error::Unauthenticated)
        }
        Refresh::Ended => Err(Error::Unauthenticated),
    }
}

async fn admit(ctx: &Ctx, session: &Session, generation: i32) -> Result<SignedIn, Error> {
    let keys = ctx.app().keys();
    let (access_token, expires_at) = keys.access_token(session.account, session.id, ctx.now())?;
    let token = AccessToken { account: session.account, session: session.id, expires_at };
    let actor = ctx.app().cache().actor(ctx.app(), token).await?.ok_or(Error::Unauthenticated)?;
    ctx.set_actor(Some(actor.clone()));
    let refresh_token = keys.refresh_token(session.id, generation);
    let refresh_expires_at = session.created_at + SESSION_MAX;
    Ok(SignedIn { actor, access_token, expires_at, refresh_token, refresh_expires_at })
}

/// Ends the session of this device, known by the access token or, when that has expired, by the cookie.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_out(ctx: &Ctx) -> Result<(), Error> {
    let by_cookie =
        ctx.meta().refresh_token.as_deref().and_then(|token| ctx.app().keys().read_refresh_token(token));
    let mut tx = ctx.app().identity().await?;
    let session = match (ctx.actor(), by_cookie) {
        (Ok(actor), _) => Some((actor.account, actor.session)),
        (Err(_), Some((id, _))) => {
            session::find(&mut tx, id).await?.map(|session| (session.account, session.id))
        }
        (Err(_), None) => None,
    };
    if let Some((account, session)) = session {
        session::revoke(&mut tx, account, session, ctx.now()).await?;
        account::note(&mut tx, ctx.new_id(), Some(account), Some(session), "signed_out", ctx.now()).await?;
    }
    tx.commit().await?;
    ctx.set_actor(None);
    ctx.app().cache().changed(ctx.app().store());
    Ok(())
}

/// Ends all sessions of the caller, this one included.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn sign_out_everywhere(ctx: &Ctx) -> Result<(), Error> {
    let account = ctx.account()?;
    let mut tx = ctx.app().identity().await?;
    session::revoke_all(&mut tx, account, None, ctx.now()).await?;
    account::note(&mut tx, ctx.new_id(), Some(account), None, "signed_out_everywhere", ctx.now()).await?;
    tx.commit().await?;
    ctx.set_actor(None);
    ctx.app().cache().changed(ctx.app().store());
    Ok(())
}

/// Ends one session of the caller.
///
/// # Errors
/// [`Error::NotFound`] when the caller has no such session; when the database does not answer.
pub async fn end_session(ctx: &Ctx, id: SessionId) -> Result<(), Error> {
    let account = ctx.account()?;
    let mut tx = ctx.app().identity().await?;
    if !session::revoke(&mut tx, account, id, ctx.now()).await? {
        return Err(Error::NotFound(SessionId::KIND));
    }
    account::note(&mut tx, ctx.new_id(), Some(account), Some(id), "session_ended", ctx.now()).await?;
    tx.commit().await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(())
}

/// Sends a link to choose another password, if the address is known. The answer does not tell.
///
/// # Errors
/// [`Reason::NotAnEmail`]; [`Error::RateLimited`].
pub async fn request_password_reset(ctx: &Ctx, email: &str) -> Result<String, Error> {
    let email = identity::email(email).map_err(|reason| Error::invalid("email", reason))?;
    Attempt::count(ctx, "reset", &email).await?;
    let mut tx = ctx.app().identity().await?;
    let known = account::by_email(&mut tx, &email).await?;
    let (secret, hash) = keys::link_secret()?;
    if let Some(known) = known.filter(|known| known.account.disabled_at.is_none()) {
        let purpose = ticket::Purpose::Reset(known.account.id);
        ticket::create(&mut tx, &hash, purpose, ctx.now() + RESET_LIFE).await?;
        let link = format!("{}/reset/{secret}", ctx.app().public_url());
        let letter = Letter::Reset { link: &link }.to(ctx.app(), &email, known.account.language);
        mail::enqueue(&mut tx, &letter).await?;
        account::note(&mut tx, ctx.new_id(), Some(known.account.id), None, "reset_requested", ctx.now())
            .await?;
    }
    tx.commit().await?;
    Ok(email)
}

/// Chooses another password by a link; every session of the account ends.
///
/// # Errors
/// [`Reason::LinkExpired`]; the rules of passwords.
pub async fn reset_password(ctx: &Ctx, token: &str, password: &str) -> Result<String, Error> {
    let expired = || Error::invalid("token", Reason::LinkExpired);
    let hash = keys::link_hash(token);
    let mut tx = ctx.app().identity().await?;
    let Some(ticket::Purpose::Reset(id)) = ticket::lock(&mut tx, &hash, ctx.now()).await? else {
        return Err(expired());
    };
    let known = account::lock(&mut tx, id).await?.ok_or_else(expired)?;
    let email = known.account.email;
    identity::password(password, &email).map_err(|reason| Error::invalid("password", reason))?;
    let password_hash = password::hash(ctx.app(), password).await?;
    ticket::spend(&mut tx, &hash, ctx.now()).await?;
    change(ctx, &mut tx, id, &password_hash, None).await?;
    let letter = Letter::PasswordChanged.to(ctx.app(), &email, known.account.language);
    mail::enqueue(&mut tx, &letter).await?;
    tx.commit().await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(email)
}

/// Changes the caller's password; the other sessions end, this one stays.
///
/// # Errors
/// [`Reason::WrongPassword`]; the rules of passwords; [`Error::RateLimited`].
pub async fn change_password(ctx: &Ctx, current: &str, new: &str) -> Result<(), Error> {
    let actor = ctx.actor()?;
    let attempt = Attempt::count(ctx, "change", &actor.account.0.to_string()).await?;
    let known = account::find(&mut ctx.app().identity().await?, actor.account)
        .await?
        .ok_or(Error::Unauthenticated)?;
    if !password::fits(ctx.app(), current, known.password_hash.as_deref()).await? {
        return Err(Error::invalid("currentPassword", Reason::WrongPassword));
    }
    let email = known.account.email;
    identity::password(new, &email).map_err(|reason| Error::invalid("newPassword", reason))?;
    let password_hash = password::hash(ctx.app(), new).await?;
    let mut tx = ctx.app().identity().await?;
    attempt.succeeded(&mut tx).await?;
    change(ctx, &mut tx, actor.account, &password_hash, Some(actor.session)).await?;
    let letter = Letter::PasswordChanged.to(ctx.app(), &email, known.account.language);
    mail::enqueue(&mut tx, &letter).await?;
    tx.commit().await?;
    ctx.app().cache().changed(ctx.app().store());
    Ok(())
}

async fn change(
    ctx: &Ctx,
    tx: &mut IdentityTx,
    id: AccountId,
    password_hash: &str,
    stays: Option<SessionId>,
) -> Result<(), Error> {
    account::set_password(tx, id, password_hash).await?;
    session::revoke_all(tx, id, stays, ctx.now()).await?;
    account::note(tx, ctx.new_id(), Some(id), stays, "password_changed", ctx.now()).await?;
    Ok(())
}

pub(super) async fn note(
    ctx: &Ctx,
    account: Option<AccountId>,
    session: Option<SessionId>,
    kind: &str,
) -> Result<(), Error> {
    let mut tx = ctx.app().identity().await?;
    account::note(&mut tx, ctx.new_id(), account, session, kind, ctx.now()).await?;
    Ok(tx.commit().await?)
}
