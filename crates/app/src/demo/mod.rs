//! The demonstration: two real trees of institutions with people named by their functions. Nobody in it exists.
//!
//! Ids are derived from the catalogue's codes, so loading it again adds what is missing and changes nothing else.

mod caf;
mod caf_report;
mod caf_script;
mod commission;
mod control;
mod control_running;
mod deed;
mod evidence;
mod guest;
mod institutions;
mod letterhead;
mod notification;
mod objective;
mod objective_script;
mod paper;
mod people;
mod plans;
mod play;
mod retention;
mod risk;
mod risk_script;
mod timetable;

use crate::{app::App, identity::password::Published};
use calitas_domain::{
    Error,
    id::{MunicipalityId, TenantId, UnitId},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub use people::{Login, PASSWORD, logins};

/// Loads the demonstration.
///
/// # Errors
/// When the database does not answer.
pub async fn load(app: &App) -> Result<(), Error> {
    let password = Published::new(PASSWORD);
    for tree in institutions::trees() {
        institutions::found(app, &tree).await?;
        people::settle(app, &tree, &password).await?;
    }
    plans::load(app).await?;
    for institution in institutions::trees().iter().flat_map(|tree| &tree.institutions) {
        retention::decide(app, tenant(&institution.code)).await?;
    }
    evidence::load(app).await?;
    for institution in institutions::trees().iter().flat_map(|tree| &tree.institutions) {
        control::load(app, tenant(&institution.code)).await?;
        objective::load(app, tenant(&institution.code)).await?;
        risk::load(app, tenant(&institution.code)).await?;
        commission::load(app, tenant(&institution.code)).await?;
    }
    for (place, institution) in
        institutions::trees().iter().take(1).flat_map(|tree| &tree.institutions).enumerate()
    {
        control_running::load(app, tenant(&institution.code), place).await?;
        caf::load(app, tenant(&institution.code), place).await?;
    }
    guest::settle(app, &password).await?;
    let mut new = Vec::new();
    for institution in institutions::trees().iter().flat_map(|tree| &tree.institutions) {
        let tenant = tenant(&institution.code);
        letterhead::decide(app, tenant, &institution.code).await?;
        if notification::decide(app, tenant).await? {
            new.push(tenant);
        }
    }
    if new.is_empty() { Ok(()) } else { notification::tell(app, &new).await }
}

/// An id of the demonstration, always the same for the same words.
fn id(words: &str) -> Uuid {
    let hash = Sha256::digest(format!("calitas demonstration {words}"));
    let bytes = hash[..16].try_into().expect("a hash is longer");
    Uuid::new_v8(bytes)
}

/// A municipality of the demonstration, by the code of its tree.
pub fn municipality(tree: &str) -> MunicipalityId {
    MunicipalityId(id(&format!("municipality {tree}")))
}

/// An institution of the demonstration, by its code.
pub fn tenant(code: &str) -> TenantId {
    TenantId(id(&format!("tenant {code}")))
}

/// A unit of the demonstration, by the codes of institution and unit.
pub fn unit(institution: &str, code: &str) -> UnitId {
    UnitId::new(tenant(institution), id(&format!("unit {institution} {code}")))
}
