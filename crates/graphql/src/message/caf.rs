//! Sentences of what CAF self-assessments refuse.

use super::pick;
use calitas_domain::{caf::CafRefusal, identity::Language};

/// The sentence of a refusal.
pub(super) fn of_refusal(refusal: CafRefusal, language: Language) -> String {
    use CafRefusal::*;
    let (ro, en) = match refusal {
        ScoringStarted => (
            "Membrii au început să noteze, așa că nu se mai schimbă",
            "Members have begun to score, so it stays as it is",
        ),
        ConsensusOpened => (
            "Consensul este deschis, așa că nu se mai schimbă",
            "The consensus is open, so it stays as it is",
        ),
        AssessmentOver => {
            ("Autoevaluarea este încheiată sau anulată", "The self-assessment is concluded or given up")
        }
        AssessmentNotInPreparation => {
            ("Autoevaluarea nu mai este în pregătire", "The self-assessment is not being prepared any more")
        }
        AssessmentNotInScoring => ("Acum nu se notează individual", "Members do not score now"),
        AssessmentNotInConsensus => ("Consensul nu este deschis", "The consensus is not open"),
        AssessmentNotConcluded => ("Autoevaluarea nu este încheiată", "The self-assessment is not concluded"),
        NoGroup => (
            "Adăugați întâi membri în grupul de autoevaluare",
            "Add members to the self-assessment group first",
        ),
        NothingSubmitted => ("Niciun membru nu a trimis notele", "No member has submitted the scores"),
        MembersMissing { count } => {
            return counted(
                count,
                language,
                [
                    "Un membru nu a trimis notele. Scrieți de ce se deschide consensul fără el",
                    "{n} membri nu au trimis notele. Scrieți de ce se deschide consensul fără ei",
                    "{n} de membri nu au trimis notele. Scrieți de ce se deschide consensul fără ei",
                ],
                [
                    "One member has not submitted. Write why the consensus opens without",
                    "{n} members have not submitted. Write why the consensus opens without them",
                ],
            );
        }
        SubcriteriaOpen { count } => {
            return counted(
                count,
                language,
                [
                    "Un subcriteriu nu are consens",
                    "{n} subcriterii nu au consens",
                    "{n} de subcriterii nu au consens",
                ],
                ["One subcriterion has no agreed score", "{n} subcriteria have no agreed score"],
            );
        }
        OtherScoringMethod => (
            "Câmpul acesta ține de alt mod de notare decât cel ales",
            "This field belongs to another way of scoring than the chosen one",
        ),
        AlreadyInGroup => ("Persoana este deja în grup", "The person is in the group already"),
        NotInGroup => {
            ("Nu faceți parte din grupul de autoevaluare", "You are not in the self-assessment group")
        }
        AlreadySubmitted => (
            "Notele sunt trimise. Luați-le înapoi ca să le schimbați",
            "The scores are submitted. Take them back to change them",
        ),
        ScoresNotSubmitted => ("Notele nu sunt trimise", "The scores are not submitted"),
        ScoresMissing { count } => {
            return counted(
                count,
                language,
                ["Un subcriteriu nu are notă", "{n} subcriterii nu au notă", "{n} de subcriterii nu au notă"],
                ["One subcriterion has no score", "{n} subcriteria have no score"],
            );
        }
        StepFollows => (
            "Pasul acesta rezultă din notare și consens și nu se bifează de mână",
            "This step follows from scoring and consensus and is not ticked by hand",
        ),
        ScoresHidden => ("Arătați întâi notele subcriteriului", "Show the scores of the subcriterion first"),
        ScoresShown => ("Notele sunt deja arătate", "The scores are shown already"),
        AlreadyAgreed => ("Subcriteriul are deja consens", "The subcriterion has its agreed score already"),
        NotAgreed => ("Subcriteriul nu are consens", "The subcriterion has no agreed score"),
        NoVote => (
            "Acum nu se votează la acest subcriteriu, sau votul era pentru o rundă încheiată",
            "No vote is being taken on this subcriterion, or the vote was for a round that is over",
        ),
        NoTimer => ("Timpul discuției nu curge", "The time of the discussion is not running"),
        FindingsDiffer => (
            "Se combină numai puncte tari între ele sau zone de îmbunătățit între ele, la același subcriteriu",
            "Only strengths with strengths or areas with areas of the same subcriterion are merged",
        ),
        NotAnArea => ("Aceasta nu este o zonă de îmbunătățit", "This is no area for improvement"),
        AreaPlanned => (
            "Zona de îmbunătățit se află deja într-o acțiune",
            "The area for improvement is in an action already",
        ),
        CafReportExists => (
            "Raportul acestei autoevaluări a fost deja început",
            "The report of this self-assessment was begun already",
        ),
        AssessmentReported => (
            "Raportul este la conducător sau aprobat; se redeschide după ce este returnat",
            "The report is with the head or approved; it is taken up again once the report is given back",
        ),
        ScoreIncomplete => ("Completați toate câmpurile notei", "Fill in all fields of the score"),
    };
    pick(language, ro, en).to_owned()
}

/// A sentence for one, for few and for many things.
fn counted(count: i32, language: Language, ro: [&str; 3], en: [&str; 2]) -> String {
    let few = count == 0 || (1..=19).contains(&(count % 100));
    let text = match (language, count) {
        (Language::Ro, 1) => ro[0],
        (Language::Ro, _) if few => ro[1],
        (Language::Ro, _) => ro[2],
        (Language::En, 1) => en[0],
        (Language::En, _) => en[1],
    };
    text.replace("{n}", &count.to_string())
}
