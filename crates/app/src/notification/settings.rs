//! How the caller wants to be told; and turning mails off by a link, without signing in.

use crate::{app::App, ctx::Ctx};
use calitas_domain::{
    Conflict, Error, Reason,
    id::AccountId,
    identity::Language,
    notification::{Channel, NotificationKind, Settings, SettingsPatch},
};
use calitas_store::{IdentityTx, identity::account, notification::setting};

/// The caller's settings.
///
/// # Errors
/// [`Error::Unauthenticated`]; when the database does not answer.
pub async fn own(ctx: &Ctx) -> Result<Settings, Error> {
    of(&mut ctx.app().identity().await?, ctx.account()?).await
}

/// Changes the caller's settings. They hold for what happens from now on.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::ChangedMeanwhile`].
pub async fn update(ctx: &Ctx, expected_version: i32, patch: SettingsPatch) -> Result<Settings, Error> {
    let id = ctx.account()?;
    let mut tx = ctx.app().identity().await?;
    let old = of(&mut tx, id).await?;
    if old.version != expected_version {
        return Err(changed(old.version));
    }
    let new = old.patched(patch)?;
    save(ctx.app(), tx, &new).await?;
    Ok(new)
}

/// What a link in a mail turns off.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Whose mails.
    pub account: AccountId,
    /// The person's language.
    pub language: Language,
    /// Which of them.
    pub kinds: Vec<NotificationKind>,
}

/// The last part of the link that turns the mails of some kinds off.
pub(super) fn refusal(app: &App, account: AccountId, kinds: &[NotificationKind]) -> String {
    let bit = |kind: &NotificationKind| NotificationKind::ALL.iter().position(|one| one == kind);
    let what = kinds.iter().filter_map(bit).fold(0, |what, at| what | 1 << at);
    app.keys().refusal(account, what)
}

/// Reads such a link. It does not run out: an old mail must be as easy to be rid of as a new one.
///
/// # Errors
/// [`Reason::LinkExpired`] for anything else; when the database does not answer.
pub async fn read_refusal(app: &App, token: &str) -> Result<Refusal, Error> {
    let wrong = || Error::invalid("token", Reason::LinkExpired);
    let (id, what) = app.keys().read_refusal(token).ok_or_else(wrong)?;
    let known = account::find(&mut app.identity().await?, id).await?.ok_or_else(wrong)?;
    let kinds = NotificationKind::ALL.iter().enumerate();
    let kinds = kinds.filter(|(at, _)| what & (1 << at) != 0).map(|(_, kind)| *kind).collect();
    Ok(Refusal { account: id, language: known.account.language, kinds })
}

/// Turns the mails of a link off; the application goes on telling.
///
/// # Errors
/// As [`read_refusal`]; [`Reason::ChangedMeanwhile`].
pub async fn refuse(app: &App, token: &str) -> Result<Refusal, Error> {
    let refusal = read_refusal(app, token).await?;
    let mut tx = app.identity().await?;
    let old = of(&mut tx, refusal.account).await?;
    let mailed = |kind: &&NotificationKind| matches!(old.channel(**kind), Channel::Digest | Channel::Mail);
    let channels: Vec<_> = refusal.kinds.iter().filter(mailed).map(|kind| (*kind, Channel::InApp)).collect();
    if !channels.is_empty() {
        let new = old.patched(SettingsPatch { channels, ..SettingsPatch::default() })?;
        save(app, tx, &new).await?;
    }
    Ok(refusal)
}

async fn of(tx: &mut IdentityTx, account: AccountId) -> Result<Settings, Error> {
    let found = setting::of_accounts(tx, &[account]).await?;
    Ok(found.into_values().next().unwrap_or_else(|| Settings::of(account)))
}

async fn save(app: &App, mut tx: IdentityTx, new: &Settings) -> Result<(), Error> {
    if !setting::save(&mut tx, new).await? {
        return Err(changed(new.version));
    }
    let kind = "notification_settings_updated";
    account::note(&mut tx, app.new_id(), Some(new.account), None, kind, app.now()).await?;
    Ok(tx.commit().await?)
}

fn changed(current: i32) -> Error {
    let (reason, fields) = (Reason::ChangedMeanwhile, Vec::new());
    Error::Conflict(Box::new(Conflict { reason, current_version: Some(current), fields }))
}
