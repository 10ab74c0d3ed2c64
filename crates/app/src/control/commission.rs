//! The Monitoring Commission and who is in it. What happens to its members is told under the commission.

use crate::{ctx::Ctx, merge, referred::workers};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    control::{
        Commission, CommissionInput, CommissionMember, MemberInput, MemberPatch, is_internal_audit,
        may::commission as may,
    },
    id::{CommissionId, CommissionMemberId, MembershipId, TenantId},
    identity::Membership,
    journal::{EventKind, created, difference},
    tenancy::Unit,
};
use calitas_store::{WriteTx, control::commission as rows, identity::membership, tenancy};
use chrono::NaiveDate;

/// The commissions of several institutions, of those whose internal control the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn of_tenants(ctx: &Ctx, tenants: &[TenantId]) -> Result<Vec<Commission>, Error> {
    let reads = |tenant: &&TenantId| ctx.require(Permission::ControlRead, **tenant).is_ok();
    let tenants: Vec<TenantId> = tenants.iter().filter(reads).copied().collect();
    Ok(rows::of_tenants(&mut *ctx.open().await?, &tenants).await?)
}

/// Commissions by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[CommissionId]) -> Result<Vec<Commission>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::by_ids(&mut read, &ids).await?)
}

/// Everybody who is or was in several commissions.
///
/// # Errors
/// When the database does not answer.
pub async fn members(ctx: &Ctx, ids: &[CommissionId]) -> Result<Vec<CommissionMember>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::members(&mut read, &ids).await?)
}

/// Records the act that set the commission up, or the one that stands in its place. Without a version, none is there yet.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; [`Error::Invalid`]; `ChangedMeanwhile`.
pub async fn save(
    ctx: &Ctx,
    tenant: TenantId,
    expected_version: Option<i32>,
    input: CommissionInput,
) -> Result<Commission, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    may::manage_commission(&access).map_err(Error::refused)?;
    let old = rows::lock(&mut tx).await?;
    merge::same(old.as_ref().map_or(0, |old| old.version), expected_version.unwrap_or(0))?;
    let (new, event) = match old {
        None => {
            let id = CommissionId::new(tenant, ctx.new_id());
            let new = Commission::set_up(id, input, ctx.now(), ctx.today())?;
            rows::create(&mut tx, &new).await?;
            let event = commission_event(EventKind::CommissionSetUp, &new).with(created(&new));
            (new, event)
        }
        Some(old) => {
            let new = old.clone().amended(input, ctx.today())?;
            let changes = difference(&old, &new);
            if changes.is_empty() {
                return Ok(old);
            }
            rows::save(&mut tx, &new).await?;
            let event = commission_event(EventKind::CommissionUpdated, &new).with(changes);
            (new, event)
        }
    };
    tx.commit(event).await?;
    Ok(new)
}

/// Takes somebody into the commission.
///
/// # Errors
/// [`Error::Forbidden`]; `NoCommission`; [`Error::Invalid`], also for who is in it already, for a second chair and for
/// internal audit.
pub async fn add_member(
    ctx: &Ctx,
    tenant: TenantId,
    input: MemberInput,
    idempotency_key: Option<&str>,
) -> Result<Commission, Error> {
    let access = ctx.access(tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    may::manage_commission(&access).map_err(Error::refused)?;
    let commission = rows::lock(&mut tx).await?.ok_or_else(|| Error::conflict(Reason::NoCommission))?;
    let id = CommissionMemberId::new(tenant, ctx.new_id());
    if ctx.once(&mut tx, idempotency_key, &input, id.row).await?.is_some() {
        return Ok(commission);
    }
    workers(ctx, &mut tx, "memberId", &[input.person]).await?;
    independent(&mut tx, input.person).await?;
    let others = rows::members(&mut tx, &[commission.id]).await?;
    let new = CommissionMember::enter(id, commission.id, input, &others, ctx.now())?;
    rows::add_member(&mut tx, &new).await?;
    tx.commit(member_event(EventKind::CommissionMemberAdded, &new).with(created(&new))).await?;
    Ok(commission)
}

/// Changes as what and for how long somebody is in the commission.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`]; [`Error::Invalid`], also for a second chair and for internal audit that is
/// given more than it had; `ChangedMeanwhile`.
pub async fn update_member(
    ctx: &Ctx,
    id: CommissionMemberId,
    expected_version: i32,
    patch: MemberPatch,
) -> Result<Commission, Error> {
    let absent = || Error::NotFound(CommissionMemberId::KIND);
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, id.tenant).await?;
    may::manage_commission(&access).map_err(Error::refused)?;
    let commission = rows::lock(&mut tx).await?.ok_or_else(absent)?;
    let others = rows::members(&mut tx, &[commission.id]).await?;
    let old = others.iter().find(|member| member.id == id).cloned().ok_or_else(absent)?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().patched(patch, &others)?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(commission);
    }
    if new.widens(&old) {
        independent(&mut tx, new.person).await?;
    }
    rows::save_member(&mut tx, &new).await?;
    tx.commit(member_event(EventKind::CommissionMemberUpdated, &new).with(changes)).await?;
    Ok(commission)
}

/// Refuses who works in internal audit, or has a task in it.
async fn independent(tx: &mut WriteTx, person: MembershipId) -> Result<(), Error> {
    let Some(found) = membership::by_ids(tx, &[person]).await?.pop() else { return Ok(()) };
    let units = tenancy::units(tx, person.tenant).await?;
    if is_of_audit(&found, &units) {
        return Err(Error::invalid("memberId", Reason::InternalAuditExcluded));
    }
    Ok(())
}

fn is_of_audit(person: &Membership, units: &[Unit]) -> bool {
    let mut own = person.unit.into_iter().chain(person.grants.iter().filter_map(|grant| grant.unit));
    own.any(|unit| is_internal_audit(unit, units))
}

/// Ends the seats of those who came to internal audit, by a move of theirs or of their unit: today is their last day. To
/// be called inside a write that may have moved somebody.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn release_auditors(tx: &mut WriteTx, today: NaiveDate) -> Result<(), Error> {
    let tenant = tx.tenant();
    let Some(commission) = rows::lock(tx).await? else { return Ok(()) };
    let members = rows::members(tx, &[commission.id]).await?;
    let lasting: Vec<_> =
        members.into_iter().filter_map(|old| Some((old.clone().left(today)?, old))).collect();
    let people: Vec<MembershipId> = lasting.iter().map(|(_, old)| old.person).collect();
    let (people, units) = (membership::by_ids(tx, &people).await?, tenancy::units(tx, tenant).await?);
    for (new, old) in &lasting {
        let person = people.iter().find(|person| person.id == old.person);
        if person.is_some_and(|person| is_of_audit(person, &units)) {
            rows::save_member(tx, new).await?;
            let event = member_event(EventKind::CommissionMemberUpdated, new);
            tx.record(&event.with(difference(old, new))).await?;
        }
    }
    Ok(())
}

pub(crate) fn commission_event(kind: EventKind, commission: &Commission) -> Event {
    Event::new(kind, CommissionId::KIND, commission.id.row).at_version(commission.version)
}

/// Who is in it belongs to the history of the commission, and is no change of the commission itself.
pub(crate) fn member_event(kind: EventKind, member: &CommissionMember) -> Event {
    Event::new(kind, CommissionId::KIND, member.commission.row)
}
