//! People of the demonstration: functions, not persons.

use super::institutions::{Compartment, Institution, Tree, trees};
use crate::{
    app::App,
    identity::{self, password::Published},
};
use calitas_domain::{
    Error,
    access::{Grant, Held, Permission, Role},
    id::CustomRoleId,
    identity::{CustomRole, CustomRoleInput, Language, Placement},
};
use std::collections::BTreeSet;

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "Demonstratie-Calitas-2026";

/// An account of the demonstration that is worth showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// Address.
    pub email: String,
    /// The function in Romanian.
    pub function: String,
    /// Abbreviation of the institution.
    pub institution: String,
}

struct Person {
    email: String,
    function: String,
    unit: Option<String>,
    roles: Vec<(Role, Option<String>)>,
}

/// The logins a visitor starts with, by role, of the first tree and one of the second.
pub fn logins() -> Vec<Login> {
    let shown = [
        "primar",
        "calitate",
        "secretariat",
        "sef.juridic",
        "consilier.juridic",
        "sef.audit",
        "administrator",
        "cabinet",
    ];
    let mut logins = Vec::new();
    for tree in trees() {
        let Some(head) = tree.institutions.first() else { continue };
        for person in people(head) {
            let name = person.email.split('@').next().unwrap_or_default();
            if shown.contains(&name) {
                let institution = head.code.to_uppercase();
                logins.push(Login { email: person.email.clone(), function: person.function, institution });
            }
        }
    }
    logins.push(super::guest::login());
    logins
}

/// Gives everybody an account and a place.
pub(super) async fn settle(app: &App, tree: &Tree, password: &Published) -> Result<(), Error> {
    for institution in &tree.institutions {
        for person in people(institution) {
            place(app, institution, &person, password).await?;
        }
    }
    if let Some(head) = tree.institutions.iter().find(|institution| institution.code == "ps6") {
        compose(app, head, password).await?;
    }
    // The quality manager of the city hall also keeps the secretariat of the first subordinate institution.
    if let [head, subordinate, ..] = tree.institutions.as_slice() {
        let shared = Person {
            email: address("calitate", head),
            function: "Secretar tehnic delegat, Comisia de monitorizare".to_owned(),
            unit: None,
            roles: vec![(Role::ControlSecretariat, None)],
        };
        place(app, subordinate, &shared, password).await?;
    }
    Ok(())
}

/// A role the city hall composed for who looks after the archive of plans: reads all, comments, sees the journal.
async fn compose(app: &App, institution: &Institution, password: &Published) -> Result<(), Error> {
    let id = CustomRoleId::new(super::tenant(&institution.code), super::id("custom role arhivar"));
    let permissions =
        [Permission::MemberRead, Permission::JournalRead, Permission::PlanRead, Permission::CommentWrite];
    let role = CustomRole::new(
        id,
        CustomRoleInput {
            name: "Arhivar de planuri".to_owned(),
            description: "Păstrează planurile închise și urmărește jurnalul.".to_owned(),
            permissions: permissions.into_iter().collect(),
        }
        .checked()?,
    );
    identity::custom_role::establish(app, &role).await?;
    let email = address("arhivar", institution);
    let function = "Arhivar, Registratură";
    let account = identity::account::demonstrate(app, &email, function, password, Language::Ro).await?;
    let placement = Placement {
        display_name: function.to_owned(),
        unit: Some(super::unit(&institution.code, "registratura")),
        grants: vec![Grant { role: Held::Custom(id, role.permissions), unit: None }],
        objects: BTreeSet::new(),
        expires_on: None,
    };
    identity::member::establish(app, id.tenant, account, placement).await?;
    Ok(())
}

async fn place(
    app: &App,
    institution: &Institution,
    person: &Person,
    password: &Published,
) -> Result<(), Error> {
    let unit = |code: &String| super::unit(&institution.code, code);
    let grant =
        |(role, code): &(Role, Option<String>)| Grant { role: (*role).into(), unit: code.as_ref().map(unit) };
    let (email, function) = (&person.email, &person.function);
    let account = identity::account::demonstrate(app, email, function, password, Language::Ro).await?;
    let placement = Placement {
        display_name: person.function.clone(),
        unit: person.unit.as_ref().map(unit),
        grants: person.roles.iter().map(grant).collect(),
        objects: BTreeSet::new(),
        expires_on: None,
    };
    identity::member::establish(app, super::tenant(&institution.code), account, placement).await?;
    Ok(())
}

fn people(institution: &Institution) -> Vec<Person> {
    let find = |codes: &[&str]| {
        let found = institution.compartments.iter().find(|unit| codes.contains(&unit.code.as_str()));
        found.or(institution.compartments.last()).map(|unit| unit.code.clone())
    };
    let wide = |name: &str, function: &str, unit: Option<String>, roles: &[Role]| Person {
        email: address(name, institution),
        function: function.to_owned(),
        unit,
        roles: roles.iter().map(|role| (*role, None)).collect(),
    };
    let is_head = institution.parent.is_none();
    let mut people = vec![
        wide(
            if is_head { "primar" } else { "director" },
            if is_head {
                "Primar, conducătorul instituției"
            } else {
                "Director, conducătorul instituției"
            },
            None,
            &[Role::HeadOfInstitution],
        ),
        wide(
            "administrator",
            "Administrator Calitas",
            find(&["it", "administrativ", "economic"]),
            &[Role::InstitutionAdmin],
        ),
        wide(
            "calitate",
            "Responsabil cu managementul calității",
            find(&["calitate-scim", "resurse-umane"]),
            &[Role::QualityManager],
        ),
        wide(
            "secretariat",
            "Secretar tehnic, Comisia de monitorizare",
            find(&["calitate-scim", "juridic"]),
            &[Role::ControlSecretariat],
        ),
    ];
    if is_head {
        people.push(wide("cabinet", "Consilier, Cabinetul primarului", None, &[Role::Oversight]));
    }
    for unit in &institution.compartments {
        let is_audit = unit.code == "audit";
        // Public internal audit reads and judges; it takes no part in what it audits (law 672/2002).
        let (role, member) =
            if is_audit { (Role::Reader, Role::Reader) } else { (Role::HeadOfUnit, Role::Specialist) };
        let here = Some(unit.code.clone());
        people.push(Person {
            email: address(&format!("sef.{}", unit.code), institution),
            function: format!("{}, {}", head_title(unit), unit.name_ro),
            unit: here.clone(),
            roles: vec![(role, here.clone())],
        });
        people.push(Person {
            email: address(&format!("consilier.{}", unit.code), institution),
            function: format!("{}, {}", if is_audit { "Auditor" } else { "Consilier" }, unit.name_ro),
            unit: here.clone(),
            roles: vec![(member, here)],
        });
    }
    people
}

fn head_title(unit: &Compartment) -> &'static str {
    match unit.kind.as_str() {
        "directorate" => "Director executiv",
        "service" => "Șef serviciu",
        "office" => "Șef birou",
        _ => "Coordonator",
    }
}

fn address(name: &str, institution: &Institution) -> String {
    format!("{name}@{}.example", institution.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_institution_has_an_administrator_and_addresses_do_not_repeat() {
        let mut seen = BTreeSet::new();
        for tree in trees() {
            for institution in &tree.institutions {
                let people = people(institution);
                assert!(people.iter().any(|person| person.roles.contains(&(Role::InstitutionAdmin, None))));
                for person in people {
                    assert!(seen.insert(person.email.clone()), "{}", person.email);
                }
            }
        }
        assert!(logins().len() >= 9);
    }
}
