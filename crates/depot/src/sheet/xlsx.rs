//! XLSX, cell by cell: a sheet that says it is a million lines long makes no room for them.

use super::{Grid, number};
use calamine::{DataRef, Reader, Xlsx};
use calitas_domain::Reason;
use std::io::Cursor;

pub(super) fn read(content: &[u8]) -> Result<Grid, Reason> {
    let damaged = |_| Reason::FileDamaged;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).map_err(damaged)?;
    let name = book.sheet_names().first().cloned().ok_or(Reason::FileEmpty)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut grid = Grid::default();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (line, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::Int(value) => value.to_string(),
            DataRef::Float(value) => number(*value),
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Bool(value) => if *value { "1" } else { "0" }.to_owned(),
            DataRef::DateTime(at) if at.is_datetime() => {
                let (year, month, day, ..) = at.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            DataRef::DateTime(time) => number(time.as_f64()),
            DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
            // What a spreadsheet could not compute is no value.
            DataRef::Error(error) => error.to_string(),
        };
        grid.put(line, usize::try_from(column).unwrap_or(usize::MAX), &text)?;
    }
    Ok(grid)
}

#[cfg(test)]
mod tests {
    use crate::sheet::read;
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    #[test]
    fn values_are_read_as_people_write_them_and_formulas_by_their_last_result() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        let day = Format::new().set_num_format("dd.mm.yyyy");
        for (at, heading) in ["Cod", "Buget", "Termen", "Calculat", "Semn"].iter().enumerate() {
            page.write(1, u16::try_from(at).unwrap(), *heading).unwrap();
        }
        page.write(3, 0, "SJ").unwrap();
        page.write(3, 1, 1250.5).unwrap();
        let date = ExcelDateTime::from_ymd(2027, 3, 31).unwrap();
        page.write_datetime_with_format(3, 2, &date, &day).unwrap();
        page.write_formula(3, 3, Formula::new("=1+1").set_result("2")).unwrap();
        page.write(3, 4, true).unwrap();
        let read = read(&book.save_to_buffer().unwrap()).expect("a sheet");
        assert_eq!(read.headings, ["Cod", "Buget", "Termen", "Calculat", "Semn"]);
        assert_eq!(read.rows.len(), 1);
        assert_eq!(read.rows[0].number, 4);
        assert_eq!(read.rows[0].cells, ["SJ", "1250,5", "2027-03-31", "2", "1"]);
    }

    #[test]
    fn a_cell_at_the_end_of_the_world_makes_no_room_for_the_rest() {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.write(0, 0, "Cod").unwrap();
        page.write(1_048_575, 0, "departe").unwrap();
        let far = read(&book.save_to_buffer().unwrap()).expect("two lines");
        assert_eq!((far.rows.len(), far.rows[0].number), (1, 1_048_576));
        let mut book = Workbook::new();
        book.add_worksheet().write(0, 16_383, "departe").unwrap();
        assert!(read(&book.save_to_buffer().unwrap()).is_err());
    }
}
