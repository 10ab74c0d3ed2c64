//! Lines of CSV (RFC 4180) for files that are too long to be held: each line is written as it comes. Spreadsheets in
//! Romanian want semicolons; text they would take for a formula gets an apostrophe before it.

use calitas_domain::{identity::Language, text::looks_like_formula};

/// What Excel needs to see that the file is UTF-8.
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Adds a line of texts.
pub fn line<'a>(fields: impl IntoIterator<Item = &'a str>, language: Language, file: &mut String) {
    let separator = match language {
        Language::Ro => ';',
        Language::En => ',',
    };
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            file.push(separator);
        }
        let guard = if looks_like_formula(field) { "'" } else { "" };
        if field.contains([separator, '"', '\n', '\r', '\t']) || field.trim() != field {
            *file += &format!("\"{guard}{}\"", field.replace('"', "\"\""));
        } else {
            *file += guard;
            *file += field;
        }
    }
    *file += "\r\n";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_line_is_a_formula_or_ends_it() {
        let mut file = String::new();
        line(["=1+1", "a;b", "„da”, \"nu\"", "două\nrânduri", "-5", ""], Language::Ro, &mut file);
        assert_eq!(file, "'=1+1;\"a;b\";\"„da”, \"\"nu\"\"\";\"două\nrânduri\";'-5;\r\n");
        let mut file = String::new();
        line(["a;b", "a,b"], Language::En, &mut file);
        assert_eq!(file, "a;b,\"a,b\"\r\n");
    }
}
