//! The words every document shares, in both languages. Words of one report stand beside it.

use calitas_domain::identity::Language;

/// Words of one language.
#[derive(Debug)]
pub struct Words {
    /// Language tag of files.
    pub tag: &'static str,
    /// Language and country separately.
    pub locale: (&'static str, &'static str),
    /// The mark of what is not approved.
    pub draft: &'static str,
    /// Number of the document.
    pub number: &'static str,
    /// Its date.
    pub date: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The day of approval.
    pub approved_on: &'static str,
    /// The hash of what was approved.
    pub hash: &'static str,
    /// Before the number of a page, between it and the count.
    pub page: (&'static str, &'static str),
    /// Table, before its number.
    pub table: &'static str,
    /// The first sheet of a workbook.
    pub cover: &'static str,
    /// Before what the signatures are for, should they stand on a page of their own.
    pub signed: &'static str,
    /// Name of a person who signs.
    pub name: &'static str,
    /// Where the signature goes.
    pub signature: &'static str,
    /// What a logo shows when nobody said it.
    pub logo: &'static str,
    /// Sums.
    pub total: &'static str,
    /// A table without rows.
    pub nothing: &'static str,
}

/// The words of a language.
pub fn of(language: Language) -> &'static Words {
    match language {
        Language::Ro => &RO,
        Language::En => &EN,
    }
}

const RO: Words = Words {
    tag: "ro-RO",
    locale: ("ro", "RO"),
    draft: "CIORNĂ",
    number: "Nr.",
    date: "Data",
    version: "Versiunea",
    approved_on: "Aprobată la",
    hash: "Amprenta (SHA-256)",
    page: ("pag.", "din"),
    table: "Tabelul",
    cover: "Document",
    signed: "Semnături pentru:",
    name: "Nume și prenume",
    signature: "Semnătura",
    logo: "Sigla instituției",
    total: "Total",
    nothing: "Nu există date.",
};

const EN: Words = Words {
    tag: "en-GB",
    locale: ("en", "GB"),
    draft: "DRAFT",
    number: "No.",
    date: "Date",
    version: "Version",
    approved_on: "Approved on",
    hash: "Fingerprint (SHA-256)",
    page: ("page", "of"),
    table: "Table",
    cover: "Document",
    signed: "Signatures for:",
    name: "Name",
    signature: "Signature",
    logo: "Logo of the institution",
    total: "Total",
    nothing: "There is nothing to show.",
};
