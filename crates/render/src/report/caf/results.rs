//! What an assessment comes to: criteria, total, the 28 subcriteria, and how they moved.

use super::CafReportForm;
use crate::document::{
    Bar, Bars, Block, Fact, Section, Start,
    table::{Cell, Column, ColumnKind, Row, Table},
};
use calitas_domain::caf::{Criterion, Exact, HIGHEST, Results, band, shown};
use rust_decimal::Decimal;

pub fn sections(form: &CafReportForm) -> Vec<Section> {
    let dossier = &form.dossier;
    let results = dossier.summary.results();
    let before = dossier.previous.as_ref().map(|one| (one.year, one.results()));
    let of_900 = |total: Option<Exact>| Cell::decimal(total.map(shown));
    let mut facts = vec![
        Fact::new(form.name("Total, din 900", "Total, of 900"), of_900(results.total())),
        Fact::new(
            form.name("Procent din maxim", "Percent of the highest"),
            results.percent().map_or(Cell::Empty, |percent| Cell::Percent(shown(percent))),
        ),
    ];
    if let Some((year, before)) = &before {
        let words = form.name("Totalul precedent", "Total before");
        facts.push(Fact::new(format!("{words} ({year})"), of_900(before.total())));
        let change = results.total().zip(before.total()).map(|(now, then)| now - then);
        facts.push(Fact::new(form.name("Diferență", "Difference"), of_900(change)));
    }
    let bars = Bars {
        title: form.name("Criteriile, din 100", "Criteria, of 100").to_owned(),
        name: form.name("Criteriu", "Criterion").to_owned(),
        unit: form.name("Puncte", "Points").to_owned(),
        bars: Criterion::all()
            .map(|criterion| Bar {
                name: title(form, criterion),
                value: Cell::decimal(results.criterion(criterion).map(shown)),
            })
            .collect(),
        full: Some(Decimal::from(HIGHEST)),
    };
    let before = before.as_ref();
    let blocks = vec![
        Block::Facts(facts),
        Block::Bars(bars),
        Block::Table(criteria(form, &results, before)),
        Block::Table(subcriteria(form, &results, before)),
    ];
    vec![Section::new(form.name("3. Rezultate", "3. Results"), blocks).starting(Start::Page)]
}

type Before<'a> = Option<&'a (i32, Results)>;

fn title(form: &CafReportForm, criterion: Criterion) -> String {
    format!("{}. {}", criterion.number(), form.words(criterion.title_ro(), criterion.title_en()))
}

/// Columns that say how something moved, where there is an assessment before.
fn moved(form: &CafReportForm, before: Before<'_>) -> Vec<Column> {
    let Some((year, _)) = before else { return Vec::new() };
    vec![
        Column::new(year.to_string(), ColumnKind::Decimal).width(12),
        Column::new(form.name("Diferență", "Difference"), ColumnKind::Decimal).width(13),
    ]
}

fn movement(now: Option<Exact>, before: Option<Option<Exact>>) -> Vec<Cell> {
    let Some(then) = before else { return Vec::new() };
    let change = now.zip(then).map(|(now, then)| shown(now - then));
    vec![Cell::decimal(then.map(shown)), Cell::decimal(change)]
}

fn criteria(form: &CafReportForm, results: &Results, before: Before<'_>) -> Table {
    let caption = form.name("Punctajul pe criterii", "Scores of the criteria");
    let mut columns = vec![
        Column::new(form.name("Criteriu", "Criterion"), ColumnKind::Text).width(50),
        Column::new(form.name("Punctaj", "Score"), ColumnKind::Decimal).width(12),
    ];
    columns.extend(moved(form, before));
    let mut table = Table::new(caption, columns);
    for criterion in Criterion::all() {
        let now = results.criterion(criterion);
        let mut cells = vec![title(form, criterion).into(), Cell::decimal(now.map(shown))];
        cells.extend(movement(now, before.map(|(_, then)| then.criterion(criterion))));
        table.push(cells);
    }
    let now = results.total();
    let mut totals = vec![form.name("Total", "Total").into(), Cell::decimal(now.map(shown))];
    totals.extend(movement(now, before.map(|(_, then)| then.total())));
    table.totals = Some(totals);
    table
}

fn subcriteria(form: &CafReportForm, results: &Results, before: Before<'_>) -> Table {
    let caption = form.name("Punctajul pe subcriterii", "Scores of the subcriteria");
    let mut columns = vec![
        Column::new(form.name("Subcriteriu", "Subcriterion"), ColumnKind::Text).width(52),
        Column::new(form.name("Consens", "Agreed"), ColumnKind::Decimal).width(12),
        Column::new(form.name("Media individuală", "Individual average"), ColumnKind::Decimal).width(14),
        Column::new(form.name("Treaptă", "Band"), ColumnKind::Whole).width(11),
    ];
    columns.extend(moved(form, before));
    let mut table = Table::new(caption, columns);
    for criterion in Criterion::all() {
        table.rows.push(Row::Group(title(form, criterion)));
        for one in form.dossier.of_criterion(criterion) {
            let subcriterion = one.subcriterion;
            let now = results.subcriteria.get(&subcriterion).copied();
            let average = one.average.and_then(|average| average.exact());
            let name = form.words(subcriterion.title_ro(), subcriterion.title_en());
            let mut cells = vec![
                format!("{} {name}", subcriterion.code()).into(),
                Cell::decimal(now.map(shown)),
                Cell::decimal(average.map(shown)),
                now.map_or(Cell::Empty, |now| Cell::Whole(band(now).into())),
            ];
            let then = before.map(|(_, then)| then.subcriteria.get(&subcriterion).copied());
            cells.extend(movement(now, then));
            table.push(cells);
        }
    }
    let kept = form.name(
        "Nota de consens este cea care contează; media notelor individuale stă alături, cum a fost la consens. Treapta este de la 0 la 5.",
        "The agreed score counts; the average of the individual scores stands beside it as it was then. The band is from 0 to 5.",
    );
    table.note = Some(kept.to_owned());
    table
}
