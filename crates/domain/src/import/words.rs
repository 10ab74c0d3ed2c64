//! The words that stand for values in sheets: the code, and what the pages call it in both languages.

use super::column::{ImportColumn, ImportKind, plain};
use crate::{
    access::Role,
    plan::SourceKind,
    tenancy::{TenantKind, UnitKind},
};

/// A value with what it is called.
#[derive(Debug, Clone, Copy)]
pub struct Word<T> {
    /// The value.
    pub value: T,
    /// Its code.
    pub code: &'static str,
    /// In Romanian and in English.
    pub names: [&'static str; 2],
}

impl<T> Word<T> {
    /// Whether a text means it.
    pub fn is(&self, text: &str) -> bool {
        let text = plain(text);
        self.names.into_iter().chain([self.code]).any(|name| plain(name) == text)
    }
}

impl ImportKind {
    /// The words a column may hold, each in Romanian and in English; none where people write freely or several words.
    pub fn choices(self, column: ImportColumn) -> Vec<[&'static str; 2]> {
        fn names<T>(words: Vec<Word<T>>) -> Vec<[&'static str; 2]> {
            words.into_iter().map(|word| word.names).collect()
        }
        match (self, column) {
            (Self::Units, ImportColumn::Kind) => names(unit_kinds()),
            (Self::Institutions, ImportColumn::Kind) => names(tenant_kinds()),
            (_, ImportColumn::Source) => names(source_kinds()),
            (_, ImportColumn::IsFirstLevel) => vec![["Da", "Yes"], ["Nu", "No"]],
            _ => Vec::new(),
        }
    }

    /// What it is called, in Romanian and in English.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Self::Institutions => ["Instituții", "Institutions"],
            Self::Units => ["Compartimente", "Units"],
            Self::People => ["Oameni", "People"],
            Self::Actions => ["Acțiuni", "Actions"],
        }
    }
}

pub(super) fn unit_kinds() -> Vec<Word<UnitKind>> {
    let names = |kind| match kind {
        UnitKind::Directorate => ["Direcție", "Directorate"],
        UnitKind::Service => ["Serviciu", "Service"],
        UnitKind::Office => ["Birou", "Office"],
        UnitKind::Compartment => ["Compartiment", "Compartment"],
        UnitKind::InternalAudit => ["Audit public intern", "Internal public audit"],
    };
    UnitKind::ALL.iter().map(|kind| Word { value: *kind, code: kind.code(), names: names(*kind) }).collect()
}

pub(super) fn tenant_kinds() -> Vec<Word<TenantKind>> {
    let names = |kind| match kind {
        TenantKind::CityHall => ["Primărie", "City hall"],
        TenantKind::GeneralDirectorate => ["Direcție generală", "General directorate"],
        TenantKind::Directorate => ["Direcție", "Directorate"],
        TenantKind::Administration => {
            ["Administrație publică de interes local", "Public administration of local interest"]
        }
        TenantKind::PublicService => ["Serviciu public", "Public service"],
        TenantKind::LocalPolice => ["Poliție locală", "Local police"],
        TenantKind::CulturalInstitution => ["Instituție de cultură", "Cultural institution"],
    };
    TenantKind::ALL.iter().map(|kind| Word { value: *kind, code: kind.code(), names: names(*kind) }).collect()
}

pub(super) fn source_kinds() -> Vec<Word<SourceKind>> {
    let names = |kind| match kind {
        SourceKind::Manual => ["Introdusă direct", "Entered directly"],
        SourceKind::CafArea => ["Autoevaluare CAF", "CAF self-assessment"],
        SourceKind::AuditFinding => ["Constatare de audit ISO", "ISO audit finding"],
        SourceKind::ControlGap => {
            ["Standard de control intern neîndeplinit", "Internal control standard not met"]
        }
        SourceKind::Risk => ["Risc", "Risk"],
        SourceKind::ManagementReview => ["Analiza de management", "Management review"],
        SourceKind::CommissionDecision => {
            ["Decizia Comisiei de monitorizare", "Decision of the Monitoring Commission"]
        }
        SourceKind::ProjectActivity => ["Activitate de proiect", "Project activity"],
    };
    SourceKind::ALL.iter().map(|kind| Word { value: *kind, code: kind.code(), names: names(*kind) }).collect()
}

/// Roles that a sheet can give. Guests are invited to single objects, one by one.
pub(super) fn roles() -> Vec<Word<Role>> {
    let names = |role| match role {
        Role::InstitutionAdmin => ["Administrator al instituției", "Institution administrator"],
        Role::HeadOfInstitution => ["Conducătorul instituției", "Head of the institution"],
        Role::QualityManager => ["Manager al calității", "Quality manager"],
        Role::ControlSecretariat => {
            ["Secretariatul Comisiei de monitorizare", "Secretariat of the Monitoring Commission"]
        }
        Role::HeadOfUnit => ["Șef de compartiment", "Head of unit"],
        Role::Specialist => ["Specialist", "Specialist"],
        Role::Reader => ["Cititor", "Reader"],
        Role::Guest => ["Invitat", "Guest"],
        Role::Oversight => ["Cabinetul primarului", "Mayor’s office"],
    };
    let given = Role::ALL.iter().filter(|role| **role != Role::Guest);
    given.map(|role| Word { value: *role, code: role.code(), names: names(*role) }).collect()
}
