//! The schema: roots of all features, `node`, and the data a request brings.
//!
//! To add a feature: its query, mutation and subscription roots to the merged objects, its objects to [`Node`].

use crate::{
    caf::{
        CafAreaMutation, CafAssessment, CafConsensus, CafFinding, CafIndividualScore, CafMember, CafMutation,
        CafPresenceSubscription, CafQuery, CafReport, CafReportMutation, CafRoomMutation, CafScoreMutation,
        CafSubscription,
    },
    connection::caller,
    control::{
        AnnualControlReport, Commission, CommissionMeeting, CommissionMeetingMutation,
        CommissionMeetingQuery, CommissionMutation, ControlActivity, ControlCalendarMutation,
        ControlCampaign, ControlChainQuery, ControlDeadline, ControlDelegation, ControlIndicator,
        ControlIndicatorMutation, ControlMutation, ControlObjective, ControlObjectiveMutation,
        ControlPresenceSubscription, ControlQuery, ControlQuestionnaire, ControlReportMutation,
        ControlSubscription, ControlTemplate, ControlTemplateMutation, CriterionAnswer, InventoryMutation,
        QuestionnaireMutation, SensitiveFunction,
    },
    document::{DocumentQuery, Evidence, EvidenceFile, EvidenceMutation, UploadMutation},
    error::Localised,
    event_scope::FreshScope,
    guard::Guarded,
    identity::{
        CustomRole, CustomRoleMutation, DoorMutation, ErasureMutation, IdentityQuery, Invitation,
        MemberMutation, Membership, SecondFactorMutation, ViewerSubscription,
    },
    import::{ImportMutation, ImportQuery},
    journal::JournalMutation,
    limits,
    loader::{self, Loaders},
    node::GlobalId,
    notification::NotificationMutation,
    plan::{
        Plan, PlanAction, PlanActionBulkMutation, PlanActionComment, PlanActionMutation,
        PlanActionPartMutation, PlanCommentMutation, PlanMutation, PlanQuery, PlanSubscription,
    },
    retention::{
        Disposal, DisposalActMutation, DisposalMutation, RetentionClass, RetentionMutation,
        RetentionPolicyMutation, RetentionQuery,
    },
    risk::{
        Risk, RiskAlert, RiskAlertMutation, RiskMutation, RiskQuery, RiskSettingMutation, RiskSubscription,
    },
    search::SearchQuery,
    tenancy::{
        InstitutionMutation, LetterheadMutation, Municipality, TenancyMutation, TenancyQuery, Tenant, Unit,
    },
    trusted::TrustedDocuments,
    view::{SavedView, ViewMutation},
};
use async_graphql::{
    Context, Data, ID, Interface, MergedObject, MergedSubscription, Object, Result, SDLExportOptions, Schema,
};
use calitas_app::Ctx;
use calitas_domain::{
    Error, Reason,
    id::{
        CafAssessmentId, CafConsensusId, CafFindingId, CafIndividualScoreId, CafMemberId, CafReportId,
        CommissionId, CommissionMeetingId, ControlActivityId, ControlAnswerId, ControlCampaignId,
        ControlDeadlineId, ControlDelegationId, ControlIndicatorId, ControlObjectiveId,
        ControlQuestionnaireId, ControlReportId, ControlTemplateId, CustomRoleId, DisposalId, EvidenceFileId,
        EvidenceId, InvitationId, MembershipId, MunicipalityId, PlanActionCommentId, PlanActionId, PlanId,
        RetentionClassId, RiskAlertId, RiskId, SavedViewId, SensitiveFunctionId, TenantId, UnitId,
    },
};
use std::sync::Arc;

/// Questions.
#[derive(MergedObject, Default)]
pub struct Query(
    NodeQuery,
    IdentityQuery,
    TenancyQuery,
    PlanQuery,
    DocumentQuery,
    RetentionQuery,
    ControlQuery,
    ControlChainQuery,
    CommissionMeetingQuery,
    RiskQuery,
    CafQuery,
    SearchQuery,
    ImportQuery,
);

/// Acts. Each takes one `input` and gives back what changed.
#[derive(MergedObject, Default)]
pub struct Mutation(
    DoorMutation,
    SecondFactorMutation,
    MemberMutation,
    CustomRoleMutation,
    ErasureMutation,
    TenancyMutation,
    InstitutionMutation,
    LetterheadMutation,
    ViewMutation,
    PlanMutation,
    PlanActionMutation,
    PlanActionBulkMutation,
    PlanActionPartMutation,
    PlanCommentMutation,
    NotificationMutation,
    EvidenceMutation,
    UploadMutation,
    RetentionMutation,
    RetentionPolicyMutation,
    DisposalMutation,
    DisposalActMutation,
    ControlMutation,
    QuestionnaireMutation,
    RiskSettingMutation,
    RiskMutation,
    RiskAlertMutation,
    ControlReportMutation,
    ControlCalendarMutation,
    ControlTemplateMutation,
    ControlObjectiveMutation,
    ControlIndicatorMutation,
    CommissionMutation,
    CommissionMeetingMutation,
    InventoryMutation,
    CafMutation,
    CafScoreMutation,
    CafRoomMutation,
    CafAreaMutation,
    CafReportMutation,
    JournalMutation,
    ImportMutation,
);

/// What happens, as it happens.
#[derive(MergedSubscription, Default)]
pub struct Subscription(
    PlanSubscription,
    ViewerSubscription,
    ControlSubscription,
    ControlPresenceSubscription,
    RiskSubscription,
    CafSubscription,
    CafPresenceSubscription,
);

/// The schema of Calitas.
pub type CalitasSchema = Schema<Query, Mutation, Subscription>;

/// Something with a global id.
#[derive(Clone, Interface)]
#[graphql(field(name = "id", ty = "&ID", desc = "Opaque global id."))]
pub enum Node {
    /// A municipality.
    Municipality(Municipality),
    /// An institution.
    Tenant(Tenant),
    /// A unit.
    Unit(Unit),
    /// A membership.
    Membership(Membership),
    /// An invitation.
    Invitation(Invitation),
    /// A role of an institution.
    CustomRole(CustomRole),
    /// A saved view.
    SavedView(SavedView),
    /// A plan.
    Plan(Plan),
    /// An action of a plan.
    PlanAction(PlanAction),
    /// A comment on an action.
    PlanActionComment(PlanActionComment),
    /// A piece of evidence.
    Evidence(Evidence),
    /// A file of a piece of evidence.
    EvidenceFile(EvidenceFile),
    /// An entry of a nomenclature.
    RetentionClass(RetentionClass),
    /// A selection.
    Disposal(Disposal),
    /// A self-assessment of internal control.
    ControlCampaign(ControlCampaign),
    /// The questionnaire of a compartment.
    ControlQuestionnaire(ControlQuestionnaire),
    /// An answer to a criterion.
    CriterionAnswer(CriterionAnswer),
    /// A version of the list of criteria.
    ControlTemplate(ControlTemplate),
    /// A risk.
    Risk(Risk),
    /// A risk alert.
    RiskAlert(RiskAlert),
    /// An annual report on internal control.
    AnnualControlReport(AnnualControlReport),
    /// An objective of internal control.
    ControlObjective(ControlObjective),
    /// An activity of a compartment.
    ControlActivity(ControlActivity),
    /// An indicator of an objective or activity.
    ControlIndicator(ControlIndicator),
    /// The Monitoring Commission of an institution.
    Commission(Commission),
    /// A meeting of it.
    CommissionMeeting(CommissionMeeting),
    /// A day by which something of internal control is due.
    ControlDeadline(ControlDeadline),
    /// A sensitive function.
    SensitiveFunction(SensitiveFunction),
    /// A delegation.
    ControlDelegation(ControlDelegation),
    /// A CAF self-assessment.
    CafAssessment(CafAssessment),
    /// Somebody in the group of one.
    CafMember(CafMember),
    /// What a member says of a subcriterion.
    CafIndividualScore(CafIndividualScore),
    /// A subcriterion before the group.
    CafConsensus(CafConsensus),
    /// A strength or an area for improvement a group found.
    CafFinding(CafFinding),
    /// A self-assessment report.
    CafReport(CafReport),
}

/// Things by global id.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Any thing by its global id; absent when it is not there or not the viewer's to see.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global id of anything.")] id: ID,
    ) -> Result<Option<Node>> {
        caller(ctx).actor()?;
        node(ctx, &id).await
    }

    /// Things by their global ids, in this order; absent where there is none to see.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most 100.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>> {
        caller(ctx).actor()?;
        let max = usize::try_from(*limits::PAGE.end()).unwrap_or(100);
        if ids.len() > max {
            return Err(Error::invalid("ids", Reason::TooMany { max }).into());
        }
        futures_util::future::try_join_all(ids.iter().map(|id| node(ctx, id))).await
    }
}

/// Anything by its global id; absent when it is not there or not the viewer's to see.
pub(crate) async fn node(ctx: &Context<'_>, id: &ID) -> Result<Option<Node>> {
    macro_rules! by_kind {
        ($($key:ident => $node:ident),* $(,)?) => {
            $(if let Some(key) = $key::read(id) {
                return Ok(loader::load::<$node>(ctx, key).await?.map(Node::$node));
            })*
        };
    }
    by_kind! {
        MunicipalityId => Municipality,
        TenantId => Tenant,
        UnitId => Unit,
        MembershipId => Membership,
        InvitationId => Invitation,
        CustomRoleId => CustomRole,
        SavedViewId => SavedView,
        PlanId => Plan,
        PlanActionId => PlanAction,
        PlanActionCommentId => PlanActionComment,
        EvidenceId => Evidence,
        EvidenceFileId => EvidenceFile,
        RetentionClassId => RetentionClass,
        DisposalId => Disposal,
        ControlCampaignId => ControlCampaign,
        ControlQuestionnaireId => ControlQuestionnaire,
        ControlAnswerId => CriterionAnswer,
        ControlTemplateId => ControlTemplate,
        RiskId => Risk,
        RiskAlertId => RiskAlert,
        ControlReportId => AnnualControlReport,
        ControlObjectiveId => ControlObjective,
        ControlActivityId => ControlActivity,
        ControlIndicatorId => ControlIndicator,
        CommissionId => Commission,
        CommissionMeetingId => CommissionMeeting,
        ControlDeadlineId => ControlDeadline,
        SensitiveFunctionId => SensitiveFunction,
        ControlDelegationId => ControlDelegation,
        CafAssessmentId => CafAssessment,
        CafMemberId => CafMember,
        CafIndividualScoreId => CafIndividualScore,
        CafConsensusId => CafConsensus,
        CafFindingId => CafFinding,
        CafReportId => CafReport,
    }
    Ok(None)
}

/// The schema for queries and mutations. No extension: any one costs a boxed call per field.
pub fn schema() -> CalitasSchema {
    Schema::build(Query::default(), Mutation::default(), Subscription::default())
        .disable_suggestions()
        .finish()
}

/// The schema as text.
pub fn sdl() -> String {
    schema().sdl_with_options(SDLExportOptions::new().include_specified_by().sorted_enum_items())
}

/// The schema behind the guard, for every transport.
///
/// # Errors
/// When the schema's own text cannot be parsed.
pub fn guarded(
    documents: TrustedDocuments,
) -> Result<Guarded<Localised<CalitasSchema>>, async_graphql::parser::Error> {
    let streams = Schema::build(Query::default(), Mutation::default(), Subscription::default())
        .extension(FreshScope)
        .disable_suggestions()
        .finish();
    Guarded::new(Localised(schema()), Localised(streams), &sdl(), documents)
}

/// What the resolvers of one request, or of one event of a subscription, find in their context.
pub fn request_data(ctx: Arc<Ctx>) -> Data {
    let mut data = Data::default();
    data.insert(ctx);
    data.insert(Loaders::default());
    data
}
