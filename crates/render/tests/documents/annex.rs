//! The development programme: its golden rows, and what it says while nobody approved it. The register of risks in a size
//! that takes more than a page.

use crate::sample;
use calitas_domain::{
    identity::Language,
    plan::{ActionStatus, SourceKind},
};
use calitas_render::{
    Document, Format, TableFormat,
    document::{Block, Standing, table::Table},
    export, render,
    report::{
        control::{Programme, ProgrammeLine},
        plan::IndicatorLine,
        risk::{MeasureLine, RiskLine, RiskRegister},
    },
};
use rust_decimal::Decimal;

/// What the programme of [`programme`] says of each measure, as CSV.
const GOLDEN: &str = "\
Nr. crt.;Standardul;Măsura/acțiunea;Sursa;Responsabil;Termen;Rezultat așteptat;Progres;Stadiu
1;Standardul 1 – Etica și integritatea;\"Actualizarea codului de conduită
Instruire de o oră.\";Standard de control intern neîndeplinit;\"șef serviciu
Serviciul Juridic\";30.06.2027;Personal instruit: 40 → 100 %;35;În lucru
2;Standardul 9 – Proceduri;Revizuirea procedurilor mai vechi de trei ani;Standard de control intern neîndeplinit;consilier;31.12.2027;Proceduri aprobate: 64 proceduri;0;Aprobată
3;;Măsura riscului de fraudă;Risc: R-3;;;;100;Realizată
";

/// Three measures, the one of the highest standard first.
pub fn programme(language: Language, standing: Standing) -> Programme {
    let line = |title: &str, source, reference: &str, status| ProgrammeLine {
        title: title.to_owned(),
        description: String::new(),
        source,
        source_reference: Some(reference.to_owned()),
        responsible: None,
        unit: None,
        due_on: None,
        indicator: None,
        progress: 0,
        status,
    };
    let indicator = |name: &str, unit: &str, baseline, target| IndicatorLine {
        name: name.to_owned(),
        unit: unit.to_owned(),
        baseline,
        target: Some(Decimal::new(target, 0)),
    };
    Programme {
        issue: sample::issue(language),
        standing,
        code: "PD-2027-01".to_owned(),
        title: "Programul de dezvoltare 2027".to_owned(),
        description: "Măsuri pentru standardele parțial implementate.".to_owned(),
        period: (sample::day("2027-01-01"), sample::day("2027-12-31")),
        measures: vec![
            ProgrammeLine {
                responsible: Some("consilier".to_owned()),
                due_on: Some(sample::day("2027-12-31")),
                indicator: Some(indicator("Proceduri aprobate", "proceduri", None, 64)),
                ..line(
                    "Revizuirea procedurilor mai vechi de trei ani",
                    SourceKind::ControlGap,
                    "S09",
                    ActionStatus::Approved,
                )
            },
            ProgrammeLine {
                progress: 100,
                ..line("Măsura riscului de fraudă", SourceKind::Risk, "R-3", ActionStatus::Done)
            },
            ProgrammeLine {
                description: "Instruire de o oră.".to_owned(),
                responsible: Some("șef serviciu".to_owned()),
                unit: Some("Serviciul Juridic".to_owned()),
                due_on: Some(sample::day("2027-06-30")),
                indicator: Some(indicator("Personal instruit", "%", Some(Decimal::new(40, 0)), 100)),
                progress: 35,
                ..line(
                    "Actualizarea codului de conduită",
                    SourceKind::ControlGap,
                    "S01",
                    ActionStatus::InProgress,
                )
            },
        ],
    }
}

/// A programme with a measure for each standard, three times over.
pub fn long_programme(language: Language) -> Programme {
    let short = programme(language, Standing::Draft);
    let measures = (0..48).map(|place| ProgrammeLine {
        source: SourceKind::ControlGap,
        source_reference: Some(format!("S{:02}", place % 16 + 1)),
        ..short.measures[place % 3].clone()
    });
    Programme { measures: measures.collect(), ..short.clone() }
}

/// A register of as many risks, spread over three compartments.
pub fn risks(count: i32) -> RiskRegister {
    let units = ["Direcția Economică", "Serviciul Juridic", "Serviciul Resurse Umane și Salarizare"];
    let of = |place: i32| {
        let probability = place % 5 + 1;
        RiskLine {
            unit: units[usize::try_from(place * 3 / count.max(1)).expect("small")].to_owned(),
            target: Some(format!("OS-{place} Răspunsuri la petiții în termen")),
            code: format!("R-{place}"),
            title: "Nerespectarea termenelor de răspuns din cauza lipsei de personal".to_owned(),
            causes: "Fluctuația personalului; volum mare de solicitări în perioada impozitelor.".to_owned(),
            inherent: (probability, 4, probability * 4),
            strategy: "tratare".to_owned(),
            last_review_on: Some(sample::day("2026-11-30")),
            residual: (place % 4 != 3).then_some((1, 4, 4)),
            is_above: probability > 3,
            remarks: None,
        }
    };
    let measure = |place: i32| MeasureLine {
        risk: format!("R-{place} Nerespectarea termenelor de răspuns"),
        unit: units[0].to_owned(),
        title: "Redistribuirea lucrărilor între compartimente".to_owned(),
        due_on: Some(sample::day("2027-03-31")),
        responsible: Some("șef serviciu".to_owned()),
        status: ActionStatus::InProgress,
    };
    RiskRegister {
        issue: sample::issue(Language::Ro),
        on: sample::day("2026-12-31"),
        unit: None,
        max_exposure: 25,
        tolerance: Some(10),
        risks: (0..count).map(of).collect(),
        measures: Some((0..count / 4).map(measure).collect()),
    }
}

pub fn approved() -> Standing {
    Standing::Approved { version: 1, on: sample::day("2027-01-25"), hash: "ab".repeat(32) }
}

fn table(document: &Document) -> Table {
    let mut blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .find_map(|block| if let Block::Table(table) = block { Some(table.clone()) } else { None })
        .expect("one")
}

#[test]
fn the_programme_says_by_standard_what_is_to_be_done_and_how_far_it_is() {
    let document = programme(Language::Ro, approved()).document();
    assert_eq!(document.title, "Program de dezvoltare a sistemului de control intern managerial");
    assert_eq!(document.subtitle.as_deref(), Some("01.01.2027 – 31.12.2027"));
    let table = export(&table(&document), TableFormat::CsvSemicolon, Language::Ro, document.made_at);
    let said = String::from_utf8(table.expect("a file").bytes).expect("UTF-8");
    assert_eq!(said.trim_start_matches('\u{FEFF}').replace("\r\n", "\n"), GOLDEN);
}

#[test]
fn the_programme_is_a_draft_on_every_page_until_it_is_approved() {
    let said = |standing, language| {
        let document = programme(language, standing).document();
        String::from_utf8(render(&document, Format::Html).expect("it is set").bytes).expect("UTF-8")
    };
    let (draft, binding) = (said(Standing::Draft, Language::Ro), said(approved(), Language::Ro));
    assert!(draft.contains("CIORNĂ") && !binding.contains("CIORNĂ"));
    assert!(binding.contains(&"ab".repeat(32)) && binding.contains("Versiunea 1"));
    for expected in
        ["Primăria Sectorului 6", "președintele Comisiei de monitorizare", "45\u{A0}%", "Text orientativ"]
    {
        assert!(binding.contains(expected), "{expected} is missing in {binding}");
    }
    let english = said(Standing::Draft, Language::En);
    for expected in ["DRAFT", "Expected result", "Standard 9 – Procedures", "In progress"] {
        assert!(english.contains(expected), "{expected} is missing in {english}");
    }
}
