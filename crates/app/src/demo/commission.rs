//! The Monitoring Commission of each institution of the demonstration: set up last year, two meetings held with what they
//! decided, one convened; and the inventories of sensitive functions and delegations. Actions of `demo-plans.json` name
//! the decision `CM-2.1`: a meeting or decision is never put before it here.

use super::control::{Cast, cast, morning};
use crate::{
    app::App,
    control::{
        commission::{commission_event, member_event},
        inventory::{delegation_event, function_event},
        meeting::meeting_event,
        resolution::decision_event,
    },
};
use calitas_domain::{
    Error, Event,
    calendar::{self, WorkCalendar},
    control::{
        AttendanceStatus, Commission, CommissionDecision, CommissionInput, CommissionMember, CommissionRole,
        DecisionInput, Delegation, DelegationInput, DelegationPatch, ExposureLevel, FunctionInput, Meeting,
        MeetingInput, MeetingPatch, MemberInput, SensitiveFunction, is_internal_audit,
    },
    id::{
        CommissionDecisionId, CommissionId, CommissionMeetingId, CommissionMemberId, ControlDelegationId,
        MembershipId, SensitiveFunctionId, TenantId,
    },
    journal::{Actor, EventKind, created, difference},
    tenancy::Unit,
};
use calitas_store::{
    Scope, WriteTx,
    control::{commission as rows, inventory, meeting, resolution},
    identity::membership::{self, Filter},
    tenancy,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use std::collections::BTreeSet;

/// A meeting with what it decided: until how many days after it.
struct MeetingScript {
    /// How many days ago.
    before: u64,
    agenda: &'static str,
    minutes: &'static str,
    decisions: &'static [(&'static str, u64)],
}

const HELD: [MeetingScript; 2] = [
    MeetingScript {
        before: 200,
        agenda: "1. Aprobarea programului de dezvoltare a sistemului de control intern managerial\n2. Limita de toleranță la risc\n3. Diverse",
        minutes: "Secretariatul tehnic a prezentat proiectul programului de dezvoltare. Membrii au cerut corelarea termenelor cu planul de formare. S-a propus limita de toleranță 10, care se supune aprobării conducătorului.",
        decisions: &[
            ("Se aprobă programul de dezvoltare a sistemului de control intern managerial.", 30),
            ("Compartimentele transmit secretariatului riscurile actualizate și măsurile de control.", 45),
        ],
    },
    MeetingScript {
        before: 60,
        agenda: "1. Stadiul procedurilor documentate\n2. Inventarul funcțiilor sensibile\n3. Pregătirea autoevaluării anuale",
        minutes: "Din procedurile inventariate, o parte sunt mai vechi de trei ani și nu mai corespund organigramei. Inventarul funcțiilor sensibile a fost completat. Calendarul autoevaluării a fost adus la cunoștința membrilor.",
        decisions: &[
            (
                "Procedurile mai vechi de trei ani și măsurile restante se revizuiesc și se includ într-un plan de acțiune.",
                150,
            ),
            ("Se actualizează inventarul funcțiilor sensibile, cu măsuri pentru fiecare funcție.", 90),
        ],
    },
];

const PLANNED: &str = "1. Rezultatele autoevaluării pe compartimente\n2. Situația sintetică a rezultatelor\n3. Proiectul raportului anual asupra sistemului de control intern managerial";

const FUNCTIONS: [(&str, &str, ExposureLevel, &str); 3] = [
    (
        "Gestionar și casier",
        "Manipularea numerarului și a valorilor materiale, lipsa unui înlocuitor permanent",
        ExposureLevel::High,
        "Inventare inopinate trimestriale, separarea încasării de evidență, înlocuitor desemnat prin dispoziție",
    ),
    (
        "Responsabil cu achizițiile publice",
        "Contact direct cu ofertanții, influență asupra cerințelor și a criteriilor de atribuire",
        ExposureLevel::High,
        "Comisii de evaluare cu componență schimbată, declarații privind conflictul de interese, control ex post prin sondaj",
    ),
    (
        "Inspector care constată contravenții",
        "Lucru pe teren fără supraveghere directă, sume încasate pe baza propriilor constatări",
        ExposureLevel::Medium,
        "Echipe de câte doi, rotația zonelor la șase luni, verificarea lunară a proceselor-verbale",
    ),
];

const DELEGATIONS: [(&str, &str, Option<&str>); 3] = [
    (
        "Semnarea corespondenței curente și a răspunsurilor la petiții",
        "Dispoziția nr. 41",
        Some("Fără acte care angajează patrimonial instituția"),
    ),
    (
        "Coordonarea instituției în lipsa conducătorului",
        "Dispoziția nr. 58",
        Some("Cel mult 15 zile lucrătoare"),
    ),
    ("Aprobarea referatelor de necesitate sub 10.000 lei", "Dispoziția nr. 73", None),
];

struct Story<'a> {
    app: &'a App,
    tenant: TenantId,
    tx: WriteTx,
    cast: Cast,
    today: NaiveDate,
    units: Vec<Unit>,
}

/// Tells the story of an institution, unless it has a commission.
pub(super) async fn load(app: &App, tenant: TenantId) -> Result<(), Error> {
    let scope = Scope::system(tenant);
    let mut read = app.store().read(&scope).await?;
    if !rows::of_tenants(&mut read, &[tenant]).await?.is_empty() {
        return Ok(());
    }
    let found = membership::page(&mut read, tenant, &Filter::default(), None, 1_000).await?;
    let places: Vec<MembershipId> = found.into_iter().map(|(_, place)| place).collect();
    let Some(cast) = cast(&membership::by_ids(&mut read, &places).await?) else { return Ok(()) };
    let mut units = tenancy::units(&mut read, tenant).await?;
    drop(read);
    units.retain(|unit| unit.retired_at.is_none());
    if units.is_empty() {
        return Ok(());
    }
    let tx = app.store().write(&scope, tenant, Actor::System, app.now()).await?;
    let today = calendar::day(app.now());
    let mut story = Story { app, tenant, tx, cast, today, units };
    let members = story.set_up().await?;
    for (number, script) in (1..).zip(&HELD) {
        story.hold(number, script, &members).await?;
    }
    for (turn, script) in FUNCTIONS.iter().enumerate() {
        story.function(turn, script).await?;
    }
    for (number, script) in (1..).zip(&DELEGATIONS) {
        story.delegate(number, script, &members).await?;
    }
    story.convene(members[0].commission).await
}

impl Story<'_> {
    fn day(&self, before: u64) -> NaiveDate {
        self.today - Days::new(before)
    }

    fn at(&self, before: u64) -> DateTime<Utc> {
        morning(self.day(before))
    }

    async fn tell(&mut self, at: DateTime<Utc>, event: Event) -> Result<(), Error> {
        self.tx.as_of(Actor::Member(self.cast.secretary), at);
        Ok(self.tx.record(&event).await?)
    }

    /// The head leads it, the secretariat keeps its papers, heads of the first level are in it, but not of internal audit.
    async fn set_up(&mut self) -> Result<Vec<CommissionMember>, Error> {
        let (at, on) = (self.at(400), self.day(400));
        let input = CommissionInput { decision_number: "112".to_owned(), decision_on: on };
        let id = CommissionId::new(self.tenant, self.app.new_id());
        let new = Commission::set_up(id, input, at, on)?;
        rows::create(&mut self.tx, &new).await?;
        self.tell(at, commission_event(EventKind::CommissionSetUp, &new).with(created(&new))).await?;
        let mut people =
            vec![(self.cast.head, CommissionRole::Chair), (self.cast.secretary, CommissionRole::Secretary)];
        let sits = |unit: &&Unit| unit.is_first_level && !is_internal_audit(unit.id, &self.units);
        let heads = self.units.iter().filter(sits).filter_map(|unit| self.cast.heads.get(&unit.id));
        people.extend(heads.map(|head| (*head, CommissionRole::Member)));
        let mut seen = BTreeSet::new();
        people.retain(|(person, _)| seen.insert(person.row));
        let mut members: Vec<CommissionMember> = Vec::new();
        for (person, role) in people {
            let input = MemberInput { person, role, valid_from: on, valid_until: None };
            let id = CommissionMemberId::new(self.tenant, self.app.new_id());
            let member = CommissionMember::enter(id, new.id, input, &members, at)?;
            rows::add_member(&mut self.tx, &member).await?;
            let event = member_event(EventKind::CommissionMemberAdded, &member).with(created(&member));
            self.tell(at, event).await?;
            members.push(member);
        }
        Ok(members)
    }

    async fn hold(
        &mut self,
        number: i32,
        script: &MeetingScript,
        members: &[CommissionMember],
    ) -> Result<(), Error> {
        let (at, on) = (self.at(script.before), self.day(script.before));
        let input = MeetingInput {
            held_on: on,
            place: Some("Sala de ședințe".to_owned()),
            agenda: script.agenda.to_owned(),
        };
        let id = CommissionMeetingId::new(self.tenant, self.app.new_id());
        let convened =
            Meeting::convene(id, members[0].commission, number, input, self.at(script.before + 7))?;
        meeting::create(&mut self.tx, &convened).await?;
        let event = meeting_event(EventKind::CommissionMeetingConvened, &convened).with(created(&convened));
        self.tell(self.at(script.before + 7), event).await?;
        let held = convened.clone().held(None, on)?;
        let event = meeting_event(EventKind::CommissionMeetingHeld, &held).with(difference(&convened, &held));
        self.tell(at, event).await?;
        let status = |turn: usize| match turn {
            3 => AttendanceStatus::Represented,
            5 => AttendanceStatus::Absent,
            _ => AttendanceStatus::Present,
        };
        let attendance = members.iter().enumerate().map(|(turn, member)| (member.id, status(turn)));
        let patch = MeetingPatch {
            minutes: Some(Some(script.minutes.to_owned())),
            attendance: Some(attendance.collect()),
            ..MeetingPatch::default()
        };
        let told = held.clone().patched(patch, members, on)?;
        meeting::save(&mut self.tx, &told).await?;
        let event = meeting_event(EventKind::CommissionMeetingUpdated, &told).with(difference(&held, &told));
        self.tell(at, event).await?;
        for (number, (text, days)) in (1..).zip(script.decisions) {
            let responsible = members.get(usize::try_from(number).unwrap_or(1)).map(|member| member.person);
            let due_on = Some(on + Days::new(*days));
            let input = DecisionInput { text: (*text).to_owned(), responsible, due_on };
            let id = CommissionDecisionId::new(self.tenant, self.app.new_id());
            let new = CommissionDecision::take(id, &told, number, input, at)?;
            resolution::create(&mut self.tx, &new).await?;
            self.tell(at, decision_event(EventKind::CommissionDecisionTaken, &new).with(created(&new)))
                .await?;
        }
        Ok(())
    }

    async fn function(
        &mut self,
        turn: usize,
        (name, factors, exposure, measures): &(&str, &str, ExposureLevel, &str),
    ) -> Result<(), Error> {
        let at = self.at(55);
        let unit = self.units[turn % self.units.len()].id;
        let holder = self.cast.heads.get(&unit).copied();
        let input = FunctionInput {
            name: (*name).to_owned(),
            unit,
            factors: (*factors).to_owned(),
            exposure: *exposure,
            holder,
            held_since: Some(self.day(900)),
            measures: (*measures).to_owned(),
            due_on: Some(self.today + Days::new(90)),
        };
        let id = SensitiveFunctionId::new(self.tenant, self.app.new_id());
        let new = SensitiveFunction::enter(id, input, at, self.today)?;
        inventory::create_function(&mut self.tx, &new).await?;
        self.tell(at, function_event(EventKind::SensitiveFunctionCreated, &new).with(created(&new))).await
    }

    /// The head delegates; the last one was revoked.
    async fn delegate(
        &mut self,
        number: i32,
        (powers, act, limits): &(&str, &str, Option<&str>),
        members: &[CommissionMember],
    ) -> Result<(), Error> {
        let at = self.at(50);
        let others = || members.iter().filter(|member| member.person != self.cast.head);
        let turn = usize::try_from(number).unwrap_or(1);
        let found = others().nth(turn).or_else(|| others().next());
        let delegate = found.map_or(self.cast.secretary, |member| member.person);
        let input = DelegationInput {
            powers: (*powers).to_owned(),
            delegator: self.cast.head,
            delegate,
            act: (*act).to_owned(),
            valid_from: self.day(50),
            valid_until: (number == 2).then(|| self.today + Days::new(300)),
            limits: limits.map(str::to_owned),
        };
        let id = ControlDelegationId::new(self.tenant, self.app.new_id());
        let new = Delegation::enter(id, number, input, at)?;
        inventory::create_delegation(&mut self.tx, &new).await?;
        let event = delegation_event(EventKind::ControlDelegationCreated, &new).with(created(&new));
        self.tell(at, event).await?;
        if number < 3 {
            return Ok(());
        }
        let at = self.at(10);
        let patch = DelegationPatch { is_revoked: Some(true), ..DelegationPatch::default() };
        let revoked = new.clone().patched(patch, at)?;
        inventory::save_delegation(&mut self.tx, &revoked).await?;
        let event = delegation_event(EventKind::ControlDelegationUpdated, &revoked);
        self.tell(at, event.with(difference(&new, &revoked))).await
    }

    /// The next meeting, convened yesterday.
    async fn convene(mut self, commission: CommissionId) -> Result<(), Error> {
        let at = self.at(1);
        let input = MeetingInput {
            held_on: WorkCalendar::default().on_or_after(self.today + Days::new(20)),
            place: Some("Sala de ședințe".to_owned()),
            agenda: PLANNED.to_owned(),
        };
        let id = CommissionMeetingId::new(self.tenant, self.app.new_id());
        let number = meeting::next_number(&mut self.tx, commission).await?;
        let new = Meeting::convene(id, commission, number, input, at)?;
        meeting::create(&mut self.tx, &new).await?;
        self.tx.as_of(Actor::Member(self.cast.secretary), at);
        let event = meeting_event(EventKind::CommissionMeetingConvened, &new).with(created(&new));
        Ok(self.tx.commit(event).await?)
    }
}
