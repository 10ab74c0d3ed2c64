//! Annex 4.2: the standards in the compartments and in the entity, and the degree of conformity.

use super::{ControlForm, words};
use crate::document::{
    Block, Fact, Section, rich,
    table::{Cell, Column, ColumnKind, Row, Table},
};

pub fn sections(form: &ControlForm) -> Vec<Section> {
    let (summary, language) = (&form.dossier.summary, form.issue.language);
    let synthesis = &summary.synthesis;
    let facts = vec![
        Fact::new(
            form.name("Total număr compartimente", "Total number of compartments"),
            Cell::Whole(synthesis.compartment_count.into()),
        ),
        Fact::new(
            form.name("Standarde implementate", "Standards implemented"),
            Cell::Whole(synthesis.implemented_count().into()),
        ),
        Fact::new(
            form.name(
                "Gradul de conformitate a SCIM cu standardele",
                "Degree of conformity of SCIM with the standards",
            ),
            words::conformity(synthesis.conformity(), language),
        ),
    ];
    let mut blocks = vec![Block::Facts(facts), Block::Table(table(form))];
    let mut parts = |heading: &str, texts: Vec<String>| {
        if !texts.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.extend(texts.iter().flat_map(|text| rich::blocks(text)));
        }
    };
    let decisions = summary.decisions.iter();
    parts(
        form.name("Hotărâri ale președintelui Comisiei", "Decisions of the chair"),
        decisions.map(|(one, reason)| format!("{}: {reason}", words::standard(*one, language))).collect(),
    );
    parts(
        form.name("Măsuri de adoptat", "Measures to adopt"),
        summary.content.measures.iter().cloned().collect(),
    );
    vec![Section { heading: None, ..Section::new("", blocks) }.landscape()]
}

fn table(form: &ControlForm) -> Table {
    let language = form.issue.language;
    let count = |ro, en| Column::new(form.name(ro, en), ColumnKind::Whole).width(14);
    let mut table = Table::new(
        form.name("Standardele pe compartimente", "The standards in the compartments"),
        vec![
            Column::new(form.name("Denumirea standardului", "Standard"), ColumnKind::Text).width(44),
            count("Compartimente în care este aplicabil", "Compartments where it is applicable").width(18),
            count("din care: I", "of which: I"),
            count("din care: PI", "of which: PI"),
            count("din care: NI", "of which: NI"),
            Column::new(form.name("La nivelul entității publice", "At entity level"), ColumnKind::Status)
                .width(18),
        ],
    );
    let mut last = None;
    for row in &form.dossier.summary.synthesis.rows {
        let group = words::group(row.standard, language);
        if last.as_ref() != Some(&group) {
            table.rows.push(Row::Group(group.clone()));
            last = Some(group);
        }
        table.push(vec![
            words::standard(row.standard, language).into(),
            Cell::Whole(row.applicable.into()),
            Cell::Whole(row.implemented.into()),
            Cell::Whole(row.partially.into()),
            Cell::Whole(row.not_implemented.into()),
            words::status(
                if row.pending > 0 { Err(calitas_domain::control::Pending) } else { Ok(row.status()) },
                language,
            ),
        ]);
    }
    table
}
