//! A plan as an institution would have it, in any size. Shared with `examples/look.rs`.

use calitas_domain::{
    identity::Language,
    plan::{ActionStatus, PlanKind, PlanStatus, SourceKind},
};
use calitas_render::{
    document::{Letterhead, Logo, Signature, Standing},
    report::{
        Issue,
        monitoring::{MonitoringLine, MonitoringReport},
        plan::{IndicatorLine, PlanDocument, PlanLine},
    },
};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

pub const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><path d="M6 4h48v30c0 14-12 20-24 24C18 54 6 48 6 34z" fill="#1A57A6" stroke="#1B2430" stroke-width="2"/><path d="M14 40h32v4H14zm2-16h4v14h-4zm8 0h4v14h-4zm8 0h4v14h-4zm8 0h4v14h-4zM30 10l18 11H12z" fill="#fff"/></svg>"##;

const TITLES: [&str; 6] = [
    "Registru unic al petițiilor pentru toate compartimentele",
    "Instruirea evaluatorilor CAF",
    "Procedură pentru arhivarea documentelor electronice și predarea lor la depozit, cu termene de păstrare pe fiecare categorie din nomenclatorul arhivistic",
    "Ghid pentru cetățeni, tipărit și publicat",
    "Revizuirea fișelor de post în acord cu noua structură organizatorică aprobată prin hotărârea consiliului local",
    "Măsurarea satisfacției cetățenilor",
];
const UNITS: [&str; 4] = [
    "Serviciul Juridic",
    "Direcția Resurse Umane, Salarizare și Organizare",
    "Biroul Relații cu Publicul",
    "Compartimentul Arhivă",
];

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn issue(language: Language) -> Issue {
    let signature = |act: &str, function: &str| Signature {
        act: act.to_owned(),
        function: function.to_owned(),
        name: None,
        date: None,
    };
    Issue {
        letterhead: Letterhead {
            municipality: "Municipiul București, Sectorul 6".to_owned(),
            institution: "Primăria Sectorului 6".to_owned(),
            address: vec!["Calea Plevnei nr. 147–149, București".to_owned(), "prim6@primarie6.ro".to_owned()],
            logo: Some(Logo { bytes: LOGO.as_bytes().to_vec(), alt: "Stema instituției".to_owned() }),
        },
        language,
        date: day("2027-01-22"),
        made_at: "2027-01-22T12:05:00Z".parse().expect("an instant"),
        signatures: vec![
            signature("Întocmit", "coordonator plan, Serviciul Managementul Calității"),
            signature("Avizat", "președintele Comisiei de monitorizare"),
            signature("Aprobat", "primar"),
        ],
    }
}

pub fn plan(count: usize, language: Language) -> PlanDocument {
    PlanDocument {
        issue: issue(language),
        standing: Standing::Draft,
        code: "PI-2027-01".to_owned(),
        kind: PlanKind::Improvement,
        title: "Planul de îmbunătățire 2027".to_owned(),
        description: "Planul urmărește scurtarea timpului de răspuns și întărirea controlului intern.\n\
                      - răspunsuri la petiții în cel mult 20 de zile;\n\
                      - proceduri aprobate pentru toate activitățile procedurabile;\n\
                      - măsurarea satisfacției cetățenilor de două ori pe an."
            .to_owned(),
        period: (day("2027-01-01"), day("2027-12-31")),
        unit: Some("Serviciul Managementul Calității".to_owned()),
        owner: Some("șef serviciu, Managementul Calității".to_owned()),
        actions: (0..count).map(line).collect(),
    }
}

fn line(place: usize) -> PlanLine {
    let number = u64::try_from(place).expect("few");
    PlanLine {
        code: format!("A-{:02}", place + 1),
        title: TITLES[place % 6].to_owned(),
        description: if place % 5 == 2 {
            "Se face împreună cu Compartimentul Arhivă; proiectul se discută în Comisia de monitorizare."
                .to_owned()
        } else {
            String::new()
        },
        source: SourceKind::ALL[place % SourceKind::ALL.len()],
        source_reference: (!place.is_multiple_of(SourceKind::ALL.len()))
            .then(|| format!("S{:02}", place % 16 + 1)),
        responsible: (place % 7 != 6).then(|| format!("șef {}", UNITS[place % 4])),
        unit: (place % 9 != 8).then(|| UNITS[place % 4].to_owned()),
        impact: Some(1 + i32::try_from(place % 5).expect("small")),
        effort: Some(1 + i32::try_from(place % 3).expect("small") * 2),
        budget: (place % 4 != 3)
            .then(|| Decimal::new(42_413_028 + i64::try_from(number).expect("small") * 1_234, 2)),
        start_on: Some(day("2027-01-11") + Days::new(number % 90)),
        due_on: Some(day("2027-02-15") + Days::new(number * 5 % 300)),
        indicator: place.is_multiple_of(3).then(|| IndicatorLine {
            name: "Timpul mediu de răspuns la petiții".to_owned(),
            unit: "zile".to_owned(),
            baseline: Some(Decimal::new(285, 1)),
            target: Some(Decimal::new(20, 0)),
        }),
        status: ActionStatus::Approved,
    }
}

pub fn report(count: usize, language: Language) -> MonitoringReport {
    let plan = plan(count, language);
    let actions = plan.actions.iter().enumerate().map(|(place, line)| {
        let status = ActionStatus::ALL[place % 7];
        let is_settled = ActionStatus::SETTLED.contains(&status);
        MonitoringLine {
            code: line.code.clone(),
            title: line.title.clone(),
            responsible: line.responsible.clone(),
            unit: line.unit.clone(),
            due_on: line.due_on.map(|due_on| due_on - Days::new(150)),
            done_on: is_settled.then(|| day("2027-01-15")),
            progress: match status {
                _ if is_settled => 100,
                ActionStatus::InProgress => i32::try_from(place * 13 % 95).expect("small"),
                _ => 0,
            },
            budget: line.budget,
            status,
            status_reason: (status == ActionStatus::Cancelled).then(|| "Preluată de alt proiect.".to_owned()),
            indicator: line.indicator.clone(),
            latest: place.is_multiple_of(6).then(|| (Decimal::new(234, 1), day("2027-01-10"))),
        }
    });
    MonitoringReport {
        code: plan.code,
        kind: plan.kind,
        title: plan.title,
        status: PlanStatus::Active,
        version: 2,
        period: plan.period,
        remarks: "În perioada raportată s-a finalizat registrul unic al petițiilor.".to_owned(),
        actions: actions.collect(),
        issue: plan.issue,
    }
}
