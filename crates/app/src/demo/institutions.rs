//! Institutions and units of the catalogue.

use crate::{app::App, tenancy};
use calitas_domain::{
    Error, calendar,
    tenancy::{Municipality, Tenant, TenantKind, Unit, UnitInput, UnitKind, Verification},
};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

/// The institution of the demonstration that asks for the second step of signing in, from the next first of March.
const SECOND_FACTOR: &str = "dgpl6";

/// One municipality with its institutions, as the catalogue has it.
#[derive(Debug, Deserialize)]
pub(super) struct Tree {
    pub code: String,
    name_ro: String,
    name_en: String,
    county_ro: String,
    pub institutions: Vec<Institution>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Institution {
    pub code: String,
    name_ro: String,
    name_en: String,
    short_name: String,
    pub kind: String,
    pub parent: Option<String>,
    verification: String,
    #[serde(default)]
    note: String,
    pub compartments: Vec<Compartment>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Compartment {
    pub code: String,
    pub name_ro: String,
    name_en: String,
    pub kind: String,
    first_level: bool,
    pub parent: Option<String>,
    verification: String,
}

#[derive(Debug, Deserialize)]
struct Catalogue {
    trees: Vec<Tree>,
}

/// The trees of the catalogue.
pub(super) fn trees() -> Vec<Tree> {
    let text = include_str!("../../../domain/catalogues/institutions.json");
    serde_json::from_str::<Catalogue>(text).expect("the shipped catalogue has this form").trees
}

/// Sets up the institutions of a tree, the head first.
pub(super) async fn found(app: &App, tree: &Tree) -> Result<(), Error> {
    let municipality = Municipality {
        id: super::municipality(&tree.code),
        slug: tree.code.clone(),
        name_ro: tree.name_ro.clone(),
        name_en: tree.name_en.clone(),
        county_ro: tree.county_ro.clone(),
    };
    let next_march = NaiveDate::from_ymd_opt(calendar::day(app.now()).year() + 1, 3, 1);
    for institution in &tree.institutions {
        let tenant = Tenant {
            id: super::tenant(&institution.code),
            municipality: municipality.id,
            parent: institution.parent.as_deref().map(super::tenant),
            slug: institution.code.clone(),
            name_ro: institution.name_ro.clone(),
            name_en: institution.name_en.clone(),
            short_name: institution.short_name.clone(),
            kind: code(&institution.kind, TenantKind::from_code),
            verification: code(&institution.verification, Verification::from_code),
            note: institution.note.clone(),
            second_factor_from: (institution.code == SECOND_FACTOR).then_some(next_march).flatten(),
            created_at: app.now(),
            retired_at: None,
            version: 1,
        };
        let units: Vec<Unit> =
            institution.compartments.iter().map(|unit| unit_of(institution, unit)).collect();
        tenancy::found(app, &municipality, &tenant, &units).await?;
    }
    Ok(())
}

fn unit_of(institution: &Institution, compartment: &Compartment) -> Unit {
    let parent = compartment.parent.as_deref().map(|parent| super::unit(&institution.code, parent).row);
    let input = UnitInput {
        parent,
        code: compartment.code.clone(),
        name_ro: compartment.name_ro.clone(),
        name_en: compartment.name_en.clone(),
        kind: code(&compartment.kind, UnitKind::from_code),
        is_first_level: compartment.first_level,
    };
    let verification = code(&compartment.verification, Verification::from_code);
    Unit::new(super::unit(&institution.code, &compartment.code), input, verification)
}

fn code<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> T {
    read(&text.to_uppercase()).expect("the shipped catalogue uses our codes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_holds_both_trees_with_parents_first() {
        let trees = trees();
        let sizes: Vec<_> = trees.iter().map(|tree| (tree.code.as_str(), tree.institutions.len())).collect();
        assert_eq!(sizes, [("sector-6", 9), ("bacau", 5)]);
        for tree in &trees {
            assert!(tree.institutions[0].parent.is_none());
            for institution in &tree.institutions {
                let mut seen = Vec::new();
                for compartment in &institution.compartments {
                    assert!(compartment.parent.as_ref().is_none_or(|parent| seen.contains(parent)));
                    seen.push(compartment.code.clone());
                }
            }
        }
    }
}
