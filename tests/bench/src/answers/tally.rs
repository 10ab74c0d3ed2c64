//! What the database holds of the answers that were acknowledged.

use super::people::{Answerer, House};
use anyhow::{Result, bail};
use sqlx::{PgConnection, Row};
use std::collections::HashMap;
use uuid::Uuid;

/// What is found.
#[derive(Debug, PartialEq, Eq)]
pub struct Tally {
    /// Acknowledged answers whose place does not say what was sent.
    lost: usize,
    /// Changes beyond one of each place, by the places' own count and by the journal.
    doubled: usize,
}

/// A place afterwards.
struct Place {
    explanation: Option<String>,
    version: i32,
    entries: i64,
}

/// What somebody says of a criterion: never the same twice.
pub fn explanation(place: Uuid, number: usize) -> String {
    format!("Dovada {number} a criteriului {place}")
}

impl Tally {
    fn of(answered: &[(Uuid, String)], found: &HashMap<Uuid, Place>) -> Self {
        let kept = |(place, sent): &&(Uuid, String)| {
            found.get(place).is_some_and(|one| one.explanation.as_ref() == Some(sent) && one.entries > 0)
        };
        let beyond = |place: &Place| {
            let (changes, entries) = (i64::from(place.version) - 2, place.entries - 1);
            usize::try_from(changes.max(entries)).unwrap_or(0)
        };
        Self {
            lost: answered.len() - answered.iter().filter(kept).count(),
            doubled: found.values().map(beyond).sum(),
        }
    }

    /// Fails unless everything is there once.
    pub fn check(&self) -> Result<()> {
        match self {
            Self { lost: 0, doubled: 0 } => Ok(()),
            Self { lost, doubled } => bail!("{lost} answers were lost and {doubled} counted twice"),
        }
    }
}

/// Compares what was sent with what is there.
pub async fn read(admin: &mut PgConnection, house: &House, answerers: &[Answerer]) -> Result<Tally> {
    let rows = sqlx::query(
        "SELECT answer.id, answer.explanation, answer.version, (SELECT count(*) FROM journal AS entry
           WHERE entry.tenant_id = answer.tenant_id AND entry.subject_id = answer.id
             AND entry.kind = 'control_answer_given') AS entries
         FROM control_answer AS answer WHERE answer.tenant_id = $1",
    );
    let found = rows.bind(house.tenant).fetch_all(admin).await?.into_iter().map(|row| {
        let place = Place {
            explanation: row.try_get("explanation")?,
            version: row.try_get("version")?,
            entries: row.try_get("entries")?,
        };
        Ok((row.try_get("id")?, place))
    });
    let sent = answerers.iter().flat_map(|one| one.places.iter().enumerate());
    let sent: Vec<_> = sent.map(|(number, place)| (*place, explanation(*place, number))).collect();
    Ok(Tally::of(&sent, &found.collect::<Result<_>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_and_what_is_there_twice_is_told() {
        let id = |number: u128| Uuid::from_u128(number);
        let sent: Vec<_> = (0..3).map(|number| (id(number), format!("a{number}"))).collect();
        let place = |text: Option<&str>, version, entries| Place {
            explanation: text.map(str::to_owned),
            version,
            entries,
        };
        let whole = [place(Some("a0"), 2, 1), place(Some("a1"), 2, 1), place(Some("a2"), 2, 1)];
        let of = |places: [Place; 3]| Tally::of(&sent, &(0..).map(id).zip(places).collect());
        let good = of(whole);
        assert_eq!(good, Tally { lost: 0, doubled: 0 });
        good.check().unwrap();
        // Not answered; overwritten by another; written twice; journaled twice.
        let bad = of([place(None, 1, 0), place(Some("a9"), 2, 1), place(Some("a2"), 3, 2)]);
        assert_eq!(bad, Tally { lost: 2, doubled: 1 });
        assert!(bad.check().is_err());
        let bad = of([place(Some("a0"), 2, 3), place(Some("a1"), 2, 0), place(Some("a2"), 2, 1)]);
        assert_eq!(bad, Tally { lost: 1, doubled: 2 });
    }
}

/// The institution as the product sees it: each head answers, and nothing is lost.
#[cfg(test)]
mod settled {
    use super::{explanation, read};
    use crate::answers::people::{self, Answerer};
    use calitas_app::{Ctx, control, plan};
    use calitas_domain::{
        control::{Answer, AnswerPatch, CampaignInput},
        id::{AccountId, ControlAnswerId, PlanId, SessionId, TenantId},
        plan::PlanPatch,
    };
    use calitas_kit::{World, world};
    use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
    use std::sync::Arc;
    use uuid::Uuid;

    async fn request(world: &World, account: Uuid, session: Uuid) -> Arc<Ctx> {
        let made = world.app.keys().access_token(AccountId(account), SessionId(session), world.app.now());
        let token = made.expect("a token").0;
        world.app.authenticate(Some(&token), world::meta()).await.expect("somebody signed in")
    }

    #[tokio::test]
    async fn the_people_of_the_measurement_may_do_what_is_measured() {
        let world = World::new().await;
        let mut admin = PgConnection::connect(&world.database.admin_url).await.expect("a superuser");
        let setup = include_str!("../../generate/setup.sql");
        admin.execute(AssertSqlSafe(setup)).await.expect("the generator is SQL");
        let house = people::settle(&mut admin, "answers 1", 2).await.expect("settled");
        let tenant = TenantId(house.tenant);
        let secretary = request(&world, house.secretary.0, house.secretary.1).await;
        let campaign = CampaignInput { year: 2026, due_on: "2027-01-15".parse().expect("a day") };
        let opening = control::Opening { campaign, units: None };
        control::open(&secretary, tenant, opening, None).await.expect("a campaign");
        let places = people::places(&mut admin, &house).await.expect("places");
        assert_eq!(places.len(), 2 * 45);
        let mut answerers = Vec::new();
        for head in &house.heads {
            let ctx = request(&world, head.account, head.session).await;
            let mine = places.iter().filter(|(unit, _)| *unit == head.unit).map(|(_, place)| *place);
            let places: Vec<Uuid> = mine.take(2).collect();
            for (number, place) in places.iter().enumerate() {
                let patch = AnswerPatch {
                    answer: Some(Some(Answer::Yes)),
                    explanation: Some(Some(explanation(*place, number))),
                    proof: None,
                };
                let id = ControlAnswerId::new(tenant, *place);
                control::answer(&ctx, id, 1, patch).await.expect("the head of the compartment answers");
            }
            let patch = PlanPatch { title: Some("Planul 0".to_owned()), ..PlanPatch::default() };
            plan::update(&ctx, PlanId::new(tenant, head.plan), 1, patch).await.expect("and changes the plan");
            answerers.push(Answerer { token: String::new(), places, plan: head.plan });
        }
        read(&mut admin, &house, &answerers).await.expect("a tally").check().expect("nothing is lost");
        answerers[0].places.swap(0, 1);
        read(&mut admin, &house, &answerers).await.expect("a tally").check().expect_err("two are not there");
    }
}
