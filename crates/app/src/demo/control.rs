//! Last year's self-assessment of internal control, finished: every compartment of the first level answered, its head
//! handed in, the secretariat took it in. What is asked this year can be taken over from it.

use crate::{app::App, control};
use calitas_domain::{
    Error, Event,
    access::Role,
    calendar,
    control::{
        AnnualReport, Answer, AnswerPatch, Assurance, Campaign, CampaignInput, Conformity, Criterion,
        CriterionAnswer, ProgrammeState, Questionnaire, Readiness, ReportPatch, ReportVersion,
        StandardDecision, Synthesis, Template,
    },
    id::{
        ControlAnswerId, ControlCampaignId, ControlDecisionId, ControlQuestionnaireId, ControlReportId,
        ControlReportVersionId, ControlTemplateId, MembershipId, TenantId, UnitId,
    },
    identity::Membership,
    journal::{Actor, EventKind, created, difference},
};
use calitas_store::{
    Scope, WriteTx,
    control::{answer, campaign, decision, questionnaire, report as rows, template},
    identity::membership::{self, Filter},
    tenancy,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use std::collections::BTreeMap;

/// Who does what in an institution.
pub(super) struct Cast {
    pub secretary: MembershipId,
    /// Stands in where a compartment has no head.
    pub head: MembershipId,
    pub heads: BTreeMap<UnitId, MembershipId>,
}

/// Plays last year's campaign of an institution, unless it has one.
pub(super) async fn load(app: &App, tenant: TenantId) -> Result<(), Error> {
    let scope = Scope::system(tenant);
    let mut read = app.store().read(&scope).await?;
    if !campaign::of_tenant(&mut read, tenant).await?.is_empty() {
        return Ok(());
    }
    let found = membership::page(&mut read, tenant, &Filter::default(), None, 1_000).await?;
    let places: Vec<MembershipId> = found.into_iter().map(|(_, place)| place).collect();
    let Some(cast) = cast(&membership::by_ids(&mut read, &places).await?) else { return Ok(()) };
    let units = tenancy::units(&mut read, tenant).await?.into_iter().filter(|unit| unit.is_first_level);
    let units: Vec<UnitId> = units.map(|unit| unit.id).collect();
    drop(read);
    let today = calendar::day(app.now());
    let opened_on = NaiveDate::from_ymd_opt(today.year() - 1, 12, 1).unwrap_or(today);
    let mut tx = app.store().write(&scope, tenant, Actor::System, morning(opened_on)).await?;
    let list = ControlTemplateId::new(tenant, app.new_id());
    let (list, criteria) = Template::of_catalogue(list, morning(opened_on), || app.new_id());
    template::create(&mut tx, &list, &criteria).await?;
    let due_on = opened_on + Days::new(45);
    let input = CampaignInput { year: opened_on.year(), due_on };
    let id = ControlCampaignId::new(tenant, app.new_id());
    let opened = Campaign::open(id, list.id, &input, Some(cast.secretary), morning(opened_on), opened_on)?;
    campaign::create(&mut tx, &opened).await?;
    tx.as_of(Actor::Member(cast.secretary), morning(opened_on));
    tx.record(&about(EventKind::ControlCampaignOpened, &opened).with(created(&opened))).await?;
    for (number, unit) in (0..).zip(units) {
        let new = Questionnaire::new(ControlQuestionnaireId::new(tenant, app.new_id()), id, unit);
        let places: Vec<CriterionAnswer> = criteria
            .iter()
            .map(|one| CriterionAnswer::empty(ControlAnswerId::new(tenant, app.new_id()), new.id, one.id))
            .collect();
        let asked: Vec<_> = criteria.iter().map(|one| one.id.row).collect();
        let rows: Vec<_> = places.iter().map(|one| one.id.row).collect();
        questionnaire::create(&mut tx, std::slice::from_ref(&new), &asked, &rows).await?;
        fill(&mut tx, &cast, new, places, (&criteria, number, opened_on + Days::new(3 + number % 30)))
            .await?;
    }
    let closed_at = morning(due_on + Days::new(1));
    tx.as_of(Actor::Member(cast.secretary), closed_at);
    let closed = opened.clone().close(closed_at)?;
    campaign::save(&mut tx, &closed).await?;
    let changes = difference(&opened, &closed);
    tx.record(&about(EventKind::ControlCampaignClosed, &closed).with(changes)).await?;
    let released = report(app, &mut tx, &cast, &closed, closed_at).await?;
    Ok(tx.commit(released).await?)
}

/// The annual report: written by the secretariat after the campaign, approved by the head a week later and handed over.
/// Gives the last event, for the commit.
async fn report(
    app: &App,
    tx: &mut WriteTx,
    cast: &Cast,
    campaign: &Campaign,
    after: DateTime<Utc>,
) -> Result<Event, Error> {
    let tenant = campaign.id.tenant;
    let (written_at, approved_at) = (after + Days::new(3), after + Days::new(10));
    let step = |kind: EventKind, old: &AnnualReport, new: &AnnualReport| {
        control::report_event(kind, new).with(difference(old, new))
    };
    let new = AnnualReport::new(ControlReportId::new(tenant, app.new_id()), campaign.id);
    tx.as_of(Actor::Member(cast.secretary), written_at);
    rows::create(tx, &new).await?;
    tx.record(&control::report_event(EventKind::ControlReportCreated, &new).with(created(&new))).await?;
    let written = new.clone().patched(content(campaign.year))?;
    tx.record(&step(EventKind::ControlReportUpdated, &new, &written)).await?;
    // Internal audit may be nowhere in a small institution: then the chair decides.
    let statuses = questionnaire::statuses(tx, &[campaign.id]).await?;
    for standard in Synthesis::of(statuses.values()).undecided() {
        let id = ControlDecisionId::new(tenant, app.new_id());
        let reason = "Activitatea este asigurată de instituția ierarhic superioară, în baza unui acord.";
        let decided = StandardDecision::new(id, campaign.id, standard, reason, cast.head, written_at)?;
        decision::save(tx, &decided).await?;
        tx.as_of(Actor::Member(cast.head), written_at);
        let event = Event::new(EventKind::ControlStandardDecided, ControlDecisionId::KIND, id.row);
        tx.record(&event.under(campaign.id.row).at_version(1).with(created(&decided))).await?;
    }
    let handed = written.clone().submit(cast.secretary, written_at, Readiness::default())?;
    tx.as_of(Actor::Member(cast.secretary), written_at);
    tx.record(&step(EventKind::ControlReportSubmitted, &written, &handed)).await?;
    let approved = handed.clone().approve(cast.head, approved_at, Readiness::default())?;
    rows::save(tx, &approved).await?;
    tx.as_of(Actor::Member(cast.head), approved_at);
    tx.record(&step(EventKind::ControlReportApproved, &handed, &approved)).await?;
    let none = Conformity::ALL.iter().map(|degree| (*degree, 0)).collect();
    let frozen = control::living(tx, campaign, Some(&approved), none).await?;
    let version = ReportVersion {
        id: ControlReportVersionId::new(tenant, app.new_id()),
        report: approved.id,
        year: campaign.year,
        number: approved.number,
        hash: frozen.hash(),
        approved_by: Some(cast.head),
        approved_at,
        released_at: Some(approved_at),
        returned_at: None,
        remark: None,
    };
    rows::freeze(tx, &version, &frozen.text(), &frozen.summary.text()).await?;
    rows::mark(tx, &version).await?;
    let released = AnnualReport { version: approved.version + 1, ..approved.clone() };
    rows::save(tx, &released).await?;
    Ok(step(EventKind::ControlReportReleased, &approved, &released))
}

fn content(year: i32) -> ReportPatch {
    let basis = format!(
        "Autoevaluarea compartimentelor la 31 decembrie {year}, rapoartele de audit public intern și controalele ex post efectuate în cursul anului."
    );
    let measures = "Finalizarea procedurilor documentate rămase, actualizarea registrului de riscuri și instruirea personalului privind controlul intern managerial.";
    ReportPatch {
        assurance: Some(Some(Assurance::Partial)),
        basis: Some(Some(basis)),
        has_self_control: Some(Some(true)),
        is_risk_based: Some(Some(true)),
        is_commission_functional: Some(Some(true)),
        programme: Some(Some(ProgrammeState::Partly)),
        is_risk_managed: Some(Some(true)),
        has_objectives: Some(Some(true)),
        procedural_activity_count: Some(Some(64)),
        procedure_count: Some(Some(41)),
        has_monitoring: Some(Some(true)),
        measures: Some(Some(measures.to_owned())),
    }
}

/// Answers a questionnaire, hands it in and takes it in two days later.
async fn fill(
    tx: &mut WriteTx,
    cast: &Cast,
    new: Questionnaire,
    places: Vec<CriterionAnswer>,
    (criteria, number, on): (&[Criterion], u64, NaiveDate),
) -> Result<(), Error> {
    let head = cast.heads.get(&new.unit).copied().unwrap_or(cast.head);
    let (at, mut answers) = (morning(on), Vec::new());
    tx.as_of(Actor::Member(head), at);
    for (place, criterion) in places.into_iter().zip(criteria) {
        let (value, why) = said(criterion, number);
        let explanation = Some(Some(why.to_owned()));
        let patch = AnswerPatch { answer: Some(Some(value)), explanation, ..AnswerPatch::default() };
        let given = place.clone().patched(patch, head, at)?;
        answer::save(tx, &given).await?;
        let event = Event::new(EventKind::ControlAnswerGiven, ControlAnswerId::KIND, given.id.row);
        let changes = difference(&place, &given);
        tx.record(&event.under(new.id.row).at_version(given.version).with(changes)).await?;
        answers.push(given);
    }
    let handed_in = new.clone().submit(head, at, &answers)?;
    tx.record(&step(EventKind::ControlQuestionnaireSubmitted, &new, &handed_in)).await?;
    let taken_in_at = morning(on + Days::new(2));
    let locked = handed_in.clone().lock(cast.secretary, taken_in_at)?;
    questionnaire::save(tx, &locked).await?;
    tx.as_of(Actor::Member(cast.secretary), taken_in_at);
    Ok(tx.record(&step(EventKind::ControlQuestionnaireLocked, &handed_in, &locked)).await?)
}

/// What a compartment says of a criterion: mostly yes, here and there no, and internal audit only where it is.
pub(super) fn said(criterion: &Criterion, number: u64) -> (Answer, &'static str) {
    let (standard, ordinal) = (criterion.standard.number(), criterion.ordinal);
    let turn = number.wrapping_mul(7) + u64::from(criterion.standard.number().unsigned_abs()) * 3;
    match (standard, turn % 11, ordinal) {
        (16, _, _) if !number.is_multiple_of(5) => {
            (Answer::NotApplicable, "Activitatea de audit intern este a altui compartiment.")
        }
        (14, _, _) if !number.is_multiple_of(3) => {
            (Answer::NotApplicable, "Compartimentul nu are atribuții financiar-contabile.")
        }
        (8, _, 2) | (9, 0, _) => (Answer::No, "Registrul este în lucru; se încheie în primul trimestru."),
        (_, 1, 1) => (Answer::No, "Documentul este la avizare, urmează aprobarea și difuzarea."),
        (_, 2..=5, _) => (
            Answer::Yes,
            "Document aprobat de conducător și comunicat sub semnătură; se află în dosarul compartimentului.",
        ),
        (_, 6..=8, _) => (
            Answer::Yes,
            "Se aplică; ultima verificare este consemnată în procesul-verbal al Comisiei de monitorizare.",
        ),
        _ => (Answer::Yes, "Procedura este în vigoare și publicată pe intranet, cu lista de difuzare la zi."),
    }
}

/// Nobody plays where nobody can hand in or take in.
pub(super) fn cast(places: &[Membership]) -> Option<Cast> {
    let with =
        |role: Role| places.iter().filter(move |place| place.grants.iter().any(|grant| grant.role.is(role)));
    let headed = |place: &Membership| {
        let units = place.grants.iter().filter(|grant| grant.role.is(Role::HeadOfUnit));
        units.filter_map(|grant| Some((grant.unit?, place.id))).collect::<Vec<_>>()
    };
    let heads: BTreeMap<UnitId, MembershipId> = with(Role::HeadOfUnit).flat_map(headed).collect();
    let head = with(Role::HeadOfInstitution).next()?.id;
    let secretary = with(Role::ControlSecretariat)
        .map(|place| place.id)
        .find(|secretary| *secretary != head && heads.values().all(|other| other != secretary))?;
    Some(Cast { secretary, head, heads })
}

pub(super) fn about(kind: EventKind, campaign: &Campaign) -> Event {
    Event::new(kind, ControlCampaignId::KIND, campaign.id.row).at_version(campaign.version)
}

pub(super) fn step(kind: EventKind, old: &Questionnaire, new: &Questionnaire) -> Event {
    let event = Event::new(kind, ControlQuestionnaireId::KIND, new.id.row).at_version(new.version);
    event.with(difference(old, new))
}

pub(super) fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(8, 10, 0).map(|at| at.and_utc()).unwrap_or_default()
}
