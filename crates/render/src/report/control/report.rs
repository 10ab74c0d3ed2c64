//! Annex 4.3: what the head answers for, section by section.

use super::{ControlForm, words};
use crate::{
    document::{Block, Fact, Section, rich, table::Cell},
    format,
};

pub fn sections(form: &ControlForm) -> Vec<Section> {
    let (summary, language) = (&form.dossier.summary, form.issue.language);
    let content = &summary.content;
    let yes = |is_so: Option<bool>| Cell::text(is_so.map(|is_so| words::yes(is_so, language)));
    let fact = |ro, en, value: Cell| Block::Facts(vec![Fact::new(form.name(ro, en), value)]);
    let part = |at: usize, ro: &'static str, en: &'static str, blocks: Vec<Block>| {
        Section::new(format!("{at}. {}", form.name(ro, en)), blocks)
    };
    let text = |text: &Option<String>| match text {
        Some(text) => rich::blocks(text),
        None => rich::blocks("–"),
    };
    let share = content.procedure_percent().map(Cell::Percent).unwrap_or(Cell::Empty);
    let procedures = match (content.procedure_count, content.procedural_activity_count) {
        (Some(with), Some(all)) => Cell::Text(format!("{with} / {all}")),
        _ => Cell::Empty,
    };
    let conformity = words::conformity(summary.synthesis.conformity(), language);
    let mut subordinates = vec![Block::Facts(
        summary
            .subordinates
            .iter()
            .map(|(degree, count)| {
                Fact::new(words::conformity(*degree, language), Cell::Whole((*count).into()))
            })
            .collect(),
    )];
    if summary.subordinates.iter().all(|(_, count)| *count == 0) {
        subordinates = rich::blocks(form.name("Nu este cazul.", "Not the case."));
    }
    let intro = match language {
        calitas_domain::identity::Language::Ro => format!(
            "În temeiul prevederilor art. 4 alin. (3) din Ordonanța Guvernului nr. 119/1999, conducătorul instituției {} prezintă raportul asupra sistemului de control intern managerial la data de {}.",
            summary.institution_ro,
            format::day(chrono::NaiveDate::from_ymd_opt(summary.year, 12, 31).unwrap_or_default(), language),
        ),
        calitas_domain::identity::Language::En => format!(
            "Under article 4(3) of Government Ordinance 119/1999 the head of {} reports on the managerial internal control system as of {}.",
            summary.institution_en,
            format::day(chrono::NaiveDate::from_ymd_opt(summary.year, 12, 31).unwrap_or_default(), language),
        ),
    };
    let mut first = rich::blocks(&intro);
    first.extend(form.unconfirmed());
    vec![
        Section { heading: None, ..Section::new("", first) },
        part(
            1,
            "Declarație privind asigurarea rezonabilă",
            "Statement on reasonable assurance",
            vec![fact(
                "Fondurile publice au fost folosite legal, regulat, eficace, eficient și economic",
                "Public funds were used lawfully, regularly, effectively, efficiently and economically",
                Cell::text(content.assurance.map(|one| words::assurance(one, language))),
            )],
        ),
        part(2, "Baza declarației", "Basis of the statement", text(&content.basis)),
        part(
            3,
            "Autocontrol și riscuri",
            "Self-control and risks",
            vec![Block::Facts(vec![
                Fact::new(
                    form.name(
                        "Sistemul cuprinde mecanisme de autocontrol",
                        "The system contains self-control mechanisms",
                    ),
                    yes(content.has_self_control),
                ),
                Fact::new(
                    form.name("Măsurile au la bază evaluarea riscurilor", "Measures rest on risk assessment"),
                    yes(content.is_risk_based),
                ),
            ])],
        ),
        part(
            4,
            "Comisia de monitorizare",
            "The Monitoring Commission",
            vec![fact(
                "Comisia de monitorizare este funcțională",
                "The Monitoring Commission is functional",
                yes(content.is_commission_functional),
            )],
        ),
        part(
            5,
            "Programul de dezvoltare",
            "The development programme",
            vec![fact(
                "Este implementat și actualizat anual",
                "It is implemented and updated yearly",
                Cell::text(content.programme.map(|one| words::programme(one, language))),
            )],
        ),
        part(
            6,
            "Managementul riscurilor",
            "Risk management",
            vec![fact(
                "Procesul este organizat și monitorizat",
                "The process is organised and monitored",
                yes(content.is_risk_managed),
            )],
        ),
        part(
            7,
            "Proceduri documentate",
            "Documented procedures",
            vec![Block::Facts(vec![
                Fact::new(
                    form.name(
                        "Elaborate, din activitățile inventariate",
                        "Prepared, of inventoried activities",
                    ),
                    procedures,
                ),
                Fact::new(form.name("Procent", "Percentage"), share),
            ])],
        ),
        part(
            8,
            "Monitorizarea performanțelor",
            "Performance monitoring",
            vec![Block::Facts(vec![
                Fact::new(
                    form.name("Obiectivele sunt stabilite", "Objectives are set"),
                    yes(content.has_objectives),
                ),
                Fact::new(
                    form.name(
                        "Sistemul este stabilit, cu indicatori pe obiective",
                        "It is set up with indicators per objective",
                    ),
                    yes(content.has_monitoring),
                ),
            ])],
        ),
        part(
            9,
            "Gradul de conformitate",
            "Degree of conformity",
            vec![Block::Facts(vec![
                Fact::new(
                    form.name("Standarde implementate din 16", "Standards implemented of 16"),
                    Cell::Whole(summary.synthesis.implemented_count().into()),
                ),
                Fact::new(form.name("Sistemul este", "The system is"), conformity),
            ])],
        ),
        part(10, "Entități subordonate", "Subordinate entities", subordinates),
    ]
}
