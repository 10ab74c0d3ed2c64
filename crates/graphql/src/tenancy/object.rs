//! Institutions as their members see them.

use super::{
    Municipality, Unit,
    can::TenantViewerCan,
    enums::{TenantKind, Verification},
    letterhead::{self, Letterhead},
};
use crate::{
    caf::{self, CafAssessment},
    connection::{Page, caller, count, cursor, part, read_cursor},
    control::{
        self, Commission, CommissionMeetingConnection, ControlCalendar, ControlCampaign, ControlDelegation,
        ControlObjective, ControlStatement, ControlTemplate, ProcedureCoverage, SensitiveFunction,
        SubordinateControl,
    },
    identity::{
        CustomRole, Erasure, Invitation, InvitationConnection, Membership, MembershipConnection,
        MembershipFilter, PermissionDescription, erasure,
    },
    import::{self, ImportKind},
    journal::{
        self, JournalCheck, JournalEntryConnection, JournalFilter, JournalHeadConnection, JournalKind,
    },
    loader::{self, Loadable},
    node::{self, GlobalId},
    notification::{self, CalendarDay, CalendarFeed, NotificationPolicy},
    plan::{self, PlanSummary, UnitWorkload},
    retention::{self, DisposalConnection, DocumentConnection, RetentionClass, RetentionPolicy},
    risk::{
        self, RiskAlertConnection, RiskAlertFilter, RiskConnection, RiskFilter, RiskHeatMap, RiskOrder,
        RiskRegister, RiskSetting, RiskTarget, RiskUnit,
    },
    scalar::Date,
    view::{SavedView, ViewSurface},
};
use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use calitas_app::{Ctx, identity, tenancy, view};
use calitas_domain::{
    Error,
    access::{Permission, PermissionSet},
    id::{MunicipalityId, PlanId, TenantId, UnitId},
    tenancy as domain,
};
use chrono::{DateTime, Utc};

/// An institution: the unit of isolation.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct Tenant {
    /// Opaque global id.
    pub id: ID,
    /// Address in the application.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// Abbreviation.
    pub short_name: String,
    /// What it is.
    pub kind: TenantKind,
    /// How certain its name is.
    pub verification: Verification,
    /// What is to be known about the name.
    pub note: String,
    /// From which day on nobody comes in without the second step of signing in; absent when it is left to people.
    pub second_factor_from: Option<Date>,
    /// When it was set up.
    pub created_at: DateTime<Utc>,
    /// When it was retired; it is only read since.
    pub retired_at: Option<DateTime<Utc>>,
    /// Counts changes; pass it as `expectedVersion`.
    pub version: i32,
    #[graphql(skip)]
    pub(crate) row: domain::Tenant,
}

impl From<domain::Tenant> for Tenant {
    fn from(row: domain::Tenant) -> Self {
        Self {
            id: row.id.global(),
            slug: row.slug.clone(),
            name_ro: row.name_ro.clone(),
            name_en: row.name_en.clone(),
            short_name: row.short_name.clone(),
            kind: row.kind.into(),
            verification: row.verification.into(),
            note: row.note.clone(),
            second_factor_from: row.second_factor_from.map(Date),
            created_at: row.created_at,
            retired_at: row.retired_at,
            version: row.version,
            row,
        }
    }
}

impl Loadable for Tenant {
    type Key = TenantId;

    async fn load(ctx: &Ctx, keys: &[TenantId]) -> Result<Vec<(TenantId, Self)>, Error> {
        Ok(tenancy::by_ids(ctx, keys).await?.into_iter().map(|row| (row.id, row.into())).collect())
    }
}

#[ComplexObject]
impl Tenant {
    /// The institution it is subordinate to, if the viewer belongs to it too.
    async fn parent(&self, ctx: &Context<'_>) -> Option<Result<Tenant>> {
        let parent = self.row.parent?;
        loader::load::<Tenant>(ctx, parent).await.map_err(Into::into).transpose()
    }

    /// The municipality it belongs to.
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Municipality> {
        let found = loader::load::<Municipality>(ctx, self.row.municipality).await?;
        Ok(found.ok_or(Error::NotFound(MunicipalityId::KIND))?)
    }

    /// All its units, by name.
    async fn units(&self, ctx: &Context<'_>) -> Result<Vec<Unit>> {
        Ok(tenancy::units(&caller(ctx), self.row.id).await?.into_iter().map(Unit::from).collect())
    }

    /// Its members, by function.
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which members; all active ones unless told.")] filter: Option<MembershipFilter>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<MembershipConnection> {
        let (caller, tenant) = (caller(ctx), self.row.id);
        let filter = filter.unwrap_or_default().into_rows(tenant, caller.today())?;
        let place = read_cursor::<2>(after.as_deref())?;
        let place = place.map(|[name, id]| Ok::<_, Error>((name, part(&id)?))).transpose()?;
        let from = place.as_ref().map(|(name, id)| (name.as_str(), *id));
        let (found, has_next) = identity::member::page(&caller, tenant, &filter, from, first).await?;
        let item = |row: calitas_domain::identity::Membership| {
            (cursor(&[&row.display_name, &row.id.row.to_string()]), Membership::at(row, caller.today()))
        };
        let items = found.into_iter().map(item).collect();
        let counting = count(move |ctx| {
            let filter = filter.clone();
            async move { identity::member::count(&ctx, tenant, &filter).await }
        });
        Ok(MembershipConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
    }

    /// The roles it composed itself, by name.
    async fn custom_roles(&self, ctx: &Context<'_>) -> Result<Vec<CustomRole>> {
        let found = identity::custom_role::of_tenant(&caller(ctx), self.row.id).await?;
        Ok(found.into_iter().map(CustomRole::from).collect())
    }

    /// What the viewer may put into a role of the institution.
    async fn grantable_permissions(&self, ctx: &Context<'_>) -> Vec<PermissionDescription> {
        let caller = caller(ctx);
        let Ok(access) = caller.require(Permission::MemberManage, self.row.id) else { return Vec::new() };
        let all: PermissionSet = Permission::ALL.iter().copied().filter(|one| one.is_grantable()).collect();
        let may = all.without(access.cannot_give(all));
        may.iter().map(|one| PermissionDescription::of(one, &caller)).collect()
    }

    /// Its invitations, the newest first; for those who manage members.
    async fn invitations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<InvitationConnection> {
        let (caller, tenant) = (caller(ctx), self.row.id);
        let place = read_cursor::<1>(after.as_deref())?;
        let place = place.map(|[id]| part(&id)).transpose()?;
        let (found, has_next) = identity::invitation::page(&caller, tenant, place, first).await?;
        let item = |row: calitas_domain::identity::Invitation| {
            (cursor(&[&row.id.row.to_string()]), Invitation::at(row, caller.now()))
        };
        let items = found.into_iter().map(item).collect();
        let counting = count(move |ctx| async move { identity::invitation::count(&ctx, tenant).await });
        Ok(InvitationConnection::new(Page { items, has_next, has_previous: after.is_some() }, counting))
    }

    /// Whom it erased on request, the latest first; for those who manage members.
    async fn erasures(&self, ctx: &Context<'_>) -> Result<Vec<Erasure>> {
        erasure::of_tenant(ctx, self.row.id).await
    }

    /// The saved views of a list: the viewer's own and the shared ones, by name.
    async fn saved_views(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The list they are of.")] surface: ViewSurface,
    ) -> Result<Vec<SavedView>> {
        let found = view::of_surface(&caller(ctx), self.row.id, surface.into()).await?;
        Ok(found.into_iter().map(SavedView::from).collect())
    }

    /// Its plans at a glance.
    async fn plan_summary(&self, ctx: &Context<'_>) -> Result<PlanSummary> {
        plan::summary(ctx, self.row.id).await
    }

    /// What its units have on their hands, the most late ones first.
    async fn workload(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only in this plan.")] plan_id: Option<ID>,
    ) -> Result<Vec<UnitWorkload>> {
        let plan = plan_id.map(|id| node::reference::<PlanId>("planId", &id, self.row.id)).transpose()?;
        plan::workload(ctx, self.row.id, plan).await
    }

    /// What stands at the head of its documents besides its name.
    async fn letterhead(&self, ctx: &Context<'_>) -> Result<Letterhead> {
        letterhead::of_tenant(ctx, self.row.id).await
    }

    /// Its CAF self-assessments, the newest year first; for a guest those the invitation names.
    async fn caf_assessments(&self, ctx: &Context<'_>) -> Result<Vec<CafAssessment>> {
        caf::of_tenant(ctx, self.row.id).await
    }

    /// Its self-assessments of internal control, the newest year first.
    async fn control_campaigns(&self, ctx: &Context<'_>) -> Result<Vec<ControlCampaign>> {
        control::campaigns(ctx, self.row.id).await
    }

    /// Its objectives, each general one before the specific ones that follow from it; those out of use too.
    async fn control_objectives(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those of this unit, with the general ones that they serve.")] unit_id: Option<
            ID,
        >,
    ) -> Result<Vec<ControlObjective>> {
        let unit = unit_id.map(|id| node::reference::<UnitId>("unitId", &id, self.row.id)).transpose()?;
        control::objectives(ctx, self.row.id, unit).await
    }

    /// Its Monitoring Commission; absent before one was set up.
    async fn monitoring_commission(&self, ctx: &Context<'_>) -> Option<Result<Commission>> {
        control::commission_of(ctx, self.row.id).await.transpose()
    }

    /// The meetings of its Monitoring Commission, the latest first.
    async fn commission_meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<CommissionMeetingConnection> {
        control::meetings(ctx, self.row.id, first, after).await
    }

    /// Its inventory of sensitive functions, by name; those out of it too.
    async fn sensitive_functions(&self, ctx: &Context<'_>) -> Result<Vec<SensitiveFunction>> {
        control::functions(ctx, self.row.id).await
    }

    /// Its register of delegations, the newest first; revoked ones too.
    async fn control_delegations(&self, ctx: &Context<'_>) -> Result<Vec<ControlDelegation>> {
        control::delegations(ctx, self.row.id).await
    }

    /// How far approved procedures cover its procedural activities.
    async fn procedure_coverage(&self, ctx: &Context<'_>) -> Result<ProcedureCoverage> {
        control::coverage(ctx, self.row.id).await
    }

    /// On which scale it rates its risks, and which exposure it tolerates.
    async fn risk_setting(&self, ctx: &Context<'_>) -> Result<RiskSetting> {
        risk::setting(ctx, self.row.id).await
    }

    /// Its register of risks; of some units with a filter.
    async fn risks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which risks; all unless told.")] filter: Option<RiskFilter>,
        #[graphql(default, desc = "What they are ordered by.")] order_by: RiskOrder,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<RiskConnection> {
        risk::risks(ctx, self.row.id, filter.unwrap_or_default(), order_by, first, after).await
    }

    /// How many of its risks are rated in each way on the scale in use.
    async fn risk_heat_map(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which risks; all unless told.")] filter: Option<RiskFilter>,
    ) -> Result<RiskHeatMap> {
        risk::heat_map(ctx, self.row.id, filter.unwrap_or_default()).await
    }

    /// Its register of risks as it stood at the end of a day.
    async fn risk_register(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; not one to come.")] as_of: Date,
        #[graphql(desc = "Only risks of these units; of all unless told.")] unit_ids: Option<Vec<ID>>,
    ) -> Result<RiskRegister> {
        risk::as_of(ctx, self.row.id, as_of, unit_ids).await
    }

    /// Its units with what they have on the register of risks, by name.
    async fn risk_units(&self, ctx: &Context<'_>) -> Result<Vec<RiskUnit>> {
        risk::units(ctx, self.row.id).await
    }

    /// Its objectives and activities in force, which risks may threaten.
    async fn risk_targets(&self, ctx: &Context<'_>) -> Result<Vec<RiskTarget>> {
        risk::targets(ctx, self.row.id).await
    }

    /// Its risk alerts that the viewer may see, the newest first.
    async fn risk_alerts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which alerts; all unless told.")] filter: Option<RiskAlertFilter>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<RiskAlertConnection> {
        risk::alerts(ctx, self.row.id, filter.unwrap_or_default(), first, after).await
    }

    /// Where the stream of its register of risks stands; pass it as `after` to `risksChanged`.
    async fn risk_stream_cursor(&self, ctx: &Context<'_>) -> Result<String> {
        risk::stream_cursor(ctx, self.row.id).await
    }

    /// How far the institutions directly under it are with a year; none for who does not centralise here.
    async fn subordinate_control(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The year that is reported.")] year: i32,
    ) -> Result<Vec<SubordinateControl>> {
        match calitas_app::control::centralise(&caller(ctx), self.row.id) {
            Ok(()) => control::subordinates(ctx, self.row.id, year).await,
            Err(_) => Ok(Vec::new()),
        }
    }

    /// The centralising statement of a year (annex 3); absent for who does not centralise here.
    async fn control_statement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The year that is reported.")] year: i32,
    ) -> Option<Result<ControlStatement>> {
        calitas_app::control::centralise(&caller(ctx), self.row.id).ok()?;
        Some(control::statement(ctx, self.row.id, year).await)
    }

    /// Until when the papers of internal control of a year are ready; absent for who does not read them.
    async fn control_calendar(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The year that is reported.")] year: i32,
    ) -> Option<Result<ControlCalendar>> {
        let may_read = caller(ctx).require(Permission::ControlRead, self.row.id).is_ok();
        if may_read { Some(control::calendar(ctx, self.row.id, year).await) } else { None }
    }

    /// Its self-assessment of internal control of a year; absent where there is none.
    async fn control_campaign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The year that is reported.")] year: i32,
    ) -> Option<Result<ControlCampaign>> {
        control::of_year(ctx, self.row.id, year).await.transpose()
    }

    /// The versions of its list of criteria of internal control, the newest first, at most 50; none before the first
    /// self-assessment or change.
    async fn control_templates(&self, ctx: &Context<'_>) -> Result<Vec<ControlTemplate>> {
        control::templates(ctx, self.row.id).await
    }

    /// Its nomenclature: kinds of documents and how long they are kept, by code.
    async fn retention_classes(&self, ctx: &Context<'_>) -> Result<Vec<RetentionClass>> {
        retention::of_tenant(ctx, self.row.id).await
    }

    /// What it decides about keeping documents.
    async fn retention_policy(&self, ctx: &Context<'_>) -> Result<RetentionPolicy> {
        retention::policy(ctx, self.row.id).await
    }

    /// Its selections of documents, the newest first.
    async fn disposals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<DisposalConnection> {
        retention::page(ctx, self.row.id, first, after).await
    }

    /// Documents whose term has ended and that are in no selection, the longest ended first.
    async fn due_documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<DocumentConnection> {
        retention::due(ctx, self.row.id, first, after).await
    }

    /// What it decides about reminders.
    async fn notification_policy(&self, ctx: &Context<'_>) -> Result<NotificationPolicy> {
        notification::policy(ctx, self.row.id).await
    }

    /// The days of a year on which it works otherwise than the law says.
    async fn calendar_days(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "From 2000 to 2100.")] year: i32,
    ) -> Result<Vec<CalendarDay>> {
        notification::calendar_days(ctx, self.row.id, year).await
    }

    /// Its calendar for other programs; absent without an address, and for those who do not look after it.
    async fn calendar_feed(&self, ctx: &Context<'_>) -> Option<Result<CalendarFeed>> {
        notification::calendar_feed(ctx, self.row.id).await
    }

    /// What happened to the institution itself, the newest first.
    async fn history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        journal::history_with(ctx, Permission::TenantRead, self.row.id, self.row.id.0, first, after).await
    }

    /// Everything that happened in it, the newest first; for those who read its journal.
    async fn journal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which entries; all unless told.")] filter: Option<JournalFilter>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalEntryConnection> {
        journal::page(ctx, self.row.id, filter.unwrap_or_default(), first, after).await
    }

    /// The kinds of events its journal may hold.
    async fn journal_kinds(&self, ctx: &Context<'_>) -> Vec<JournalKind> {
        journal::kinds(ctx)
    }

    /// What came of the last verification of its journal, for those who read it; absent before the first.
    async fn journal_check(&self, ctx: &Context<'_>) -> Option<Result<JournalCheck>> {
        journal::last_check(ctx, self.row.id).await
    }

    /// Where its journal ended day by day, signed; for those who read it.
    async fn journal_heads(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Page size, 1 to 100; 50 unless told.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the item before the page.")] after: Option<String>,
    ) -> Result<JournalHeadConnection> {
        journal::heads(ctx, self.row.id, &self.row.slug, first, after).await
    }

    /// How much waits for the viewer in it.
    async fn viewer_todo_count(&self, ctx: &Context<'_>) -> Result<i32> {
        plan::todo_count_in(ctx, self.row.id).await
    }

    /// The viewer's own place in it.
    async fn viewer_membership(&self, ctx: &Context<'_>) -> Result<Option<Membership>> {
        let caller = caller(ctx);
        let actor = caller.actor()?;
        Ok(actor.membership(self.row.id).map(|row| Membership::at(row.clone(), caller.today())))
    }

    /// What the viewer may take over from sheets.
    async fn import_kinds(&self, ctx: &Context<'_>) -> Vec<ImportKind> {
        import::kinds(ctx, self.row.id)
    }

    /// What the viewer may do in it.
    async fn viewer_can(&self, ctx: &Context<'_>) -> TenantViewerCan {
        TenantViewerCan::of(&caller(ctx), self.row.id)
    }
}

/// A tenant that must be there.
pub(crate) async fn tenant(ctx: &Context<'_>, id: TenantId) -> Result<Tenant> {
    let found = loader::load::<Tenant>(ctx, id).await?;
    Ok(found.ok_or(Error::NotFound(TenantId::KIND))?)
}
