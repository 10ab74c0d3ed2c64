//! The institution that outsiders reach for, as its own people see it, and the outsiders.

use super::{
    explore::{Explorer, Seen},
    ground::Ground,
    needle::Needles,
};
use crate::recipe::{self, EVERYTHING, Scene};
use calitas_domain::{access::Role, document::Subject};
use calitas_graphql::node::GlobalId;
use calitas_kit::{Client, Filled, Sdl, World, world::Person};
use std::collections::{BTreeMap, BTreeSet};

/// The word in everything that only members may read.
const WORD: &str = "zimbru";
/// The word in what was released.
const OPEN: &str = "dropie";
/// In the names of the institution.
const SLUG: &str = "muzeu";

/// The institution.
pub struct Prey<'a> {
    /// Its things.
    pub filled: Filled<'a>,
    /// What its people see of it.
    pub seen: Seen,
    /// What nobody else may see.
    pub needles: Needles,
}

/// Somebody who should not get in.
pub struct Outsider {
    /// For the report.
    pub name: &'static str,
    /// The person; absent for nobody.
    pub person: Option<Person>,
    /// Ids the person may see all the same.
    pub allowed: BTreeSet<String>,
    /// What the person may not see.
    pub needles: Needles,
    /// Whether the person administers the tree of institutions the prey stands in.
    pub runs_the_tree: bool,
}

impl<'a> Prey<'a> {
    /// Fills an institution and lets its people, its guest and its overseers look at everything they may see.
    pub async fn new(world: &'a World, sdl: &Sdl) -> Self {
        let filled = Filled::new(world, SLUG, WORD, OPEN, Some(&world.hall)).await;
        let author = &filled.stage.author;
        let evidence = filled.stage.evidence(author, Subject::Action(filled.draft_action)).await;
        let upload = filled.stage.upload(author, evidence).await;
        let ids = Ground::of(world).await.ids(filled.house().id).await;
        let needles = Needles { words: vec![WORD.to_owned(), OPEN.to_owned(), SLUG.to_owned()], ids };
        let mut prey = Self { filled, seen: Seen::default(), needles };
        let people = &prey.filled.house().people;
        let insiders = [
            &prey.filled.stage.author,
            &people[&Role::QualityManager],
            &people[&Role::Specialist],
            &prey.filled.guest,
            &world.hall.people[&Role::Oversight],
            // Runs the tree the institution stands in.
            &world.hall.people[&Role::InstitutionAdmin],
        ];
        let stage = &prey.filled.stage;
        let token = recipe::invitation_token(&Scene::on(stage, &stage.author)).await;
        let token = token.as_str().expect("a token").to_owned();
        let mut seen = Seen::default();
        for person in insiders {
            let explorer = Explorer {
                sdl,
                client: world.client_of(person),
                texts: BTreeMap::from([
                    ("token", token.clone()),
                    ("text", WORD.to_owned()),
                    ("kind", "UNITS".to_owned()),
                ]),
                judge: &|_| Vec::new(),
            };
            explorer.explore(&mut seen).await;
        }
        // Overseers and the administrator of the tree also see the city hall they belong to: only what carries an id of the institution is prey.
        let mine = |id: &String| super::needle::ids_in(id).iter().any(|id| prey.needles.ids.contains(id));
        seen.others.retain(mine);
        seen.things.retain(|id, _| mine(id));
        // Sessions are nobody's of the institution, but its people's.
        seen.others.insert(prey.filled.stage.author.session.global().to_string());
        // Only who sends a file knows of it until it has arrived.
        seen.others.insert(upload.id.global().to_string());
        prey.seen = seen;
        prey
    }

    /// Everybody who should not get in.
    pub async fn outsiders(&self, sibling: &Filled<'_>, foreign: &Filled<'_>) -> Vec<Outsider> {
        let world = self.filled.stage.world();
        let hall = &world.hall;
        let everywhere = [EVERYTHING, &[Role::Oversight]].concat();
        let mut outsiders = Vec::new();
        let mut add = |name, person| {
            let (allowed, needles) = (BTreeSet::new(), self.needles.clone());
            outsiders.push(Outsider { name, person, allowed, needles, runs_the_tree: name == "parent" });
        };
        add("sibling", Some(world.add_holder(sibling.house(), "all", EVERYTHING).await));
        add("foreign", Some(world.add_holder(foreign.house(), "all", &everywhere).await));
        add("parent", Some(world.add_holder(hall, "all", EVERYTHING).await));
        add("guest elsewhere", Some(sibling.guest.clone()));
        add("nobody", None);
        add("oversight", Some(hall.people[&Role::Oversight].clone()));
        // Who runs the tree sees that the institution is there and what it is called, and nothing inside it.
        let runner = outsiders.iter_mut().find(|outsider| outsider.runs_the_tree).expect("just added");
        let id = self.filled.house().id;
        // It also gets the annual reports that institutions under its own hand over.
        let report = self.filled.released_report;
        runner.allowed.extend([id.global().to_string(), report.global().to_string()]);
        runner.needles.ids.remove(&report.row);
        runner.needles.words.retain(|word| word != SLUG);
        runner.needles.ids.remove(&id.0);
        let overseer = outsiders.last_mut().expect("just added");
        let (plan, action) = (self.filled.released, self.filled.released_action);
        let released: Vec<_> = self.released().await;
        overseer.allowed = released.iter().map(|(id, _)| id.clone()).collect();
        overseer.allowed.extend([plan.global().to_string(), action.global().to_string()]);
        overseer.needles.words.retain(|word| word == WORD);
        let shown: Vec<_> =
            released.iter().map(|(_, row)| *row).chain([plan.row, action.row, plan.tenant.0]).collect();
        overseer.needles.ids.retain(|id| !shown.contains(id));
        outsiders
    }

    /// Actions of the released plan.
    async fn released(&self) -> Vec<(String, uuid::Uuid)> {
        let ctx = self.filled.stage.ctx(&self.filled.stage.author).await;
        let mut found = Vec::new();
        for id in self.seen.things.keys() {
            let id = async_graphql::ID(id.clone());
            if let Some(action) = calitas_domain::id::PlanActionId::read(&id) {
                let rows =
                    calitas_app::plan::actions_by_ids(&ctx, &[action]).await.expect("the database answers");
                found.extend(
                    rows.iter()
                        .filter(|row| row.released_at.is_some())
                        .map(|row| (id.to_string(), row.id.row)),
                );
            }
        }
        found
    }
}

impl Outsider {
    /// A client of the outsider.
    pub fn client<'a>(&self, world: &'a World) -> Client<'a> {
        match &self.person {
            Some(person) => world.client_of(person),
            None => world.stranger(),
        }
    }
}
