//! The heads of the demonstration's documents. Addresses are examples; the sign is nobody's coat of arms.

use crate::app::App;
use calitas_domain::{
    Error, Event,
    id::TenantId,
    journal::{Actor, EventKind, difference},
    tenancy::{LetterheadPatch, Logo},
};
use calitas_store::{Scope, tenancy::letterhead};

const SIGN: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 112" width="96" height="112">
<path d="M6 6h84v52c0 24-18 40-42 48C24 98 6 82 6 58Z" fill="#1f4e79" stroke="#163a5a" stroke-width="4"/>
<path d="M22 58h52v8H22zM28 40h8v18h-8zM44 40h8v18h-8zM60 40h8v18h-8zM48 20l28 16H20Z" fill="#fff"/>
</svg>
"##;

/// Gives an institution a head for its documents, unless it has one.
pub(super) async fn decide(app: &App, tenant: TenantId, code: &str) -> Result<(), Error> {
    let mut tx = app.store().write(&Scope::system(tenant), tenant, Actor::System, app.now()).await?;
    let old = letterhead::lock(&mut tx).await?;
    if old.version > 0 {
        return Ok(());
    }
    let contact =
        format!("Str. Exemplului nr. 1 (adresă de probă)\ntel. 0000 000 000 · registratura@{code}.example");
    let logo = Logo { bytes: SIGN.as_bytes().to_vec(), alt: "Sigla instituției (de probă)".to_owned() };
    let new = old.clone().patched(LetterheadPatch { contact: Some(contact), logo: Some(Some(logo)) })?;
    letterhead::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::LetterheadUpdated, TenantId::KIND, tenant.0);
    tx.commit(event.with(difference(&old, &new))).await?;
    Ok(())
}
