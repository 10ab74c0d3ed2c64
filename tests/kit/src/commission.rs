//! The Monitoring Commission with its meetings, and the inventories, kept by the secretariat.

use crate::Stage;
use calitas_app::control::{commission, inventory, meeting, resolution};
use calitas_domain::{
    access::Role,
    control::{
        AttendanceStatus, Commission, CommissionDecision, CommissionInput, CommissionMember, CommissionRole,
        DecisionInput, Delegation, DelegationInput, ExposureLevel, FunctionInput, Meeting, MeetingInput,
        MeetingPatch, MemberInput, SensitiveFunction,
    },
    document::Subject,
    id::{CommissionMeetingId, EvidenceId},
};

impl Stage<'_> {
    /// The commission, with the head of the institution in the chair.
    pub async fn commission(&self) -> Commission {
        let (ctx, tenant) = (self.secretary().await, self.house.id);
        if let Some(found) = commission::of_tenants(&ctx, &[tenant]).await.expect("commissions").pop() {
            return found;
        }
        let decision_on = ctx.today() - chrono::Days::new(30);
        let input = CommissionInput { decision_number: self.words("112"), decision_on };
        let made = commission::save(&ctx, tenant, None, input).await.expect("a commission");
        let input = MemberInput {
            person: self.house.people[&Role::HeadOfInstitution].membership,
            role: CommissionRole::Chair,
            valid_from: decision_on,
            valid_until: None,
        };
        commission::add_member(&ctx, tenant, input, None).await.expect("a chair");
        made
    }

    /// Somebody new in it.
    pub async fn commission_member(&self) -> CommissionMember {
        let commission = self.commission().await;
        let person = self.specialist(&format!("seat{}", self.number())).await.membership;
        let ctx = self.secretary().await;
        let valid_from = ctx.today() - chrono::Days::new(10);
        let role = CommissionRole::Member;
        let input = MemberInput { person, role, valid_from, valid_until: None };
        commission::add_member(&ctx, self.house.id, input, None).await.expect("a member");
        let all = commission::members(&*self.secretary().await, &[commission.id]).await.expect("members");
        all.into_iter().find(|member| member.person == person).expect("a member")
    }

    /// A meeting convened for today.
    pub async fn meeting(&self) -> Meeting {
        self.commission().await;
        let ctx = self.secretary().await;
        let input = MeetingInput {
            held_on: ctx.today(),
            place: Some(self.words("Sala")),
            agenda: self.words("1. Registrul riscurilor"),
        };
        meeting::create(&ctx, self.house.id, input, None).await.expect("a meeting")
    }

    /// The same after it was held.
    pub async fn held_meeting(&self) -> Meeting {
        let planned = self.meeting().await;
        let ctx = self.secretary().await;
        meeting::hold(&ctx, planned.id, planned.version, None).await.expect("held")
    }

    /// The same with who was there, minutes and a decision.
    pub async fn decision(&self) -> (Meeting, CommissionDecision) {
        let held = self.held_meeting().await;
        let ctx = self.secretary().await;
        let members = commission::members(&ctx, &[held.commission]).await.expect("members");
        let there = members.iter().map(|member| (member.id, AttendanceStatus::Present)).collect();
        let patch = MeetingPatch {
            minutes: Some(Some(self.words("S-a discutat"))),
            attendance: Some(there),
            ..MeetingPatch::default()
        };
        let told = meeting::update(&ctx, held.id, held.version, patch).await.expect("told");
        let input = DecisionInput {
            text: self.words("Se aprobă"),
            responsible: Some(self.house.people[&Role::HeadOfUnit].membership),
            due_on: Some(ctx.today() + chrono::Days::new(30)),
        };
        resolution::decide(&ctx, told.id, input, None).await.expect("decided");
        let ctx = self.secretary().await;
        let decision = resolution::of_meetings(&ctx, &[told.id]).await.expect("decisions").remove(0);
        (told, decision)
    }

    /// A meeting with its signed minutes.
    pub async fn signed_meeting(&self) -> (CommissionMeetingId, EvidenceId) {
        let held = self.held_meeting().await;
        let secretary = self.house.people[&Role::ControlSecretariat].clone();
        (held.id, self.evidence(&secretary, Subject::Meeting(held.id)).await)
    }

    /// A sensitive function of the unit `legal`.
    pub async fn sensitive_function(&self) -> SensitiveFunction {
        let ctx = self.secretary().await;
        let input = FunctionInput {
            name: self.words("Casier"),
            unit: self.house.legal,
            factors: self.words("Numerar"),
            exposure: ExposureLevel::High,
            holder: Some(self.house.people[&Role::HeadOfUnit].membership),
            held_since: Some(ctx.today()),
            measures: self.words("Inventar inopinat"),
            due_on: None,
        };
        inventory::create_function(&ctx, self.house.id, input, None).await.expect("a function")
    }

    /// A delegation of the head of the institution.
    pub async fn delegation(&self) -> Delegation {
        let ctx = self.secretary().await;
        let input = DelegationInput {
            powers: self.words("Semnează comenzi"),
            delegator: self.house.people[&Role::HeadOfInstitution].membership,
            delegate: self.house.people[&Role::HeadOfUnit].membership,
            act: self.words("Dispoziția"),
            valid_from: ctx.today(),
            valid_until: None,
            limits: Some(self.words("Sub 10.000 lei")),
        };
        inventory::create_delegation(&ctx, self.house.id, input, None).await.expect("a delegation")
    }

    /// Something in every table of it.
    pub(crate) async fn council(&self) {
        self.decision().await;
        self.signed_meeting().await;
        self.sensitive_function().await;
        self.delegation().await;
    }
}
