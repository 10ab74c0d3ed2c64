//! A guest of the demonstration: somebody from outside who was invited to one plan and sees nothing else.

use super::people::Login;
use crate::{
    app::App,
    identity::{self, password::Published},
};
use calitas_domain::{
    Error,
    access::{Grant, Role},
    calendar,
    identity::{Language, Placement},
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

const EMAIL: &str = "invitat@ps6.example";
const FUNCTION: &str = "Evaluator extern al proiectului, invitat";
const INSTITUTION: &str = "ps6";
/// The plan of the invitation, by its key in the catalogue.
const PLAN: &str = "s6-project";

/// The login of the guest.
pub(super) fn login() -> Login {
    Login { email: EMAIL.to_owned(), function: FUNCTION.to_owned(), institution: INSTITUTION.to_uppercase() }
}

/// Invites the guest, until the summer of the next year.
pub(super) async fn settle(app: &App, password: &Published) -> Result<(), Error> {
    let account = identity::account::demonstrate(app, EMAIL, FUNCTION, password, Language::Ro).await?;
    let placement = Placement {
        display_name: FUNCTION.to_owned(),
        unit: None,
        grants: vec![Grant { role: Role::Guest.into(), unit: None }],
        objects: BTreeSet::from([super::id(&format!("plan {PLAN}"))]),
        expires_on: NaiveDate::from_ymd_opt(calendar::day(app.now()).year() + 1, 6, 30),
    };
    identity::member::establish(app, super::tenant(INSTITUTION), account, placement).await?;
    Ok(())
}
