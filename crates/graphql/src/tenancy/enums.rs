//! Codes of institutions.

use async_graphql::Enum;
use calitas_domain::tenancy as domain;

/// What an institution is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::TenantKind")]
pub enum TenantKind {
    /// City hall (primărie).
    CityHall,
    /// General directorate (direcție generală).
    GeneralDirectorate,
    /// Directorate (direcție).
    Directorate,
    /// Public administration of local interest (administrație).
    Administration,
    /// Public service (serviciu public).
    PublicService,
    /// Local police (poliție locală).
    LocalPolice,
    /// Cultural institution (instituție de cultură).
    CulturalInstitution,
}

/// How certain a name from the catalogue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Verification")]
pub enum Verification {
    /// Found in a public source.
    Confirmed,
    /// Known, not found again.
    Recalled,
    /// Typical, added for the demonstration.
    Demo,
    /// Entered by the institution itself.
    Declared,
}
