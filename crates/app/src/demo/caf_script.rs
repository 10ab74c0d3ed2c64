//! What the CAF self-assessments of the demonstration say.

use calitas_domain::caf::{Disclosure, ScoringMethod, Subcriterion};
use chrono::{Datelike, Days, NaiveDate};

/// How far an assessment got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The group concluded.
    Concluded,
    /// So many subcriteria are agreed on, the next one is talked about.
    Consensus(usize),
    /// So many members have submitted, the next one is half way.
    Scoring(usize),
}

/// One assessment.
#[derive(Debug)]
pub(super) struct Script {
    pub year: i32,
    pub begun_on: NaiveDate,
    pub method: ScoringMethod,
    pub disclosure: Disclosure,
    /// What the group thinks of each subcriterion.
    pub scores: [i32; Subcriterion::COUNT],
    pub end: End,
}

/// What was done in the steps before scoring, and after the consensus.
pub(super) const NOTES: [(i32, &str); 9] = [
    (1, "Dispoziția conducătorului privind organizarea autoevaluării"),
    (2, "Informare către toate compartimentele, cu calendarul autoevaluării"),
    (3, "Dispoziția privind componența grupului de autoevaluare"),
    (4, "Instruirea grupului, o zi, cu exemple pe fiecare criteriu"),
    (6, "Raportul de autoevaluare, prezentat conducerii"),
    (7, "Planul de îmbunătățire, cu acțiuni ordonate după impact și efort"),
    (8, "Planul a fost adus la cunoștința angajaților"),
    (9, "Stadiul acțiunilor se analizează trimestrial"),
    (10, "Următoarea autoevaluare, peste doi ani"),
];

const BEFORE: [i32; Subcriterion::COUNT] = [
    45, 38, 42, 40, 35, 33, 28, 22, 30, 41, 26, 32, 44, 38, 29, 35, 40, 27, 34, 30, 25, 22, 18, 24, 26, 20,
    28, 31,
];
const AFTER: [i32; Subcriterion::COUNT] = [
    58, 55, 46, 44, 52, 48, 45, 31, 38, 47, 42, 36, 46, 55, 48, 52, 45, 40, 51, 49, 34, 38, 33, 30, 29, 27,
    44, 48,
];

/// What members see as strong and as weak, subcriterion by subcriterion.
pub(super) const SEEN: [(&str, &str); Subcriterion::COUNT] = [
    ("Misiunea și valorile sunt aprobate și afișate", "Valorile nu sunt cunoscute la ghișee"),
    ("Obiectivele sunt urmărite în ședințele conducerii", "Conducerea nu are un tablou de indicatori lunar"),
    ("Șefii participă la instruirea colegilor", "Discuțiile cu compartimentele sunt rare"),
    ("Relația cu consiliul local este organizată", "Întâlnirile cu serviciile subordonate nu au calendar"),
    ("Cererile cetățenilor sunt înregistrate și analizate", "Locuitorii nu sunt consultați pe cartiere"),
    ("Strategia are obiective legate de buget", "Obiectivele direcțiilor nu sunt corelate cu programele"),
    (
        "Planurile sunt comunicate tuturor direcțiilor",
        "Stadiul planurilor nu este adus la cunoștința tuturor",
    ),
    ("Ideile angajaților sunt primite în scris", "Ideile primite nu au termen de răspuns"),
    ("Posturile au fișe actualizate", "Nu există un plan de continuitate a posturilor"),
    ("Planul de formare se întocmește anual", "Nevoile de formare nu pornesc de la competențe lipsă"),
    ("Reprezentanții angajaților sunt consultați", "Mulțumirea personalului nu este măsurată"),
    ("Există protocoale cu instituțiile subordonate", "Protocoalele nu au indicatori de urmărire"),
    ("Asociațiile participă la dezbateri", "Sesizările asociațiilor nu au un flux comun"),
    ("Execuția bugetară se publică", "Cheltuielile nu se urmăresc pe programe, lunar"),
    ("Procedurile se găsesc pe pagina internă", "Răspunsurile frecvente nu sunt adunate într-un loc"),
    ("Registratura este electronică", "Semnătura electronică lipsește în unele direcții"),
    ("Clădirile au planuri de întreținere", "Ghișeele de la parter nu sunt accesibile tuturor"),
    ("Procesele cu public au proceduri", "Procesele sprijin nu sunt revizuite periodic"),
    ("Termenele sunt afișate la ghișee", "Termenul mediu de răspuns la petiții este mare"),
    ("Direcțiile lucrează împreună la urbanism", "Certificatele fiscale cer drumuri între instituții"),
    ("Sondajul anual arată o mulțumire în creștere", "Rezultatele nu sunt defalcate pe servicii"),
    ("Timpul de așteptare la taxe a scăzut", "Indicatorii de servicii nu se publică lunar"),
    ("Participarea la sondajul intern este bună", "Lipsesc date despre ultimii doi ani"),
    ("Participarea la formare este peste țintă", "Fluctuația personalului nu se urmărește"),
    ("Presa relatează echilibrat", "Nu se măsoară încrederea cetățenilor"),
    ("Consumul de energie a scăzut", "Efectul măsurilor de mediu nu se urmărește"),
    ("Termenele legale sunt respectate", "Costul pe serviciu nu este calculat"),
    ("Auditul public intern nu are abateri grave", "Recomandările nu au termene comune"),
];

/// The assessments of the institution at a place of the first tree.
pub(super) fn scripts(place: usize, today: NaiveDate) -> Vec<Script> {
    let finished = |year: i32, scores| Script {
        year,
        begun_on: NaiveDate::from_ymd_opt(year, 3, 1).unwrap_or(today),
        method: ScoringMethod::Classical,
        disclosure: Disclosure::Anonymous,
        scores,
        end: End::Concluded,
    };
    let running = |method, disclosure, end| Script {
        year: today.year(),
        begun_on: today - Days::new(40),
        method,
        disclosure,
        scores: AFTER,
        end,
    };
    match place {
        0 => vec![finished(2022, BEFORE), finished(2024, AFTER)],
        1 => vec![running(ScoringMethod::FineTuned, Disclosure::Anonymous, End::Scoring(2))],
        2 => vec![running(ScoringMethod::Classical, Disclosure::Named, End::Consensus(11))],
        3..=5 => vec![finished(2024, AFTER.map(|points| points + 6 - 5 * (place as i32 - 3)))],
        _ => Vec::new(),
    }
}

/// What a member thinks where the group will agree on `points`: some are stricter, some milder.
pub(super) fn opinion(points: i32, turn: usize, at: usize) -> i32 {
    let spread = [-6, 4, -11, 9, 0, 14, -3];
    (points + spread[(turn * 3 + at) % spread.len()]).clamp(0, 100)
}

/// How areas are weighed: impact and effort.
pub(super) fn weights(at: usize) -> (i32, i32) {
    let (at, shift) = (i32::try_from(at).unwrap_or_default(), 3);
    (2 + (at + shift) % 4, 1 + (at * 3) % 5)
}
