//! What the annexes of a campaign are made of: gathered as it stands, or frozen with an approved report.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    control::{
        AnnualReport, Campaign, Conformity, Dossier, QuestionnaireStatus, Readiness, ReportSummary,
        ReportVersion, Synthesis,
    },
    id::{ControlCampaignId, ControlReportId, MembershipId, TenantId},
};
use calitas_store::{
    Conn,
    control::{campaign, decision, dossier as rows, questionnaire, report},
    identity::membership,
    tenancy,
};

/// Where a dossier comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// From what is there now; nothing of it binds.
    Living,
    /// Frozen with a version of the report.
    Frozen(ReportVersion),
}

/// The dossier of a campaign: of one version of its report, or as it is. Without a number, that of the version in force
/// while the report is approved.
///
/// # Errors
/// [`Error::NotFound`] for a campaign the caller may not read, or a version that is not there.
pub(crate) async fn dossier(
    ctx: &Ctx,
    id: ControlCampaignId,
    number: Option<i32>,
) -> Result<(Campaign, Dossier, Source), Error> {
    let missing = || Error::NotFound(ControlCampaignId::KIND);
    let subordinates = super::conformities(ctx, id).await?;
    let mut read = ctx.read(Permission::ControlRead, id.tenant).await?;
    let campaign = campaign::by_ids(&mut read, &[id]).await?.pop().ok_or_else(missing)?;
    let found = report::of_campaigns(&mut read, &[id]).await?.pop();
    let in_force = found.as_ref().filter(|report| report.is_in_force()).map(|report| report.number);
    if let (Some(report), Some(number)) = (&found, number.or(in_force)) {
        let versions = report::versions(&mut read, &[report.id]).await?;
        let version = versions.into_iter().find(|version| version.number == number).ok_or_else(missing)?;
        let text = report::frozen(&mut read, report.id, number).await?.ok_or_else(missing)?;
        let frozen = Dossier::read(&text, &version.hash).ok_or_else(missing)?;
        return Ok((campaign, frozen, Source::Frozen(version)));
    }
    if number.is_some() {
        return Err(Error::NotFound(ControlReportId::KIND));
    }
    let living = living(&mut read, &campaign, found.as_ref(), subordinates).await?;
    Ok((campaign, living, Source::Living))
}

/// Gathers the dossier of a campaign as it is.
pub(crate) async fn living(
    conn: &mut Conn,
    campaign: &Campaign,
    report: Option<&AnnualReport>,
    subordinates: Vec<(Conformity, i32)>,
) -> Result<Dossier, Error> {
    let statuses = questionnaire::statuses(conn, &[campaign.id]).await?;
    let decisions = decision::of_campaigns(conn, &[campaign.id]).await?;
    let institution = tenancy::by_ids(conn, &[campaign.id.tenant]).await?.pop();
    let institution = institution.ok_or(Error::NotFound(TenantId::KIND))?;
    let people: Vec<MembershipId> =
        report.iter().flat_map(|report| [report.submitted_by, report.approved_by]).flatten().collect();
    let people = membership::by_ids(conn, &people).await?;
    let function = |id: Option<MembershipId>| {
        people.iter().find(|place| Some(place.id) == id).map(|place| place.display_name.clone())
    };
    Ok(Dossier {
        summary: ReportSummary {
            year: campaign.year,
            institution_ro: institution.name_ro,
            institution_en: institution.name_en,
            prepared_by: function(report.and_then(|report| report.submitted_by)),
            approved_by: function(
                report.filter(|report| report.is_in_force()).and_then(|one| one.approved_by),
            ),
            synthesis: Synthesis::of(statuses.values()),
            decisions: decisions.into_iter().map(|one| (one.standard, one.reason)).collect(),
            content: report.map(|report| report.content.clone()).unwrap_or_default(),
            subordinates,
        },
        compartments: rows::compartments(conn, campaign.id).await?,
    })
}

/// What keeps the report of a campaign from being handed in.
///
/// # Errors
/// When the database does not answer.
pub async fn readiness(ctx: &Ctx, id: ControlCampaignId) -> Result<Readiness, Error> {
    let mut read = ctx.read(Permission::ControlRead, id.tenant).await?;
    ready(&mut read, id).await
}

/// As [`readiness`], inside a transaction.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn ready(conn: &mut Conn, id: ControlCampaignId) -> Result<Readiness, Error> {
    let asked = questionnaire::of_campaigns(conn, &[id]).await?;
    let unlocked = asked.iter().filter(|one| one.status != QuestionnaireStatus::Locked).count();
    let statuses = questionnaire::statuses(conn, &[id]).await?;
    let decisions = decision::of_campaigns(conn, &[id]).await?;
    let is_decided = |standard| decisions.iter().any(|decision| decision.standard == standard);
    let synthesis = Synthesis::of(statuses.values());
    let undecided = synthesis.undecided().filter(|standard| !is_decided(*standard)).count();
    let count = |found: usize| i32::try_from(found).unwrap_or(i32::MAX);
    Ok(Readiness { unlocked: count(unlocked), undecided: count(undecided) })
}
