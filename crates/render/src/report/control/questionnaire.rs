//! Annex 4.1: what a compartment said of every criterion.

use super::{ControlForm, words};
use crate::document::{
    Block, Fact, Section,
    table::{Cell, Column, ColumnKind, Row, Table},
};
use calitas_domain::{
    control::{Compartment, Finding, Standard},
    identity::Language,
};

pub fn section(form: &ControlForm, asked: &Compartment) -> Section {
    let language = form.issue.language;
    let name = match language {
        Language::En if !asked.name_en.is_empty() => asked.name_en.clone(),
        Language::En | Language::Ro => asked.name_ro.clone(),
    };
    let facts = vec![
        Fact::new(form.name("Compartimentul", "Compartment"), name.clone()),
        Fact::new(
            form.name("Conducătorul compartimentului", "Head of the compartment"),
            Cell::text(asked.submitted_by.clone()),
        ),
        Fact::new(form.name("Predat la", "Handed in on"), Cell::date(asked.submitted_on)),
    ];
    let mut blocks = vec![Block::Facts(facts)];
    blocks.extend(form.unconfirmed());
    blocks.push(Block::Table(table(form, asked)));
    Section::new(name, blocks).landscape()
}

fn table(form: &ControlForm, asked: &Compartment) -> Table {
    let language = form.issue.language;
    let mut table = Table::new(
        form.name("Criterii generale de evaluare", "General evaluation criteria"),
        vec![
            Column::new(form.name("Nr.", "No."), ColumnKind::Code).width(6),
            Column::new(
                form.name("Criterii generale de evaluare", "General evaluation criteria"),
                ColumnKind::Text,
            )
            .width(40),
            Column::new(form.name("Răspuns", "Answer"), ColumnKind::Text).width(13),
            Column::new(
                form.name("Explicația asociată răspunsului", "Explanation of the answer"),
                ColumnKind::Text,
            )
            .width(44),
            Column::new(form.name("Statutul standardului", "Status of the standard"), ColumnKind::Status)
                .width(15),
        ],
    );
    let proved_by = form.name("Dovada", "Evidence");
    for standard in Standard::all() {
        let mine: Vec<&Finding> =
            asked.findings.iter().filter(|finding| finding.standard == standard).collect();
        if mine.is_empty() {
            continue;
        }
        table.rows.push(Row::Group(words::standard(standard, language)));
        for finding in mine {
            let label = match language {
                Language::Ro => &finding.label_ro,
                Language::En => &finding.label_en,
            };
            table.push(vec![
                finding.code.clone().into(),
                label.clone().into(),
                words::answer(finding.answer, language),
                Cell::text(finding.reasons(proved_by)),
                words::status(asked.status(standard), language),
            ]);
        }
    }
    table
}
