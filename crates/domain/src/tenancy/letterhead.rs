//! What stands at the head of the documents of an institution besides its name.

use crate::{
    check::Check,
    error::Error,
    id::TenantId,
    journal::{Journaled, hex},
    reason::Reason,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Largest logo in KiB.
pub const MAX_LOGO_KIB: usize = 512;

/// Lines of address, telephone, e-mail.
const LINES: usize = 6;

/// The head of an institution's documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The institution.
    pub tenant: TenantId,
    /// Address, telephone, e-mail: at most six lines.
    pub contact: String,
    /// Its sign.
    pub logo: Option<Logo>,
    /// Counts changes; 0 while nothing was decided.
    pub version: i32,
}

/// The sign of an institution: a picture of a kind that documents can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The picture.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// What is to change; absent keeps.
#[derive(Debug, Clone, Default)]
pub struct LetterheadPatch {
    /// Address, telephone, e-mail.
    pub contact: Option<String>,
    /// The sign; `Some(None)` takes it off.
    pub logo: Option<Option<Logo>>,
}

impl Letterhead {
    /// What holds while an institution has decided nothing: its name alone.
    pub fn of(tenant: TenantId) -> Self {
        Self { tenant, contact: String::new(), logo: None, version: 0 }
    }

    /// The lines of the contact.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.contact.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// The letterhead with other content. Whether a picture can be drawn is not looked at.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: LetterheadPatch) -> Result<Self, Error> {
        let mut check = Check::new();
        let contact = match patch.contact {
            Some(contact) => {
                let contact = check.text("contact", &contact, 0..=600);
                check.ensure("contact", contact.lines().count() <= LINES, Reason::TooMany { max: LINES });
                contact
            }
            None => self.contact,
        };
        let logo = match patch.logo {
            Some(Some(logo)) => {
                let is_small = logo.bytes.len() <= MAX_LOGO_KIB * 1024;
                check.ensure("logo.content", is_small, Reason::PictureTooLarge { kib: MAX_LOGO_KIB });
                Some(Logo { alt: check.text("logo.alt", &logo.alt, 3..=200), ..logo })
            }
            Some(None) => None,
            None => self.logo,
        };
        check.done()?;
        Ok(Self { contact, logo, version: self.version + 1, ..self })
    }
}

impl Journaled for Letterhead {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let digest = |logo: &Logo| format!("SHA-256 {}", hex(&Sha256::digest(&logo.bytes)));
        vec![
            ("contact", self.contact.clone().into()),
            ("logo", json!(self.logo.as_ref().map(digest))),
            ("logoAlt", json!(self.logo.as_ref().map(|logo| &logo.alt))),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letterhead() -> Letterhead {
        Letterhead::of(TenantId(uuid::Uuid::nil()))
    }

    #[test]
    fn what_is_left_out_stays() {
        let logo = Logo { bytes: vec![1], alt: "Stema".to_owned() };
        let patch = LetterheadPatch { logo: Some(Some(logo.clone())), ..Default::default() };
        let decided = letterhead().patched(patch).expect("a letterhead");
        let contact = Some(" Str. Plevnei 147\r\n\r\ntel. 021 000 00 00 ".to_owned());
        let decided = decided.patched(LetterheadPatch { contact, logo: None }).expect("a letterhead");
        assert_eq!((decided.logo.as_ref(), decided.version), (Some(&logo), 2));
        assert_eq!(decided.lines().collect::<Vec<_>>(), ["Str. Plevnei 147", "tel. 021 000 00 00"]);
        let patch = LetterheadPatch { logo: Some(None), ..Default::default() };
        assert_eq!(decided.patched(patch).expect("a letterhead").logo, None);
    }

    #[test]
    fn each_field_at_fault_is_named() {
        let logo = Logo { bytes: vec![0; MAX_LOGO_KIB * 1024 + 1], alt: String::new() };
        let patch = LetterheadPatch { contact: Some("a\n".repeat(7)), logo: Some(Some(logo)) };
        let Err(Error::Invalid(errors)) = letterhead().patched(patch) else { panic!("must refuse") };
        let paths: Vec<_> = errors.iter().map(|error| error.path.as_str()).collect();
        assert_eq!(paths, ["contact", "logo.content", "logo.alt"]);
    }
}
