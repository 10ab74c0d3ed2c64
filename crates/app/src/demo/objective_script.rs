//! The words of the objectives of the demonstration: three general ones, and for each compartment the specific one that
//! fits it, with its activities and indicators.

use calitas_domain::control::IndicatorDirection::{self, Down, Up};

/// A general objective.
pub(super) struct GeneralScript {
    pub title: &'static str,
    pub result: &'static str,
    pub relevance: &'static str,
}

/// A specific objective of a compartment.
pub(super) struct SpecificScript {
    /// Codes of the units whose objective it is; the last script is that of all others.
    pub units: &'static [&'static str],
    /// The general objective it follows from.
    pub general: usize,
    pub title: &'static str,
    pub result: &'static str,
    /// What is needed; not everybody has said it.
    pub resources: Option<&'static str>,
    pub activities: &'static [(&'static str, Procedure)],
    /// Of which activity, what, in what, how.
    pub indicators: &'static [IndicatorScript],
}

/// How far the procedure of an activity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Procedure {
    /// It needs none.
    NotNeeded,
    /// There is none yet.
    Missing,
    /// It has a code and waits for approval.
    Drafted,
    /// It was approved so many days ago.
    Approved(u64),
}

/// An indicator with the values measured 300, 120 and 30 days ago.
pub(super) struct IndicatorScript {
    pub activity: Option<usize>,
    pub name: &'static str,
    pub measured_in: &'static str,
    pub direction: IndicatorDirection,
    pub baseline: Option<i64>,
    pub target: i64,
    pub values: &'static [i64],
}

use Procedure::{Approved, Drafted, Missing, NotNeeded};

pub(super) const GENERALS: [GeneralScript; 3] = [
    GeneralScript {
        title: "Servicii publice mai rapide și mai ușor de folosit pentru cetățeni",
        result: "Cererile și petițiile se soluționează înainte de termenul legal",
        relevance: "Răspunde așteptărilor cetățenilor și programului de calitate al instituției",
    },
    GeneralScript {
        title: "Folosirea legală, eficientă și transparentă a banilor publici",
        result: "Buget executat fără abateri constatate de organele de control",
        relevance: "Cerință a legislației finanțelor publice și a controlului intern managerial",
    },
    GeneralScript {
        title: "O organizare modernă, cu personal pregătit și activități reglementate prin proceduri",
        result: "Toate activitățile procedurale au o procedură aprobată și personalul o cunoaște",
        relevance: "Susține standardele 3, 9 și 12 de control intern managerial",
    },
];

pub(super) const SPECIFICS: &[SpecificScript] = &[
    SpecificScript {
        units: &["registratura", "relatii-publicul", "asistenta-consiliu"],
        general: 0,
        title: "Răspuns la petiții și cereri în cel mult 20 de zile",
        result: "Cel puțin 95 % din petiții au răspuns în 20 de zile",
        resources: Some("Trei posturi ocupate și registratura electronică"),
        activities: &[
            ("Înregistrarea și repartizarea petițiilor", Approved(280)),
            ("Urmărirea termenelor de răspuns", Approved(150)),
            ("Informarea publicului la ghișeu", NotNeeded),
        ],
        indicators: &[
            IndicatorScript {
                activity: Some(1),
                name: "Petiții cu răspuns în 20 de zile",
                measured_in: "%",
                direction: Up,
                baseline: Some(78),
                target: 95,
                values: &[81, 86, 91],
            },
            IndicatorScript {
                activity: None,
                name: "Durata medie de răspuns",
                measured_in: "zile",
                direction: Down,
                baseline: Some(26),
                target: 18,
                values: &[25, 22, 20],
            },
        ],
    },
    SpecificScript {
        units: &["economic", "achizitii", "administrativ", "audit"],
        general: 1,
        title: "Execuție bugetară echilibrată, cu plăți verificate înainte de efectuare",
        result: "Nicio plată fără viză de control financiar preventiv",
        resources: Some("Două persoane cu viză de control financiar preventiv"),
        activities: &[
            ("Acordarea vizei de control financiar preventiv", Approved(310)),
            ("Angajarea, lichidarea, ordonanțarea și plata cheltuielilor", Approved(90)),
            ("Inventarierea anuală a patrimoniului", Drafted),
        ],
        indicators: &[
            IndicatorScript {
                activity: Some(0),
                name: "Plăți cu viză acordată înainte de termenul de plată",
                measured_in: "%",
                direction: Up,
                baseline: Some(90),
                target: 100,
                values: &[92, 96, 98],
            },
            IndicatorScript {
                activity: Some(1),
                name: "Facturi plătite peste termen",
                measured_in: "facturi pe trimestru",
                direction: Down,
                baseline: Some(14),
                target: 2,
                values: &[11, 7, 4],
            },
        ],
    },
    SpecificScript {
        units: &["juridic", "administratie-publica", "autoritate-tutelara", "control", "executare-silita"],
        general: 1,
        title: "Avize de legalitate și reprezentare în instanță la timp",
        result: "Avizele se dau în cel mult 7 zile, actele se depun la termen",
        resources: Some("Patru consilieri juridici"),
        activities: &[
            ("Avizarea contractelor și a proiectelor de acte", Approved(200)),
            ("Reprezentarea în instanță", Missing),
        ],
        indicators: &[IndicatorScript {
            activity: Some(0),
            name: "Durata medie de avizare",
            measured_in: "zile",
            direction: Down,
            baseline: Some(12),
            target: 7,
            values: &[11, 9, 8],
        }],
    },
    SpecificScript {
        units: &["resurse-umane", "it", "calitate-scim", "monitorizare"],
        general: 2,
        title: "Personal instruit și activități reglementate prin proceduri actualizate",
        result: "Fiecare angajat participă la o instruire pe an; procedurile se revizuiesc la doi ani",
        resources: None,
        activities: &[
            ("Elaborarea și revizuirea procedurilor documentate", Approved(340)),
            ("Planificarea instruirii personalului", Drafted),
            ("Salvarea periodică a datelor", Missing),
        ],
        indicators: &[
            IndicatorScript {
                activity: Some(1),
                name: "Angajați instruiți în cursul anului",
                measured_in: "%",
                direction: Up,
                baseline: None,
                target: 100,
                values: &[22, 48, 71],
            },
            IndicatorScript {
                activity: Some(0),
                name: "Proceduri revizuite în termen",
                measured_in: "%",
                direction: Up,
                baseline: Some(40),
                target: 90,
                values: &[],
            },
        ],
    },
    SpecificScript {
        units: &[
            "urbanism",
            "investitii",
            "tehnic",
            "drumuri",
            "reabilitare-termica",
            "proiecte",
            "spatii-verzi",
        ],
        general: 1,
        title: "Lucrări recepționate la termen și în limita bugetului aprobat",
        result: "Nicio lucrare cu întârziere mai mare de 30 de zile",
        resources: Some("Diriginți de șantier contractați pentru fiecare lucrare"),
        activities: &[
            ("Urmărirea execuției contractelor de lucrări", Approved(120)),
            ("Recepția lucrărilor", Drafted),
        ],
        indicators: &[IndicatorScript {
            activity: Some(1),
            name: "Lucrări recepționate la termen",
            measured_in: "%",
            direction: Up,
            baseline: Some(60),
            target: 85,
            values: &[60, 66, 75],
        }],
    },
    SpecificScript {
        units: &["taxe", "persoane-fizice", "persoane-juridice", "activitate-comerciala", "piete", "parcari"],
        general: 1,
        title: "Creșterea gradului de încasare a veniturilor proprii",
        result: "Cel puțin 92 % din creanțele anului sunt încasate până la 31 decembrie",
        resources: Some("Aplicația de încasări și un contract de curierat"),
        activities: &[
            ("Stabilirea și comunicarea creanțelor", Approved(260)),
            ("Urmărirea și încasarea restanțelor", Missing),
        ],
        indicators: &[IndicatorScript {
            activity: Some(1),
            name: "Gradul de încasare a creanțelor anului",
            measured_in: "%",
            direction: Up,
            baseline: Some(84),
            target: 92,
            values: &[31, 62, 88],
        }],
    },
    // Of every other compartment.
    SpecificScript {
        units: &[],
        general: 0,
        title: "Soluționarea la timp a lucrărilor compartimentului",
        result: "Cel mult 5 % din lucrări depășesc termenul",
        resources: Some("Personalul existent"),
        activities: &[
            ("Primirea și verificarea documentelor beneficiarilor", Approved(180)),
            ("Lucrul cu publicul și activitatea de teren", Missing),
        ],
        indicators: &[IndicatorScript {
            activity: Some(0),
            name: "Lucrări soluționate peste termen",
            measured_in: "%",
            direction: Down,
            baseline: Some(17),
            target: 5,
            values: &[16, 12, 9],
        }],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_objectives_hold_what_a_visitor_looks_for() {
        assert!(SPECIFICS.iter().all(|script| script.general < GENERALS.len()));
        let (last, named) = SPECIFICS.split_last().expect("scripts");
        assert!(last.units.is_empty() && named.iter().all(|script| !script.units.is_empty()));
        let procedures =
            || SPECIFICS.iter().flat_map(|script| script.activities).map(|(_, procedure)| *procedure);
        for wanted in [NotNeeded, Missing, Drafted] {
            assert!(procedures().any(|one| one == wanted), "{wanted:?}");
        }
        assert!(procedures().any(|one| matches!(one, Approved(_))));
        let indicators = || SPECIFICS.iter().flat_map(|script| script.indicators);
        assert!(indicators().any(|one| one.values.is_empty()), "one waits for its first value");
        for script in SPECIFICS {
            let activities = script.activities.len();
            assert!(script.indicators.iter().all(|one| one.activity.is_none_or(|at| at < activities)));
        }
    }
}
