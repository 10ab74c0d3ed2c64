//! Invitations by link.

use super::{SignedIn, custom_role, door, member, password, second_factor, throttle::Attempt};
use crate::{
    ctx::{Ctx, page_limit},
    keys,
    mail::Letter,
};
use calitas_domain::{
    Error, Event, Reason,
    access::{Access, Permission},
    id::{AccountId, InvitationId, TenantId},
    identity::{self, Account, INVITATION_LIFE, Invitation, InvitationStatus, Language, Placement},
    journal::{Actor, EventKind, created, difference},
    tenancy::Tenant,
};
use calitas_store::{
    Scope, WriteTx,
    identity::{account, invitation, mail, ticket},
    tenancy,
};
use uuid::Uuid;

/// What somebody sees who opens an invitation's link.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The institution.
    pub tenant: Tenant,
    /// The invitation.
    pub invitation: Invitation,
    /// Whether the address has an account already, whose password then opens it.
    pub has_account: bool,
}

/// Invites a person and sends the link.
///
/// # Errors
/// [`Error::Invalid`]; [`Reason::AlreadyMember`]; [`Reason::Repeated`] when an invitation to the address is open.
pub async fn invite(
    ctx: &Ctx,
    tenant_id: TenantId,
    email: &str,
    placement: Placement,
    idempotency_key: Option<&str>,
) -> Result<Invitation, Error> {
    let access = ctx.require(Permission::MemberManage, tenant_id)?;
    let mut tx = ctx.write(Permission::MemberManage, tenant_id).await?;
    let id = InvitationId::new(tenant_id, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &(email, &placement), id.row).await? {
        let made = InvitationId::new(tenant_id, made);
        let found = invitation::by_ids(&mut tx, &[made]).await?.pop();
        return found.ok_or(Error::NotFound(InvitationId::KIND));
    }
    let tenant =
        tenancy::by_ids(&mut tx, &[tenant_id]).await?.pop().ok_or(Error::NotFound(TenantId::KIND))?;
    let Invited { invitation, event } = prepare(ctx, &mut tx, &access, &tenant, id, email, placement).await?;
    send(ctx, &mut tx, &tenant, &invitation).await?;
    tx.commit(event).await?;
    Ok(invitation)
}

/// Stores an invitation inside a write, with what is to be journaled of it; the link is still to be sent.
pub(crate) async fn prepare(
    ctx: &Ctx,
    tx: &mut WriteTx,
    access: &Access,
    tenant: &Tenant,
    id: InvitationId,
    email: &str,
    placement: Placement,
) -> Result<Invited, Error> {
    let email = identity::email(email).map_err(|reason| Error::invalid("email", reason))?;
    let mut placement = placement.checked(ctx.today())?;
    placement.grants = custom_role::known(tx, placement.grants).await?;
    custom_role::may_give_all(access, &[], &placement.grants)?;
    member::check_oversight(&placement.grants, tenant.parent.is_none())?;
    member::check_references(tx, &placement).await?;
    if member::is_member(tx, &email, ctx.today()).await? {
        return Err(Error::conflict(Reason::AlreadyMember));
    }
    make(ctx, tx, id, email, placement).await
}

/// An invitation that was stored in a write that goes on, with what is to be journaled of it.
#[derive(Debug)]
pub(crate) struct Invited {
    pub invitation: Invitation,
    pub event: Event,
}

/// Stores an invitation inside a write of another use case, which has checked everything; the link is still to be
/// sent.
pub(crate) async fn store(
    ctx: &Ctx,
    tx: &mut WriteTx,
    tenant: TenantId,
    email: String,
    placement: Placement,
) -> Result<Invited, Error> {
    make(ctx, tx, InvitationId::new(tenant, ctx.new_id()), email, placement).await
}

async fn make(
    ctx: &Ctx,
    tx: &mut WriteTx,
    id: InvitationId,
    email: String,
    placement: Placement,
) -> Result<Invited, Error> {
    let now = ctx.now();
    let expires_at = now + INVITATION_LIFE;
    let status = InvitationStatus::Pending;
    let invitation = Invitation { id, email, placement, status, created_at: now, expires_at, version: 1 };
    invitation::create(tx, &invitation).await?;
    let event = Event::new(EventKind::MemberInvited, InvitationId::KIND, id.row).at_version(1);
    let event = event.with(created(&invitation));
    Ok(Invited { invitation, event })
}

/// Sends an invitation again; the earlier link stops working.
///
/// # Errors
/// [`Error::NotFound`]; [`Reason::InvitationClosed`].
pub async fn resend(ctx: &Ctx, id: InvitationId) -> Result<Invitation, Error> {
    ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let old = invitation::lock(&mut tx, id).await?.ok_or(Error::NotFound(InvitationId::KIND))?;
    let new = old.clone().renewed(ctx.now())?;
    let tenant =
        tenancy::by_ids(&mut tx, &[id.tenant]).await?.pop().ok_or(Error::NotFound(TenantId::KIND))?;
    invitation::save(&mut tx, &new).await?;
    send(ctx, &mut tx, &tenant, &new).await?;
    let event = Event::new(EventKind::InvitationResent, InvitationId::KIND, id.row).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    Ok(new)
}

/// Withdraws an invitation.
///
/// # Errors
/// [`Error::NotFound`]; [`Reason::InvitationClosed`].
pub async fn revoke(ctx: &Ctx, id: InvitationId) -> Result<Invitation, Error> {
    ctx.require(Permission::MemberManage, id.tenant)?;
    let mut tx = ctx.write(Permission::MemberManage, id.tenant).await?;
    let old = invitation::lock(&mut tx, id).await?.ok_or(Error::NotFound(InvitationId::KIND))?;
    let new = old.clone().revoked()?;
    invitation::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::InvitationRevoked, InvitationId::KIND, id.row).at_version(new.version);
    tx.commit(event.with(difference(&old, &new))).await?;
    Ok(new)
}

/// Stores the link and the mail that carries it. The link works only once the invitation is committed: taking it up
/// reads the invitation.
pub(crate) async fn send(
    ctx: &Ctx,
    tx: &mut WriteTx,
    tenant: &Tenant,
    invitation: &Invitation,
) -> Result<(), Error> {
    send_all(ctx, tx, &[(tenant, invitation)]).await
}

/// Stores the links and mails of several invitations at once.
pub(crate) async fn send_all(
    ctx: &Ctx,
    tx: &mut WriteTx,
    invited: &[(&Tenant, &Invitation)],
) -> Result<(), Error> {
    let mut links = Vec::with_capacity(invited.len());
    let mut mails = Vec::with_capacity(invited.len());
    let language = ctx.language();
    for (tenant, invitation) in invited {
        let (secret, hash) = keys::link_secret()?;
        links.push((hash, invitation.id, invitation.expires_at));
        let link = format!("{}/invite/{secret}", ctx.app().public_url());
        let name = match language {
            Language::En if !tenant.name_en.is_empty() => &tenant.name_en,
            Language::Ro | Language::En => &tenant.name_ro,
        };
        let function = &invitation.placement.display_name;
        let letter = Letter::Invitation { tenant: name, function, link: &link };
        mails.push(letter.to(ctx.app(), &invitation.email, language));
    }
    let mut identity = ctx.app().identity().await?;
    ticket::create_for_invitations(&mut identity, &links).await?;
    identity.commit().await?;
    Ok(mail::enqueue_all(tx, &mails).await?)
}

/// What a link invites to.
///
/// # Errors
/// [`Reason::LinkExpired`] for every link that cannot be taken up.
pub async fn preview(ctx: &Ctx, token: &str) -> Result<Preview, Error> {
    let expired = || Error::invalid("token", Reason::LinkExpired);
    let mut tx = ctx.app().identity().await?;
    let purpose = ticket::lock(&mut tx, &keys::link_hash(token), ctx.now()).await?;
    let Some(ticket::Purpose::Invitation(id)) = purpose else { return Err(expired()) };
    let invitation = invitation::by_ids(&mut tx, &[id]).await?.pop().ok_or_else(expired)?;
    if invitation.status_at(ctx.now()) != InvitationStatus::Pending {
        return Err(expired());
    }
    let tenant = tenancy::by_ids(&mut tx, &[id.tenant]).await?.pop().ok_or_else(expired)?;
    if tenant.retired_at.is_some() {
        return Err(expired());
    }
    let has_account = account::by_email(&mut tx, &invitation.email).await?.is_some();
    Ok(Preview { tenant, invitation, has_account })
}

/// Takes up an invitation: with the account's password if the address has one, else the password of the new account.
/// Every step can be repeated, so a crash in the middle leaves a link that still works.
///
/// # Errors
/// [`Reason::LinkExpired`]; the rules of passwords; [`Reason::WrongPassword`]; [`Reason::SecondFactorNeeded`];
/// [`Error::RateLimited`].
pub async fn accept(ctx: &Ctx, token: &str, password: &str, code: Option<&str>) -> Result<SignedIn, Error> {
    let attempt = Attempt::count(ctx, "invitation", token).await?;
    let Preview { invitation, .. } = preview(ctx, token).await?;
    let id = invitation.id;
    let account_id = account_for(ctx, &invitation, password, code).await?;
    let mut tx =
        ctx.app().store().write(&Scope::system(id.tenant), id.tenant, Actor::System, ctx.now()).await?;
    let old = invitation::lock(&mut tx, id).await?.ok_or(Error::NotFound(InvitationId::KIND))?;
    let new = old.clone().accepted(ctx.now())?;
    invitation::save(&mut tx, &new).await?;
    let (_, placed) =
        member::place(ctx.app(), &mut tx, account_id, invitation.email.clone(), invitation.placement).await?;
    let event = Event::new(EventKind::InvitationAccepted, InvitationId::KIND, id.row).at_version(new.version);
    let mut events = vec![event.with(difference(&old, &new))];
    events.extend(placed);
    tx.commit_all(events).await?;
    ctx.app().cache().changed(ctx.app().store());
    let mut tx = ctx.app().identity().await?;
    ticket::spend(&mut tx, &keys::link_hash(token), ctx.now()).await?;
    attempt.succeeded(&mut tx).await?;
    door::begin(ctx, tx, account_id).await
}

async fn account_for(
    ctx: &Ctx,
    invitation: &Invitation,
    password: &str,
    code: Option<&str>,
) -> Result<AccountId, Error> {
    let mut tx = ctx.app().identity().await?;
    let known = account::by_email(&mut tx, &invitation.email).await?;
    drop(tx);
    match known {
        Some(known) if known.account.disabled_at.is_some() => {
            Err(Error::invalid("token", Reason::LinkExpired))
        }
        Some(known) if password::fits(ctx.app(), password, known.password_hash.as_deref()).await? => {
            second_factor::pass(ctx, &known, code).await?;
            Ok(known.account.id)
        }
        Some(_) => Err(Error::invalid("password", Reason::WrongPassword)),
        None => {
            identity::password(password, &invitation.email)
                .map_err(|reason| Error::invalid("password", reason))?;
            let hash = password::hash(ctx.app(), password).await?;
            let id = AccountId(ctx.new_id());
            let account = Account {
                id,
                email: invitation.email.clone(),
                display_name: invitation.placement.display_name.clone(),
                language: ctx.meta().language,
                disabled_at: None,
                version: 1,
            };
            let mut tx = ctx.app().identity().await?;
            account::create(&mut tx, &account, &hash, ctx.now()).await?;
            account::note(&mut tx, ctx.new_id(), Some(id), None, "account_created", ctx.now()).await?;
            tx.commit().await?;
            Ok(id)
        }
    }
}

/// A page of invitations, the newest first, and whether there are more.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_MANAGE`; [`Reason::OutOfRange`] for the page size.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    after: Option<Uuid>,
    first: Option<i32>,
) -> Result<(Vec<Invitation>, bool), Error> {
    let limit = page_limit(first)?;
    ctx.require(Permission::MemberManage, tenant)?;
    let mut read = ctx.read(Permission::MemberManage, tenant).await?;
    let mut found = invitation::page(&mut read, tenant, after, limit + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > limit;
    found.truncate(usize::try_from(limit).unwrap_or(100));
    Ok((found, more))
}

/// How many invitations there are.
///
/// # Errors
/// [`Error::Forbidden`] without `MEMBER_MANAGE`.
pub async fn count(ctx: &Ctx, tenant: TenantId) -> Result<i64, Error> {
    ctx.require(Permission::MemberManage, tenant)?;
    Ok(invitation::count(&mut *ctx.read(Permission::MemberManage, tenant).await?, tenant).await?)
}

/// Invitations by id, of institutions whose members the caller manages.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[InvitationId]) -> Result<Vec<Invitation>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::MemberManage, ids).await?;
    Ok(invitation::by_ids(&mut read, &ids).await?)
}
