//! What the self-assessment report is made of: gathered as it stands, or frozen with an approved report.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    caf::{
        Assessment, AssessmentStatus, CafReport, Consensus, Dossier, DossierArea, DossierMember,
        DossierScore, DossierStep, Finding, FindingKind, Fraction, Previous, ReportSummary, ReportVersion,
        Subcriterion,
    },
    calendar,
    id::{CafAssessmentId, CafReportId, MembershipId, TenantId},
};
use calitas_store::{
    Conn,
    caf::{assessment, consensus, finding, member, report, step},
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

/// The dossier of an assessment: of one version of its report, or as it is. Without a number, that of the version in
/// force while the report is approved.
///
/// # Errors
/// [`Error::NotFound`] for an assessment the caller may not read, one whose consensus is not opened, or a version that is
/// not there.
pub(crate) async fn dossier(
    ctx: &Ctx,
    id: CafAssessmentId,
    number: Option<i32>,
) -> Result<(Dossier, Source), Error> {
    let missing = || Error::NotFound(CafAssessmentId::KIND);
    let mut read = ctx.read(Permission::CafRead, id.tenant).await?;
    let found = assessment::by_ids(&mut read, &[id]).await?.pop();
    let found = found.filter(Assessment::is_opened).ok_or_else(missing)?;
    let known = report::of_assessments(&mut read, &[id]).await?.pop();
    let in_force = known.as_ref().filter(|report| report.is_in_force()).map(|report| report.review.number);
    if let (Some(report), Some(number)) = (&known, number.or(in_force)) {
        let versions = report::versions(&mut read, &[report.id]).await?;
        let version = versions.into_iter().find(|version| version.number == number).ok_or_else(missing)?;
        let text = report::frozen(&mut read, report.id, number).await?.ok_or_else(missing)?;
        let frozen = Dossier::read(&text, &version.hash).ok_or_else(missing)?;
        return Ok((frozen, Source::Frozen(version)));
    }
    if number.is_some() {
        return Err(Error::NotFound(CafReportId::KIND));
    }
    Ok((living(&mut read, &found, known.as_ref()).await?, Source::Living))
}

/// Gathers the dossier of an assessment as it is.
pub(crate) async fn living(
    conn: &mut Conn,
    found: &Assessment,
    report: Option<&CafReport>,
) -> Result<Dossier, Error> {
    let tenant = found.id.tenant;
    let agreed = consensus::of_assessments(conn, &[found.id]).await?;
    let findings = finding::of_assessment(conn, found.id).await?;
    let members = member::of_assessments(conn, &[found.id]).await?;
    let steps = step::of_assessments(conn, &[found.id]).await?;
    let institution = tenancy::by_ids(conn, &[tenant]).await?.pop().ok_or(Error::NotFound(TenantId::KIND))?;
    let mut units = tenancy::units_by_ids(conn, &found.units).await?;
    units.sort_by(|one, other| one.name_ro.cmp(&other.name_ro));
    let signed = report.map(|report| &report.review);
    let by = [signed.and_then(|review| review.submitted_by), signed.and_then(|review| review.approved_by)];
    let mut people: Vec<MembershipId> = members.iter().map(|one| one.person).collect();
    people.push(found.coordinator);
    people.extend(by.into_iter().flatten());
    let people = membership::by_ids(conn, &people).await?;
    let function = |id: Option<MembershipId>| {
        people.iter().find(|place| Some(place.id) == id).map(|place| place.display_name.clone())
    };
    let previous = previous(conn, found).await?;
    let is_in_force = report.is_some_and(CafReport::is_in_force);
    let day = |at: Option<_>| at.map(calendar::day);
    Ok(Dossier {
        summary: ReportSummary {
            year: found.year,
            title: found.title.clone(),
            institution_ro: institution.name_ro,
            institution_en: institution.name_en,
            method: found.method,
            is_whole: found.units.is_empty(),
            scores: scores(&agreed),
            previous_total: previous.as_ref().and_then(|one| one.results().total()).map(Into::into),
        },
        content: report.map(|report| report.content.clone()).unwrap_or_default(),
        note: found.note.clone(),
        units: units.into_iter().map(|unit| (unit.name_ro, unit.name_en)).collect(),
        disclosure: found.disclosure,
        coordinator: function(Some(found.coordinator)),
        prepared_by: function(by[0]),
        approved_by: function(by[1].filter(|_| is_in_force)),
        members: members
            .into_iter()
            .map(|one| DossierMember {
                function: function(Some(one.person)).unwrap_or_default(),
                role: one.role,
                has_submitted: one.submitted_at.is_some(),
            })
            .collect(),
        missing_reason: found.missing_reason.clone(),
        scoring_on: day(found.scoring_at),
        consensus_on: day(found.consensus_at),
        concluded_on: day(found.concluded_at),
        steps: steps
            .into_iter()
            .map(|step| DossierStep { ordinal: step.ordinal, done_on: step.done_on, note: step.note })
            .collect(),
        subcriteria: agreed.iter().map(|one| subcriterion(one, &findings)).collect(),
        previous,
    })
}

fn scores(agreed: &[Consensus]) -> Vec<(Subcriterion, Fraction)> {
    agreed.iter().filter_map(|one| Some((one.score.subcriterion, one.score.exact()?.into()))).collect()
}

fn subcriterion(agreed: &Consensus, findings: &[Finding]) -> DossierScore {
    let of = |kind| findings.iter().filter(move |one| one.consensus == agreed.id && one.kind == kind);
    DossierScore {
        subcriterion: agreed.score.subcriterion,
        given: agreed.score.given().to_vec(),
        average: agreed.average.map(Into::into),
        reason: agreed.reason.clone(),
        strengths: of(FindingKind::Strength).map(|one| one.text.clone()).collect(),
        areas: of(FindingKind::Area)
            .map(|one| DossierArea { text: one.text.clone(), impact: one.impact, effort: one.effort })
            .collect(),
    }
}

/// The latest assessment of the same units that was concluded before, with its scores.
async fn previous(conn: &mut Conn, found: &Assessment) -> Result<Option<Previous>, Error> {
    let all = assessment::of_tenant(conn, found.id.tenant).await?;
    let is_before = |one: &&Assessment| one.status == AssessmentStatus::Concluded && one.comes_before(found);
    let Some(before) = all.iter().find(is_before) else { return Ok(None) };
    let scores = scores(&consensus::of_assessments(conn, &[before.id]).await?);
    Ok(Some(Previous { year: before.year, title: before.title.clone(), scores }))
}
