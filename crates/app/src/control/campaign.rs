//! Opening and closing the self-assessment of a year.

use crate::{ctx::Ctx, merge};
use calitas_domain::{
    Change, Error, Event, Reason,
    access::Permission,
    control::{Campaign, CampaignInput, Questionnaire, Template, may},
    id::{ControlCampaignId, ControlQuestionnaireId, ControlTemplateId, TenantId, UnitId},
    journal::{EventKind, created, difference},
    tenancy::Unit,
};
use calitas_store::{
    WriteTx,
    control::{campaign as rows, questionnaire, report, template},
    tenancy,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a campaign is opened with, and who is asked.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Year and day.
    pub campaign: CampaignInput,
    /// The compartments that are asked; all of the first level when left out.
    pub units: Option<Vec<UnitId>>,
}

/// Opens the self-assessment of a year: every compartment that is asked gets its questionnaire, with the newest list of
/// criteria. An institution without a list gets that of the catalogue.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_MANAGE`; [`Error::Invalid`]; `CampaignExists`; `NoCompartments`.
pub async fn open(
    ctx: &Ctx,
    tenant: TenantId,
    opening: Opening,
    idempotency_key: Option<&str>,
) -> Result<Campaign, Error> {
    let access = ctx.require(Permission::ControlManage, tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    let id = ControlCampaignId::new(tenant, ctx.new_id());
    if let Some(made) = ctx.once(&mut tx, idempotency_key, &opening, id.row).await? {
        let found = rows::by_ids(&mut tx, &[ControlCampaignId::new(tenant, made)]).await?.pop();
        return found.ok_or(Error::NotFound(ControlCampaignId::KIND));
    }
    let units = asked(&mut tx, tenant, opening.units).await?;
    let list = list(ctx, &mut tx, tenant).await?;
    let new = Campaign::open(id, list, &opening.campaign, Some(access.membership), ctx.now(), ctx.today())?;
    rows::create(&mut tx, &new).await?;
    hand_out(ctx, &mut tx, &new, &units).await?;
    tx.commit(event(EventKind::ControlCampaignOpened, &new).with(created(&new))).await?;
    Ok(new)
}

/// Asks more compartments in an open campaign, as after a reorganisation. Those that are asked already stay as they are.
///
/// # Errors
/// As [`open`]; `CampaignClosed`; `ChangedMeanwhile`.
pub async fn ask(
    ctx: &Ctx,
    id: ControlCampaignId,
    expected_version: i32,
    units: Vec<UnitId>,
) -> Result<Campaign, Error> {
    let (mut tx, old) = held(ctx, id).await?;
    merge::same(old.version, expected_version)?;
    old.is_open().map_err(Error::conflict)?;
    let there: BTreeSet<UnitId> =
        questionnaire::of_campaigns(&mut tx, &[id]).await?.into_iter().map(|one| one.unit).collect();
    let mut units = asked(&mut tx, id.tenant, Some(units)).await?;
    units.retain(|unit| !there.contains(&unit.id));
    if units.is_empty() {
        return Ok(old);
    }
    hand_out(ctx, &mut tx, &old, &units).await?;
    let new = Campaign { version: old.version + 1, ..old };
    rows::save(&mut tx, &new).await?;
    let new_units: Vec<String> = units.iter().map(|unit| unit.id.row.to_string()).collect();
    let change = Change { field: "unitIds".to_owned(), old: serde_json::Value::Null, new: new_units.into() };
    tx.commit(event(EventKind::ControlCampaignUpdated, &new).with(vec![change])).await?;
    Ok(new)
}

/// Gives the compartments another day to hand in.
///
/// # Errors
/// As [`open`]; `CampaignClosed`; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    id: ControlCampaignId,
    expected_version: i32,
    due_on: NaiveDate,
) -> Result<Campaign, Error> {
    let (mut tx, old) = held(ctx, id).await?;
    merge::same(old.version, expected_version)?;
    if old.due_on == due_on {
        return Ok(old);
    }
    let new = old.clone().due(due_on, ctx.today())?;
    rows::save(&mut tx, &new).await?;
    let changes = difference(&old, &new);
    tx.commit(event(EventKind::ControlCampaignUpdated, &new).with(changes)).await?;
    Ok(new)
}

/// Closes a campaign: what is not answered stays so.
///
/// # Errors
/// As [`update`].
pub async fn close(ctx: &Ctx, id: ControlCampaignId, expected_version: i32) -> Result<Campaign, Error> {
    let (mut tx, old) = held(ctx, id).await?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().close(ctx.now())?;
    rows::save(&mut tx, &new).await?;
    let changes = difference(&old, &new);
    tx.commit(event(EventKind::ControlCampaignClosed, &new).with(changes)).await?;
    Ok(new)
}

/// Opens a closed campaign again, so that something can be corrected.
///
/// # Errors
/// As [`update`]; `CampaignOpen`; `ReportNotInWork` while the report is with the head or approved.
pub async fn reopen(ctx: &Ctx, id: ControlCampaignId, expected_version: i32) -> Result<Campaign, Error> {
    let (mut tx, old) = held(ctx, id).await?;
    merge::same(old.version, expected_version)?;
    for report in report::of_campaigns(&mut tx, &[id]).await? {
        report.is_in_work().map_err(Error::conflict)?;
    }
    let new = old.clone().reopen()?;
    rows::save(&mut tx, &new).await?;
    let changes = difference(&old, &new);
    tx.commit(event(EventKind::ControlCampaignReopened, &new).with(changes)).await?;
    Ok(new)
}

async fn held(ctx: &Ctx, id: ControlCampaignId) -> Result<(WriteTx, Campaign), Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, id.tenant).await?;
    let found = rows::lock(&mut tx, id).await?.ok_or(Error::NotFound(ControlCampaignId::KIND))?;
    may::manage(&access).map_err(Error::refused)?;
    Ok((tx, found))
}

/// Gives compartments a questionnaire with an empty place for every criterion.
pub(super) async fn hand_out(
    ctx: &Ctx,
    tx: &mut WriteTx,
    campaign: &Campaign,
    units: &[Unit],
) -> Result<(), Error> {
    let tenant = campaign.id.tenant;
    let made = |unit: &Unit| {
        Questionnaire::new(ControlQuestionnaireId::new(tenant, ctx.new_id()), campaign.id, unit.id)
    };
    let questionnaires: Vec<Questionnaire> = units.iter().map(made).collect();
    let criteria = template::criteria(tx, &[campaign.template]).await?;
    let criteria: Vec<_> = criteria.iter().map(|criterion| criterion.id.row).collect();
    let places: Vec<_> = (0..questionnaires.len() * criteria.len()).map(|_| ctx.new_id()).collect();
    Ok(questionnaire::create(tx, &questionnaires, &criteria, &places).await?)
}

/// The compartments that are asked: those named, or all of the first level.
pub(super) async fn asked(
    tx: &mut WriteTx,
    tenant: TenantId,
    named: Option<Vec<UnitId>>,
) -> Result<Vec<Unit>, Error> {
    let units = tenancy::units(tx, tenant).await?.into_iter().filter(|unit| unit.retired_at.is_none());
    let asked: Vec<Unit> = match named {
        None => units.filter(|unit| unit.is_first_level).collect(),
        Some(named) => {
            let named: BTreeSet<UnitId> = named.into_iter().collect();
            let found: Vec<Unit> = units.filter(|unit| named.contains(&unit.id)).collect();
            if found.len() < named.len() {
                return Err(Error::invalid("unitIds", Reason::UnknownReference));
            }
            found
        }
    };
    if asked.is_empty() {
        return Err(Error::invalid("unitIds", Reason::NoCompartments));
    }
    Ok(asked)
}

/// The newest list of criteria of an institution, made from the catalogue where there is none.
pub(super) async fn list(ctx: &Ctx, tx: &mut WriteTx, tenant: TenantId) -> Result<ControlTemplateId, Error> {
    if let Some(found) = template::lock_newest(tx, tenant).await? {
        return Ok(found.id);
    }
    let id = ControlTemplateId::new(tenant, ctx.new_id());
    let (new, criteria) = Template::of_catalogue(id, ctx.now(), || ctx.new_id());
    template::create(tx, &new, &criteria).await?;
    Ok(id)
}

pub(super) fn event(kind: EventKind, campaign: &Campaign) -> Event {
    Event::new(kind, ControlCampaignId::KIND, campaign.id.row).at_version(campaign.version)
}
