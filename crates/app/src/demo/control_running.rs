//! This year's self-assessment of internal control in the first municipality, under way: compartments that have not begun,
//! are answering, have delegated, handed in, got it back or are taken in; one institution where nobody has begun, one that
//! is done, one that is late.

use super::control::{about, cast, morning, said, step};
use crate::app::App;
use calitas_domain::{
    Error, Event,
    access::Role,
    calendar,
    control::{AnswerPatch, Campaign, CampaignInput, Criterion, CriterionAnswer, Questionnaire, Template},
    id::{
        ControlAnswerId, ControlCampaignId, ControlQuestionnaireId, ControlTemplateId, MembershipId,
        TenantId, UnitId,
    },
    identity::Membership,
    journal::{Actor, EventKind, created, difference},
};
use calitas_store::{
    Scope, WriteTx,
    control::{answer, campaign, questionnaire, template},
    identity::membership::{self, Filter},
    tenancy,
};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// Criteria that are answered in a questionnaire under way.
const BEGUN: usize = 27;
const DELEGATED: usize = 12;

/// How far a compartment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotBegun,
    Begun,
    Delegated,
    HandedIn,
    Returned,
    Locked,
}

/// What an institution shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picture {
    /// Something of everything.
    Mixed,
    /// It was asked two days ago.
    Fresh,
    /// The day is over and some have not handed in.
    Late,
    /// Everything is taken in.
    Done,
}

impl Picture {
    /// Of the institution at a place in its tree.
    fn of(place: usize) -> Self {
        match place {
            2 => Self::Fresh,
            3 => Self::Late,
            4 => Self::Done,
            _ => Self::Mixed,
        }
    }

    /// How many days ago it was opened, and its last day, from today.
    fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (ago, due) = match self {
            Self::Mixed => (20, today + Days::new(9)),
            Self::Fresh => (2, today + Days::new(27)),
            Self::Late => (25, today - Days::new(4)),
            Self::Done => (24, today + Days::new(2)),
        };
        // The year that is reported has begun by then.
        let first = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
        let opened_on = (today - Days::new(ago)).max(first);
        (opened_on, due.max(opened_on))
    }

    fn state(self, number: usize) -> State {
        use State::{Begun, Delegated, HandedIn, Locked, NotBegun, Returned};
        let row: &[State] = match self {
            Self::Mixed => &[Locked, HandedIn, Begun, Delegated, Returned, NotBegun],
            Self::Fresh => &[NotBegun],
            Self::Late => &[Begun, HandedIn, NotBegun, Locked],
            Self::Done => &[Locked],
        };
        row[number % row.len()]
    }
}

/// Plays this year's campaign of an institution as far as it is, unless it has one. `place` is that of the institution in
/// its tree.
pub(super) async fn load(app: &App, tenant: TenantId, place: usize) -> Result<(), Error> {
    let scope = Scope::system(tenant);
    let today = calendar::day(app.now());
    let mut read = app.store().read(&scope).await?;
    if campaign::of_year(&mut read, tenant, today.year()).await?.is_some() {
        return Ok(());
    }
    let found = membership::page(&mut read, tenant, &Filter::default(), None, 1_000).await?;
    let places: Vec<MembershipId> = found.into_iter().map(|(_, place)| place).collect();
    let people = membership::by_ids(&mut read, &places).await?;
    let (Some(cast), Some(list)) = (cast(&people), template::newest(&mut read, tenant).await?) else {
        return Ok(());
    };
    let criteria = template::criteria(&mut read, &[list.id]).await?;
    let units = tenancy::units(&mut read, tenant).await?.into_iter().filter(|unit| unit.is_first_level);
    let units: Vec<UnitId> = units.map(|unit| unit.id).collect();
    drop(read);
    let picture = Picture::of(place);
    let (opened_on, due_on) = picture.days(today);
    let mut tx = app.store().write(&scope, tenant, Actor::Member(cast.secretary), morning(opened_on)).await?;
    let mut play = Play {
        tx: &mut tx,
        criteria: &criteria,
        secretary: cast.secretary,
        heads: &cast.heads,
        colleagues: colleagues(&people),
        opened_on,
        today,
    };
    let opened = play.open(app, &list, due_on).await?;
    for (number, unit) in units.into_iter().enumerate() {
        let state = if unit == super::unit("ps6", "juridic") {
            // Its head is whom visitors and journeys play: nothing of this waits for them.
            State::Locked
        } else {
            picture.state(number + place)
        };
        play.compartment(app, &opened, unit, state, number).await?;
    }
    // What was done stands in the journal; the write itself is nobody's deed.
    tx.commit_all(Vec::new()).await?;
    Ok(())
}

/// A colleague in each unit whom its head may let answer.
fn colleagues(people: &[Membership]) -> BTreeMap<UnitId, MembershipId> {
    let of = |person: &Membership| {
        let grants = person.grants.iter().filter(|grant| grant.role.is(Role::Specialist));
        grants.filter_map(|grant| Some((grant.unit?, person.id))).collect::<Vec<_>>()
    };
    people.iter().flat_map(of).collect()
}

struct Play<'a> {
    tx: &'a mut WriteTx,
    criteria: &'a [Criterion],
    secretary: MembershipId,
    heads: &'a BTreeMap<UnitId, MembershipId>,
    colleagues: BTreeMap<UnitId, MembershipId>,
    opened_on: NaiveDate,
    today: NaiveDate,
}

impl Play<'_> {
    async fn open(&mut self, app: &App, list: &Template, due_on: NaiveDate) -> Result<Campaign, Error> {
        let id = ControlCampaignId::new(self.secretary.tenant, app.new_id());
        let input = CampaignInput { year: self.today.year(), due_on };
        let at = morning(self.opened_on);
        let list: ControlTemplateId = list.id;
        let opened = Campaign::open(id, list, &input, Some(self.secretary), at, self.opened_on)?;
        campaign::create(self.tx, &opened).await?;
        self.tx.record(&about(EventKind::ControlCampaignOpened, &opened).with(created(&opened))).await?;
        Ok(opened)
    }

    /// A day after the opening, yesterday at the latest.
    fn day(&self, after: usize) -> NaiveDate {
        let after = u64::try_from(after).unwrap_or_default();
        (self.opened_on + Days::new(after)).min(self.today - Days::new(1)).max(self.opened_on)
    }

    fn now(&mut self, who: MembershipId, after: usize) {
        let at = morning(self.day(after));
        self.tx.as_of(Actor::Member(who), at);
    }

    async fn compartment(
        &mut self,
        app: &App,
        campaign: &Campaign,
        unit: UnitId,
        state: State,
        number: usize,
    ) -> Result<(), Error> {
        let tenant = unit.tenant;
        let new = Questionnaire::new(ControlQuestionnaireId::new(tenant, app.new_id()), campaign.id, unit);
        let place = |one: &Criterion| {
            CriterionAnswer::empty(ControlAnswerId::new(tenant, app.new_id()), new.id, one.id)
        };
        let places: Vec<CriterionAnswer> = self.criteria.iter().map(place).collect();
        let asked: Vec<_> = self.criteria.iter().map(|one| one.id.row).collect();
        let rows: Vec<_> = places.iter().map(|one| one.id.row).collect();
        questionnaire::create(self.tx, std::slice::from_ref(&new), &asked, &rows).await?;
        // Nobody answers for a compartment without a head.
        let Some(head) = self.heads.get(&unit).copied() else { return Ok(()) };
        let begun = 2 + number % 8;
        let questionnaire = match state {
            State::NotBegun => return Ok(()),
            State::Begun => {
                self.answers(head, places, BEGUN, (number, begun)).await?;
                new
            }
            State::Delegated => {
                let colleague = self.colleagues.get(&unit).copied();
                let delegated = new.clone().delegated(colleague)?;
                self.now(head, begun);
                self.record(EventKind::ControlQuestionnaireDelegated, &new, &delegated).await?;
                let who = colleague.unwrap_or(head);
                self.answers(who, places, DELEGATED, (number, begun + 1)).await?;
                delegated
            }
            State::HandedIn | State::Returned | State::Locked => {
                let all = self.criteria.len();
                let answers = self.answers(head, places, all, (number, begun)).await?;
                self.now(head, begun + 1);
                let at = morning(self.day(begun + 1));
                let handed_in = new.clone().submit(head, at, &answers)?;
                self.record(EventKind::ControlQuestionnaireSubmitted, &new, &handed_in).await?;
                self.now(self.secretary, begun + 4);
                let taken_at = morning(self.day(begun + 4));
                match state {
                    State::Returned => {
                        let remark =
                            "La standardul 8 indicați registrul de riscuri în vigoare și data aprobării lui.";
                        let returned = handed_in.clone().send_back(remark)?;
                        self.record(EventKind::ControlQuestionnaireReturned, &handed_in, &returned).await?;
                        returned
                    }
                    State::Locked => {
                        let locked = handed_in.clone().lock(self.secretary, taken_at)?;
                        self.record(EventKind::ControlQuestionnaireLocked, &handed_in, &locked).await?;
                        locked
                    }
                    State::HandedIn | State::NotBegun | State::Begun | State::Delegated => handed_in,
                }
            }
        };
        Ok(questionnaire::save(self.tx, &questionnaire).await?)
    }

    /// Answers the first criteria.
    async fn answers(
        &mut self,
        who: MembershipId,
        places: Vec<CriterionAnswer>,
        count: usize,
        (number, after): (usize, usize),
    ) -> Result<Vec<CriterionAnswer>, Error> {
        self.now(who, after);
        let at = morning(self.day(after));
        let mut answers = Vec::new();
        for (place, criterion) in places.into_iter().zip(self.criteria).take(count) {
            let (value, why) = said(criterion, u64::try_from(number).unwrap_or_default());
            let patch = AnswerPatch {
                answer: Some(Some(value)),
                explanation: Some(Some(why.to_owned())),
                proof: proof(criterion).map(|proof| Some(proof.to_owned())),
            };
            let given = place.clone().patched(patch, who, at)?;
            answer::save(self.tx, &given).await?;
            let event = Event::new(EventKind::ControlAnswerGiven, ControlAnswerId::KIND, given.id.row);
            let changes = difference(&place, &given);
            let event = event.under(given.questionnaire.row).at_version(given.version).with(changes);
            self.tx.record(&event).await?;
            answers.push(given);
        }
        Ok(answers)
    }

    async fn record(
        &mut self,
        kind: EventKind,
        old: &Questionnaire,
        new: &Questionnaire,
    ) -> Result<(), Error> {
        Ok(self.tx.record(&step(kind, old, new)).await?)
    }
}

/// What proves some answers: a procedure, a risk of the register, an address.
fn proof(criterion: &Criterion) -> Option<&'static str> {
    match (criterion.standard.number(), criterion.ordinal) {
        (1, 1) => Some("Dispoziția 212/2024"),
        (8, 1) => Some("R-01"),
        (9, 1) => Some("PO-12"),
        (13, 1) => Some("https://intranet.sector6.example/arhiva"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_was_due_and_nothing_begins_before_its_year() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let (opened_on, due_on) = Picture::Late.days(day("2026-11-23"));
        assert!(opened_on < due_on && due_on < day("2026-11-23"));
        for picture in [Picture::Mixed, Picture::Fresh, Picture::Late, Picture::Done] {
            for today in ["2026-11-23", "2027-01-01", "2027-01-10"] {
                let (opened_on, due_on) = picture.days(day(today));
                assert!(opened_on.year() == day(today).year() && opened_on <= due_on, "{picture:?} {today}");
            }
        }
        let seen: Vec<State> = (0..6).map(|number| Picture::Mixed.state(number)).collect();
        use State::*;
        assert_eq!(seen, [Locked, HandedIn, Begun, Delegated, Returned, NotBegun]);
    }
}
