//! Decisions of the chair on standards that apply nowhere.

use crate::ctx::Ctx;
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    control::{Standard, StandardDecision, Synthesis, may},
    id::{ControlCampaignId, ControlDecisionId},
    journal::{EventKind, created, difference},
};
use calitas_store::control::{campaign, decision as rows, questionnaire, report};

/// Decides on a standard that applies in no compartment; a later decision replaces an earlier one.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_APPROVE`; `StandardApplies`; `ReportNotInWork`; [`Error::Invalid`] without a
/// reason.
pub async fn decide(
    ctx: &Ctx,
    id: ControlCampaignId,
    standard: Standard,
    reason: &str,
) -> Result<StandardDecision, Error> {
    let access = ctx.access(id.tenant)?;
    let mut tx = ctx.write(Permission::ControlApprove, id.tenant).await?;
    campaign::lock(&mut tx, id).await?.ok_or(Error::NotFound(ControlCampaignId::KIND))?;
    let report = report::of_campaigns(&mut tx, &[id]).await?.pop();
    may::decide(report.as_ref(), &access).map_err(Error::refused)?;
    let statuses = questionnaire::statuses(&mut tx, &[id]).await?;
    if !Synthesis::of(statuses.values()).undecided().any(|one| one == standard) {
        return Err(Error::invalid("standard", Reason::StandardApplies));
    }
    let earlier = rows::of_campaigns(&mut tx, &[id]).await?.into_iter().find(|one| one.standard == standard);
    let (new, changes) = match earlier {
        Some(old) => {
            let new = old.clone().again(reason, access.membership, ctx.now())?;
            let changes = difference(&old, &new);
            (new, changes)
        }
        None => {
            let row = ControlDecisionId::new(id.tenant, ctx.new_id());
            let new = StandardDecision::new(row, id, standard, reason, access.membership, ctx.now())?;
            let changes = created(&new);
            (new, changes)
        }
    };
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::ControlStandardDecided, ControlDecisionId::KIND, new.id.row);
    tx.commit(event.under(id.row).at_version(new.version).with(changes)).await?;
    Ok(new)
}

/// The decisions of several campaigns, by standard.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions(ctx: &Ctx, ids: &[ControlCampaignId]) -> Result<Vec<StandardDecision>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(rows::of_campaigns(&mut read, &ids).await?)
}
