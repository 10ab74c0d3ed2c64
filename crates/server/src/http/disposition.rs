//! What browsers do with a file and what they call it (RFC 6266).

use axum::http::HeaderValue;

/// What a browser does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// Shows it where it stands.
    Shown,
    /// Keeps it.
    Saved,
}

impl Disposition {
    /// The header: a plain name for old programs, the true one for all others.
    pub fn of(self, name: &str) -> HeaderValue {
        let how = match self {
            Self::Shown => "inline",
            Self::Saved => "attachment",
        };
        let plain: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
            .collect();
        let keep = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        let exact: String = name
            .bytes()
            .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect();
        let text = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{exact}");
        HeaderValue::from_str(&text).expect("all characters of it are printable ASCII")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_fits_and_none_ends_the_header() {
        for (name, expected) in [
            ("jurnal.csv", "attachment; filename=\"jurnal.csv\"; filename*=UTF-8''jurnal.csv"),
            (
                "Hotărâre \"3\"\r\n.pdf",
                "attachment; filename=\"Hot_r_re _3___.pdf\"; filename*=UTF-8''Hot%C4%83r%C3%A2re%20%223%22%0D%0A.pdf",
            ),
        ] {
            assert_eq!(Disposition::Saved.of(name), expected);
        }
        assert!(Disposition::Shown.of("x").to_str().is_ok_and(|text| text.starts_with("inline; ")));
    }
}
