//! Who asks: one person per role in an institution, and everybody who should not get in.

use calitas_domain::{
    access::{Grant, Role},
    id::{PlanActionId, PlanId},
    identity::Placement,
};
use calitas_kit::{Client, House, Stage, World, world::Person};

/// An institution under a city hall with everybody who asks about it.
pub struct Scene<'a> {
    /// Makes things in the institution.
    pub stage: &'a Stage<'a>,
    /// Who asks.
    pub personas: Vec<Persona>,
}

/// Somebody who asks.
#[derive(Debug, Clone)]
pub struct Persona {
    /// Heading of the column.
    pub name: &'static str,
    /// The person; absent for nobody.
    pub person: Option<Person>,
    /// The institution the person belongs to.
    house: House,
    placement: Placement,
}

/// Every role an institution-wide place can have beside the guest's.
pub const EVERYTHING: &[Role] = &[
    Role::InstitutionAdmin,
    Role::HeadOfInstitution,
    Role::QualityManager,
    Role::ControlSecretariat,
    Role::HeadOfUnit,
    Role::Specialist,
    Role::Reader,
];

impl<'a> Scene<'a> {
    /// With one person, who is asked for under the name `everything`.
    pub fn on(stage: &'a Stage<'a>, person: &Person) -> Self {
        let persona = Persona {
            name: "everything",
            person: Some(person.clone()),
            house: stage.house.clone(),
            placement: place(Vec::new()),
        };
        Self { stage, personas: vec![persona] }
    }

    /// With everybody.
    pub async fn new(stage: &'a Stage<'a>) -> Self {
        let (world, house) = (stage.world(), stage.house.clone());
        let mut scene = Self { stage, personas: Vec::new() };
        let wide = |roles: &[Role]| {
            place(roles.iter().map(|role| Grant { role: (*role).into(), unit: None }).collect())
        };
        let within = |role: Role, unit| place(vec![Grant { role: role.into(), unit: Some(unit) }]);
        let guest = Placement {
            objects: [uuid::Uuid::nil()].into(),
            expires_on: Some("2027-12-31".parse().expect("a day")),
            ..wide(&[Role::Guest])
        };
        let (hall, police, foreign) = (&world.hall, &world.police, &world.foreign);
        let foreign_roles: Vec<Role> = EVERYTHING.iter().copied().chain([Role::Oversight]).collect();
        let people = [
            ("admin", &house, wide(&[Role::InstitutionAdmin])),
            ("head", &house, wide(&[Role::HeadOfInstitution])),
            ("quality", &house, wide(&[Role::QualityManager])),
            ("secretary", &house, wide(&[Role::ControlSecretariat])),
            ("unithead", &house, within(Role::HeadOfUnit, house.legal)),
            ("otherhead", &house, within(Role::HeadOfUnit, house.finance)),
            ("specialist", &house, within(Role::Specialist, house.legal)),
            ("assignee", &house, within(Role::Specialist, house.legal)),
            ("reader", &house, within(Role::Reader, house.legal)),
            ("guest", &house, guest),
            ("oversight", hall, wide(&[Role::Oversight])),
            ("parent", hall, wide(EVERYTHING)),
            ("sibling", police, wide(EVERYTHING)),
            ("foreign", foreign, wide(&foreign_roles)),
        ];
        scene.personas.push(Persona {
            name: "nobody",
            person: None,
            house: house.clone(),
            placement: wide(&[]),
        });
        for (name, house, placement) in people {
            let address = format!("the.{name}");
            let person = Some(world.add_person(house, &address, placement.clone()).await);
            scene.personas.push(Persona { name, person, house: house.clone(), placement });
        }
        scene
    }

    /// The world.
    pub fn world(&self) -> &'a World {
        self.stage.world()
    }

    /// A number that was not given before.
    pub fn number(&self) -> u32 {
        self.stage.number()
    }

    /// The persona of a name.
    pub fn persona(&self, name: &str) -> &Persona {
        self.personas.iter().find(|persona| persona.name == name).expect("a persona")
    }

    /// A client of a persona.
    pub fn client(&self, persona: &Persona) -> Client<'a> {
        match &persona.person {
            Some(person) => self.world().client_of(person),
            None => self.world().stranger(),
        }
    }

    /// Somebody new with the same place.
    pub async fn twin(&self, persona: &Persona) -> Persona {
        if persona.person.is_none() {
            return persona.clone();
        }
        let name = format!("{}{}", persona.name, self.number());
        let person = self.world().add_person(&persona.house, &name, persona.placement.clone()).await;
        Persona { person: Some(person), ..persona.clone() }
    }

    /// Whether the persona belongs to the institution as a whole.
    pub fn is_inside(&self, persona: &Persona) -> bool {
        persona.person.is_some() && persona.house.id == self.stage.house.id && !persona.is_guest()
    }

    /// The persona's person where that is a member of the institution, else the author.
    pub fn member_or_author<'b>(&'b self, persona: &'b Persona) -> &'b Person {
        let is_member = persona.house.id == self.stage.house.id && !persona.is_guest();
        persona.person.as_ref().filter(|_| is_member).unwrap_or(&self.stage.author)
    }

    /// The person that actions of the scene are assigned to.
    pub fn assignee(&self) -> &Person {
        let assignee = self.personas.iter().find(|persona| persona.name == "assignee");
        let person = assignee.and_then(|persona| persona.person.as_ref());
        person.unwrap_or(&self.stage.house.people[&Role::Specialist])
    }

    /// A draft with one action; the guest is invited to it.
    pub async fn draft(&self, persona: &Persona) -> (PlanId, PlanActionId) {
        let plan = self.stage.empty_plan(&self.stage.house.word).await;
        let action = self.stage.action(plan, self.assignee().membership).await;
        if persona.is_guest()
            && let Some(guest) = &persona.person
        {
            self.stage.move_guest(guest, &[plan]).await;
        }
        (plan, action)
    }

    /// A plan that waits for approval.
    pub async fn submitted(&self, persona: &Persona) -> (PlanId, PlanActionId) {
        let (plan, action) = self.draft(persona).await;
        self.stage.submit(plan).await;
        (plan, action)
    }

    /// A plan that is carried out.
    pub async fn active(&self, persona: &Persona) -> (PlanId, PlanActionId) {
        let (plan, action) = self.submitted(persona).await;
        self.stage.approve(plan).await;
        (plan, action)
    }

    /// The version of a plan.
    pub async fn version(&self, plan: PlanId) -> i32 {
        self.stage.plan(plan).await.version
    }

    /// The version of an action.
    pub async fn action_version(&self, action: PlanActionId) -> i32 {
        self.stage.stored_action(action).await.version
    }
}

impl Persona {
    /// Whether the persona holds a role.
    pub fn holds(&self, role: Role) -> bool {
        self.placement.grants.iter().any(|grant| grant.role.is(role))
    }

    /// Whether the persona is here for single objects.
    pub fn is_guest(&self) -> bool {
        self.holds(Role::Guest)
    }
}

fn place(grants: Vec<Grant>) -> Placement {
    let unit = grants.first().and_then(|grant| grant.unit);
    Placement {
        display_name: "Funcție de probă".to_owned(),
        unit,
        grants,
        objects: [].into(),
        expires_on: None,
    }
}

/// A fresh institution under the city hall.
pub async fn museum(world: &World) -> Stage<'_> {
    let house = world.add_house("muzeu", "zimbru", Some(&world.hall)).await;
    Stage::new(world, &house).await
}
