//! Self-assessments.

use super::{
    consensus::{CafConsensus, CafResults},
    finding::CafFinding,
    load::{AreasOf, ConsensusOf, MembersOf, StepsOf},
    member::CafMember,
    model::count,
    report::{self, CafReport},
    room::CafRoom,
    standing::CafOthers,
    step::CafStep,
    value::CafScoringMethod,
};
use crate::{
    connection::{caller, cursor},
    identity::Membership,
    journal::{self, JournalEntryConnection},
    loader,
    node::GlobalId,
    permitted::Permitted,
    plan::{Plan, verdict},
    scalar::Date,
    tenancy::{Tenant, Unit},
};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::caf as app;
use calitas_domain::{
    Error,
    access::Permission,
    caf::{self as domain, may},
    id::{CafAssessmentId, TenantId},
};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Where an assessment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::AssessmentStatus")]
pub enum CafAssessmentStatus {
    /// It is organised; the method can still change.
    Preparation,
    /// Members score, each alone.
    Scoring,
    /// The group agrees on scores.
    Consensus,
    /// All 28 subcriteria have their agreed score.
    Concluded,
    /// It was given up.
    Cancelled,
}

/// Whether the meeting sees who gave which score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Disclosure")]
pub enum CafDisclosure {
    /// Scores carry no names; under five of them only the lowest and the highest show.
    Anonymous,
    /// Scores carry names.
    Named,
}

/// A CAF self-assessment of an institution or of some of its units.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct CafAssessment {
    /// Opaque global id.
    pub id: ID,
    /// The year it assesses.
    pub year: i32,
    /// Its name.
    pub title: String,
    /// Why and how it is done.
    pub note: Option<String>,
    /// How it is scored; fixed once members score.
    pub method: CafScoringMethod,
    /// Whether the meeting sees who gave which score; fixed once consensus is opened.
    pub disclosure: CafDisclosure,
    /// Until when members submit.
    pub due_on: Option<Date>,
    /// Where it stands.
    pub status: CafAssessmentStatus,
    /// When members began to score.
    pub scoring_at: Option<DateTime<Utc>>,
    /// When consensus was opened.
    pub consensus_at: Option<DateTime<Utc>>,
    /// Why it was opened although members had not submitted.
    pub missing_reason: Option<String>,
    /// When the group concluded.
    pub concluded_at: Option<DateTime<Utc>>,
    /// Why it was given up.
    pub cancel_reason: Option<String>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    row: Arc<domain::Assessment>,
}

/// What the viewer may do with an assessment.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafAssessmentViewerCan {
    /// Change what it says.
    pub update: Permitted,
    /// Plan and tick its steps.
    pub update_steps: Permitted,
    /// Take somebody new into its group.
    pub add_member: Permitted,
    /// Let members score.
    pub start_scoring: Permitted,
    /// Write one's own scores.
    pub score: Permitted,
    /// Hand one's own scores in.
    pub submit: Permitted,
    /// Take one's own scores back.
    pub take_back: Permitted,
    /// Open consensus.
    pub open_consensus: Permitted,
    /// Lead the consensus and conclude it.
    pub facilitate: Permitted,
    /// Weigh its areas for improvement.
    pub rank_areas: Permitted,
    /// Make actions of its areas for improvement.
    pub plan_areas: Permitted,
    /// Begin its report.
    pub begin_report: Permitted,
    /// Take up again what was concluded.
    pub reopen: Permitted,
    /// Give it up.
    pub cancel: Permitted,
}

impl From<domain::Assessment> for CafAssessment {
    fn from(row: domain::Assessment) -> Self {
        Self {
            id: row.id.global(),
            year: row.year,
            title: row.title.clone(),
            note: row.note.clone(),
            method: row.method.into(),
            disclosure: row.disclosure.into(),
            due_on: row.due_on.map(Date),
            status: row.status.into(),
            scoring_at: row.scoring_at,
            consensus_at: row.consensus_at,
            missing_reason: row.missing_reason.clone(),
            concluded_at: row.concluded_at,
            cancel_reason: row.cancel_reason.clone(),
            created_at: row.created_at,
            version: row.version,
            row: Arc::new(row),
        }
    }
}

impl CafAssessment {
    pub(super) fn row(&self) -> &domain::Assessment {
        &self.row
    }

    pub(super) async fn group(&self, ctx: &Context<'_>) -> Result<Arc<Vec<domain::GroupMember>>> {
        Ok(loader::load::<MembersOf>(ctx, self.row.id).await?.map(|found| found.0).unwrap_or_default())
    }

    pub(super) async fn agreed(&self, ctx: &Context<'_>) -> Result<Arc<Vec<domain::Consensus>>> {
        Ok(loader::load::<ConsensusOf>(ctx, self.row.id).await?.map(|found| found.0).unwrap_or_default())
    }

    /// What is known of the work behind its steps.
    pub(super) async fn progress(&self, ctx: &Context<'_>) -> Result<domain::Progress> {
        let reported = report::of_assessment(ctx, self.row.id).await?;
        Ok(domain::Progress::of(&self.row, reported.map(|report| report.row().status())))
    }

    /// The caller's place in the group.
    pub(super) async fn own(&self, ctx: &Context<'_>) -> Result<Option<domain::GroupMember>> {
        let access = caller(ctx).access(self.row.id.tenant)?;
        let group = self.group(ctx).await?;
        Ok(group.iter().find(|member| member.person == access.membership).cloned())
    }

    async fn permitted(&self, ctx: &Context<'_>) -> Result<CafAssessmentViewerCan> {
        let own = self.own(ctx).await?;
        let reported = report::of_assessment(ctx, self.row.id).await?;
        let reported = reported.as_ref().map(CafReport::row);
        let (caller, tenant, row, own) = (caller(ctx), self.row.id.tenant, &*self.row, own.as_ref());
        let of = |rule: fn(&domain::Assessment, &calitas_domain::access::Access) -> _| {
            verdict(&caller, tenant, |access| rule(row, access))
        };
        let with = |rule: fn(
            &domain::Assessment,
            Option<&domain::GroupMember>,
            &calitas_domain::access::Access,
        ) -> _| verdict(&caller, tenant, |access| rule(row, own, access));
        Ok(CafAssessmentViewerCan {
            update: of(may::update),
            update_steps: of(may::steps),
            add_member: of(may::enter),
            start_scoring: of(may::start_scoring),
            score: with(may::score),
            submit: with(may::submit),
            take_back: with(may::take_back),
            open_consensus: of(may::open_consensus),
            facilitate: with(may::facilitate),
            rank_areas: of(may::rank),
            plan_areas: of(may::plan),
            begin_report: verdict(&caller, tenant, |access| may::begin_report(row, reported, access)),
            reopen: verdict(&caller, tenant, |access| may::reopen(row, reported, access)),
            cancel: of(may::cancel),
        })
    }
}

#[ComplexObject]
impl CafAssessment {
    /// The institution.
    async fn tenant(&self, ctx: &Context<'_>) -> Result<Tenant> {
        crate::tenancy::tenant(ctx, self.row.id.tenant).await
    }

    /// The units it covers; none means the whole institution.
    async fn units(&self, ctx: &Context<'_>) -> Result<Vec<Unit>> {
        let units = self.row.units.iter().map(|unit| loader::load::<Unit>(ctx, *unit));
        let found = futures_util::future::try_join_all(units).await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Who leads it.
    async fn coordinator(&self, ctx: &Context<'_>) -> Option<Result<Membership>> {
        loader::load::<Membership>(ctx, self.row.coordinator).await.map_err(Into::into).transpose()
    }

    /// Its ten steps, in order.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Vec<CafStep>> {
        let found = loader::load::<StepsOf>(ctx, self.row.id).await?.map(|found| found.0).unwrap_or_default();
        let (progress, today) = (self.progress(ctx).await?, caller(ctx).today());
        Ok(found.into_iter().map(|step| CafStep::new(step, progress, today)).collect())
    }

    /// Who is in its group now, facilitators first.
    async fn members(&self, ctx: &Context<'_>) -> Result<Vec<CafMember>> {
        Ok(self.group(ctx).await?.iter().cloned().map(CafMember::from).collect())
    }

    /// The viewer's own place in the group; absent for whoever is not in it.
    async fn mine(&self, ctx: &Context<'_>) -> Option<Result<CafMember>> {
        self.own(ctx).await.map(|own| own.map(CafMember::from)).transpose()
    }

    /// How many are in its group.
    async fn member_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(count(self.group(ctx).await?.len()))
    }

    /// How many of them have submitted.
    async fn submitted_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(count(self.group(ctx).await?.iter().filter(|one| one.submitted_at.is_some()).count()))
    }

    /// How many subcriteria have their agreed score, of 28.
    async fn agreed_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(count(self.agreed(ctx).await?.iter().filter(|one| one.is_agreed()).count()))
    }

    /// The subcriteria before the group, in order; none before consensus is opened.
    async fn consensus(&self, ctx: &Context<'_>) -> Result<Vec<CafConsensus>> {
        Ok(self.agreed(ctx).await?.iter().cloned().map(CafConsensus::from).collect())
    }

    /// The meeting in which the group agrees; absent before consensus is opened.
    async fn room(&self) -> Option<CafRoom> {
        self.row.is_opened().then(|| CafRoom::new(self.row.id))
    }

    /// All areas for improvement, in the order of their subcriteria; none before consensus is opened.
    async fn areas(&self, ctx: &Context<'_>) -> Result<Vec<CafFinding>> {
        let found = loader::load::<AreasOf>(ctx, self.row.id).await?.map(|found| found.0);
        Ok(found.unwrap_or_default().into_iter().map(CafFinding::from).collect())
    }

    /// The improvement plan its areas went into last; absent before, and for whoever does not read it.
    async fn plan(&self, ctx: &Context<'_>) -> Option<Result<Plan>> {
        loader::load::<Plan>(ctx, self.row.plan?).await.map_err(Into::into).transpose()
    }

    /// What the agreed scores come to, as far as there are any; absent before consensus is opened.
    async fn results(&self, ctx: &Context<'_>) -> Option<Result<CafResults>> {
        if !self.row.is_opened() {
            return None;
        }
        Some(self.agreed(ctx).await.map(CafResults::of))
    }

    /// The one that was concluded before it, of the same units; absent where there is none.
    async fn previous(&self, ctx: &Context<'_>) -> Option<Result<CafAssessment>> {
        let found = app::before(&caller(ctx), &self.row).await.map_err(Into::into);
        found.map(|found| found.map(CafAssessment::from)).transpose()
    }

    /// Its report; absent before it was begun, and for guests.
    async fn report(&self, ctx: &Context<'_>) -> Result<Option<CafReport>> {
        report::of_assessment(ctx, self.row.id).await
    }

    /// How other institutions of the municipality scored, without their names; absent before this one's report was handed
    /// over, and where fewer than three others handed theirs over.
    async fn others(&self, ctx: &Context<'_>) -> Result<Option<CafOthers>> {
        Ok(app::others(&caller(ctx), &self.row).await?.map(CafOthers::from))
    }

    /// Where the stream of changes stands; pass it as `after` to `cafAssessmentChanged`.
    async fn stream_cursor(&self, ctx: &Context<'_>) -> Result<String> {
        let position = calitas_app::stream::position(&caller(ctx), self.row.id.tenant).await?;
        Ok(cursor(&[&position.to_string()]))
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<CafAssessmentViewerCan> {
        Box::pin(self.permitted(ctx)).await
    }

    /// What happened to it, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        let (tenant, row) = (self.row.id.tenant, self.row.id.row);
        journal::history_with(ctx, Permission::CafRead, tenant, row, first, after).await
    }
}

/// An assessment that something belongs to.
pub(super) async fn one(ctx: &Context<'_>, id: CafAssessmentId) -> Result<CafAssessment> {
    let found = loader::load::<CafAssessment>(ctx, id).await?;
    Ok(found.ok_or(Error::NotFound(CafAssessmentId::KIND))?)
}

/// The assessments of an institution, the newest year first.
pub async fn of_tenant(ctx: &Context<'_>, tenant: TenantId) -> Result<Vec<CafAssessment>> {
    let found = app::of_tenant(&caller(ctx), tenant).await?;
    Ok(found.into_iter().map(CafAssessment::from).collect())
}
