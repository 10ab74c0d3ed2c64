//! Sheets to be filled in: headings, and lists where a word is one of a few. What is filled in is read by [`super`].

use calitas_domain::{Error, import::MAX_ROWS};
use rust_xlsxwriter::{DataValidation, Format, FormatPattern, IgnoreError, Workbook, XlsxError};

/// A column to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateColumn {
    /// What stands over it.
    pub heading: String,
    /// Whether nothing can be taken over without it.
    pub is_required: bool,
    /// The words it may hold; empty where people write freely.
    pub choices: Vec<String>,
}

/// An empty sheet as XLSX. Its cells are text, so that a spreadsheet makes no number of a code and no day of a
/// number.
///
/// # Errors
/// [`Error::Internal`] when the writer fails.
pub fn template(name: &str, columns: &[TemplateColumn]) -> Result<Vec<u8>, Error> {
    fill(name, columns).map_err(|error| Error::Internal(Box::new(error)))
}

fn fill(name: &str, columns: &[TemplateColumn]) -> Result<Vec<u8>, XlsxError> {
    let last_line = u32::try_from(MAX_ROWS).unwrap_or(u32::MAX);
    let text = Format::new().set_num_format("@");
    let heading = Format::new()
        .set_bold()
        .set_background_color("#DCE6F2")
        .set_pattern(FormatPattern::Solid)
        .set_num_format("@");
    let required = heading.clone().set_background_color("#F9E2B8");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0u16..).zip(columns) {
        let widest = column.choices.iter().chain([&column.heading]).map(|word| word.chars().count()).max();
        let width = u32::try_from(widest.unwrap_or(0)).unwrap_or(0).clamp(12, 40) + 3;
        sheet.set_column_format(place, &text)?.set_column_width(place, width)?;
        let look = if column.is_required { &required } else { &heading };
        sheet.write_string_with_format(0, place, &column.heading, look)?;
        if !column.choices.is_empty() {
            let list = DataValidation::new().allow_list_strings(&column.choices)?;
            sheet.add_data_validation(1, place, last_line, place, &list)?;
        }
        sheet.ignore_error_range(1, place, last_line, place, IgnoreError::NumberStoredAsText)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::xlsx;

    #[test]
    fn a_template_is_read_as_its_headings() {
        let column = |heading: &str, choices: &[&str]| TemplateColumn {
            heading: heading.to_owned(),
            is_required: choices.is_empty(),
            choices: choices.iter().map(|one| (*one).to_owned()).collect(),
        };
        let columns = [column("Denumire", &[]), column("Tip", &["Direcție", "Serviciu"])];
        let file = template("Compartimente", &columns).expect("a workbook");
        let lines = xlsx::read(&file).expect("a sheet").lines;
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].cells, ["Denumire", "Tip"]);
    }
}
