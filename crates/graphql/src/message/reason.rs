//! Sentences of reasons.

use super::{of_permission, pick};
use calitas_domain::{Reason, identity::Language, plan::ActionStatus};
use chrono::NaiveDate;

/// The sentence of a reason.
pub fn of_reason(reason: &Reason, language: Language) -> String {
    let fixed = |ro: &'static str, en: &'static str| pick(language, ro, en).to_owned();
    let both = |ro: String, en: String| match language {
        Language::Ro => ro,
        Language::En => en,
    };
    match reason {
        Reason::Required => fixed("Completați acest câmp", "Fill in this field"),
        Reason::TooLong { max } => {
            both(format!("Scrieți cel mult {}", characters(*max)), format!("Write at most {max} characters"))
        }
        Reason::TooShort { min } => both(
            format!("Scrieți cel puțin {}", characters(*min)),
            format!("Write at least {min} characters"),
        ),
        Reason::OutOfRange { min, max } => both(
            format!("Scrieți un număr între {min} și {max}"),
            format!("Enter a number from {min} to {max}"),
        ),
        Reason::ForbiddenCharacter => fixed(
            "Textul conține caractere invizibile care nu pot fi păstrate. Scrieți-l din nou",
            "The text has invisible characters that cannot be kept. Type it again",
        ),
        Reason::NotAnEmail => fixed(
            "Scrieți o adresă de e-mail, de exemplu nume@primarie.ro",
            "Enter an e-mail address, such as name@cityhall.ro",
        ),
        Reason::TooPrecise { scale } => both(
            format!("Scrieți cel mult {scale} zecimale"),
            format!("Enter at most {scale} decimal places"),
        ),
        Reason::UnknownReference => fixed("Alegeți o valoare din listă", "Choose a value from the list"),
        Reason::TooMany { max } => both(format!("Alegeți cel mult {max}"), format!("Choose at most {max}")),
        Reason::Repeated => {
            fixed("Există deja. Alegeți altă valoare", "It is there already. Choose another value")
        }
        Reason::EndBeforeStart => {
            fixed("Termenul trebuie să fie după începere", "Due date must follow the start")
        }
        Reason::InThePast => fixed("Alegeți o dată de azi înainte", "Choose a date from today on"),
        Reason::InTheFuture => fixed("Alegeți o dată până azi", "Choose a date up to today"),
        Reason::BadCursor => {
            fixed("Lista s-a schimbat. Reîncărcați pagina", "The list has changed. Reload the page")
        }
        Reason::CodeTaken => {
            fixed("Este folosit deja. Alegeți altul", "It is in use already. Choose another")
        }
        Reason::CommonPassword => fixed(
            "Parola este ușor de ghicit. Alegeți alta, de exemplu o propoziție scurtă",
            "The password is easy to guess. Choose another, such as a short sentence",
        ),
        Reason::WrongPassword => fixed("Parola nu este corectă", "The password is wrong"),
        Reason::WrongCredentials => fixed("Adresa sau parola nu este corectă", "Wrong address or password"),
        Reason::LinkExpired => fixed(
            "Adresa a expirat sau a fost folosită. Cereți alta",
            "The link expired or was used. Ask for another",
        ),
        Reason::AlreadyMember => {
            fixed("Persoana face parte deja din instituție", "The person is a member already")
        }
        Reason::InvitationClosed => {
            fixed("Invitația a fost acceptată sau retrasă", "The invitation was accepted or withdrawn")
        }
        Reason::LastAdministrator => fixed(
            "Instituția ar rămâne fără administrator. Numiți întâi altul",
            "The institution would have no administrator. Appoint another first",
        ),
        Reason::GuestNeedsScope => fixed(
            "Un invitat are nevoie de o dată de sfârșit și de cel puțin un plan",
            "A guest needs an end date and at least one plan",
        ),
        Reason::ScopeOnlyForGuests => {
            fixed("Numai invitații sunt limitați la planuri", "Only guests are limited to plans")
        }
        Reason::OwnRights => fixed(
            "Drepturile proprii le schimbă alt administrator",
            "Your own rights are changed by another administrator",
        ),
        Reason::CannotGive(permission) => both(
            format!("Nu puteți da altora dreptul de a: {}", of_permission(*permission, language)),
            format!("You cannot let others: {}", of_permission(*permission, language)),
        ),
        Reason::RoleInUse { count } => both(
            format!("Rolul este dat; luați-l întâi de la toți ({count})"),
            format!("The role is held; take it from everybody first ({count})"),
        ),
        Reason::SecondFactorNeeded => {
            fixed("Scrieți codul din aplicația de autentificare", "Enter the code of your authenticator app")
        }
        Reason::WrongCode => fixed(
            "Codul nu este corect sau a fost folosit. Așteptați codul următor",
            "The code is wrong or was used. Wait for the next one",
        ),
        Reason::NoSecondFactor => {
            fixed("Autentificarea în doi pași nu este activată", "Two-step sign-in is not set up")
        }
        Reason::SecondFactorRequired => fixed(
            "Instituția dvs. cere autentificarea în doi pași",
            "Your institution requires two-step sign-in",
        ),
        Reason::PersonErased => {
            fixed("Datele personale au fost deja șterse", "The personal data were erased already")
        }
        Reason::StillMember => fixed(
            "Persoana are încă acces în instituție. Încetați accesul, apoi ștergeți datele",
            "The person still has access to the institution. End it, then erase the data",
        ),
        Reason::PlaceElsewhere => fixed(
            "Persoana lucrează și în alte instituții. Cererea se adresează operatorului platformei",
            "The person works in other institutions too. Ask whoever runs the platform",
        ),
        Reason::UnitCycle => {
            fixed("Un compartiment nu poate fi în subordinea sa", "A unit cannot lie under itself")
        }
        Reason::NotASlug => fixed(
            "Folosiți litere mici fără diacritice, cifre și cratimă",
            "Use small letters without accents, digits and dashes",
        ),
        Reason::HeadStays => fixed(
            "Primăria stă deasupra celorlalte instituții și rămâne",
            "The city hall stands above the other institutions and stays",
        ),
        Reason::InstitutionCycle => fixed(
            "O instituție nu poate fi în subordinea sa",
            "An institution cannot be subordinate to itself",
        ),
        Reason::TenantRetired => fixed("Instituția este desființată", "The institution is retired"),
        Reason::TenantInUse => fixed("Instituția nu este desființată", "The institution is not retired"),
        Reason::RetirementFinal => fixed(
            "Au trecut 30 de zile de la desființare; nu mai poate fi reluată",
            "Thirty days have passed since it was retired; it cannot be taken back",
        ),
        Reason::HasSubordinates => {
            fixed("Mutați întâi instituțiile din subordine", "Move the institutions subordinate to it first")
        }
        Reason::UnitRetired => fixed("Compartimentul nu mai este în uz", "The unit is no longer in use"),
        Reason::ChangedMeanwhile => fixed(
            "Modificat între timp de altcineva. Comparați",
            "Changed meanwhile by someone else. Compare",
        ),
        Reason::KeyReused => {
            fixed("Cererea a fost trimisă deja cu alte date", "The request was sent before with other data")
        }
        Reason::MissingPermission(permission) => both(
            format!("Rolul dvs. nu permite să: {}", of_permission(*permission, language)),
            format!("Your role does not let you: {}", of_permission(*permission, language)),
        ),
        Reason::OutsidePlanPeriod { start, end } => both(
            format!("Alegeți o dată din perioada planului, {} – {}", day(*start), day(*end)),
            format!("Choose a date within the plan, {} – {}", day(*start), day(*end)),
        ),
        Reason::ActionsOutsidePeriod { start, end } => both(
            format!("Perioada trebuie să cuprindă toate acțiunile, {} – {}", day(*start), day(*end)),
            format!("The period must hold all actions, {} – {}", day(*start), day(*end)),
        ),
        Reason::PlanNotInWork => fixed(
            "Planul nu este ciornă și nu este în revizie",
            "The plan is neither a draft nor under revision",
        ),
        Reason::PlanInApproval => fixed(
            "Planul este la aprobare și nu se modifică acum",
            "The plan waits for approval and cannot be changed now",
        ),
        Reason::PlanNotInApproval => {
            fixed("Planul nu este la aprobare", "The plan does not wait for approval")
        }
        Reason::PlanNotActive => fixed("Planul nu este activ", "The plan is not active"),
        Reason::PlanNeverApproved => {
            fixed("Planul nu a fost aprobat niciodată", "The plan was never approved")
        }
        Reason::PlanClosed => fixed("Planul este închis", "The plan is closed"),
        Reason::PlanCancelled => fixed("Planul este anulat", "The plan is cancelled"),
        Reason::PlanWithoutActions => {
            fixed("Adăugați întâi cel puțin o acțiune", "Add at least one action first")
        }
        Reason::ActionsIncomplete { codes } => both(
            format!("Completați responsabilul și termenul la: {codes}"),
            format!("Give a responsible person and a due date to: {codes}"),
        ),
        Reason::PlanHasOpenActions { count } => both(
            format!("Încheiați întâi {}", open_actions(*count)),
            format!("Settle the open actions first: {count}"),
        ),
        Reason::OwnSubmission => fixed(
            "Aprobarea o dă altcineva decât cel care a trimis",
            "Whoever submitted it cannot approve it",
        ),
        Reason::NothingToRelease => fixed("Totul a fost transmis deja", "Everything was released already"),
        Reason::TransitionNotAllowed { from, to } => both(
            format!("Din starea „{}” nu se trece în „{}”", status(*from, language), status(*to, language)),
            format!("An action cannot go from “{}” to “{}”", status(*from, language), status(*to, language)),
        ),
        Reason::NotInProgress => fixed(
            "Progresul se raportează când acțiunea este în lucru",
            "Progress is reported while the action is in progress",
        ),
        Reason::ActionSettled => {
            fixed("Acțiunea este încheiată. Redeschideți-o întâi", "The action is settled. Reopen it first")
        }
        Reason::ActionNotProposed => fixed("Se șterg numai propunerile", "Only proposals are deleted"),
        Reason::ActionNotDecided => {
            fixed("Acțiunea nu a fost aprobată încă", "The action was not approved yet")
        }
        Reason::NoIndicator => fixed("Acțiunea nu are indicator", "The action has no indicator"),
        Reason::IndicatorNotMeasured => fixed(
            "Înregistrați întâi valoarea măsurată a indicatorului",
            "Record a measured value of the indicator first",
        ),
        Reason::OwnVerification => fixed(
            "Eficacitatea este verificată de altcineva decât responsabilul",
            "The effect is verified by someone other than the responsible person",
        ),
        Reason::DependencyCycle => fixed(
            "Acțiunile s-ar aștepta una pe alta în cerc",
            "The actions would wait for each other in a circle",
        ),
        Reason::NotYourComment => {
            fixed("Comentariul îl modifică numai autorul", "Only its author changes a comment")
        }
        Reason::FileTypeRefused => {
            fixed("Acest tip de fișier nu este primit", "This file type is not accepted")
        }
        Reason::FileTooLarge { mib } => {
            both(format!("Fișierul are peste {mib}\u{a0}MB"), format!("The file is over {mib}\u{a0}MB"))
        }
        Reason::PictureTooLarge { kib } => both(
            format!("Imaginea are peste {kib}\u{a0}KB. Micșorați-o și reîncercați"),
            format!("The picture is over {kib}\u{a0}KB. Make it smaller and retry"),
        ),
        Reason::PictureUnusable => fixed(
            "Imaginea nu poate fi folosită: este nevoie de un fișier PNG sau SVG întreg, fără trimiteri la alte fișiere",
            "The picture cannot be used: it takes a whole PNG or SVG file that refers to no other files",
        ),
        Reason::FileEmpty => fixed("Fișierul este gol", "The file is empty"),
        Reason::FileContentMismatch => fixed(
            "Conținutul fișierului nu corespunde numelui. Salvați-l din nou în formatul lui",
            "The content of the file is not what its name says. Save it again in its own format",
        ),
        Reason::FileDamaged => fixed(
            "Fișierul este deteriorat. Deschideți-l, salvați-l din nou și reîncercați",
            "The file is damaged. Open it, save it again and retry",
        ),
        Reason::FileUnpacksTooLarge => fixed(
            "Documentul, odată deschis, ar fi neobișnuit de mare. Salvați-l ca PDF",
            "Once opened, the document would be unusually large. Save it as PDF",
        ),
        Reason::FileHasMacros => fixed(
            "Documentul conține macrocomenzi. Salvați-l fără ele",
            "The document has macros. Save it without them",
        ),
        Reason::FileInfected => fixed(
            "Antivirusul a găsit o amenințare în fișier. Fișierul nu a fost păstrat",
            "The antivirus found a threat in the file. The file was not kept",
        ),
        Reason::FileAlreadyAttached => {
            fixed("Acest fișier este deja atașat", "This file is attached already")
        }
        Reason::UploadIncomplete => fixed(
            "Fișierul nu a ajuns întreg. Continuați trimiterea",
            "The file has not arrived in full. Go on sending it",
        ),
        Reason::UploadBeingChecked => fixed("Fișierul este în verificare", "The file is being checked"),
        Reason::StorageQuotaReached => fixed(
            "Spațiul pentru fișiere al instituției este ocupat. Anunțați administratorul",
            "The institution has used up its space for files. Tell the administrator",
        ),
        Reason::StorageFull => fixed(
            "Serverul nu mai are loc pentru fișiere. Restul aplicației funcționează; reîncercați mai târziu",
            "The server has no room for files. The rest of the application works; try again later",
        ),
        Reason::ScannerSilent => fixed(
            "Verificarea antivirus nu răspunde. Reîncercați peste câteva minute",
            "The antivirus check does not answer. Try again in a few minutes",
        ),
        Reason::NotYourEvidence => fixed(
            "Dovada o modifică cine a atașat-o sau cine conduce acțiunea",
            "Evidence is changed by who attached it or who runs the action",
        ),
        Reason::Caf(refusal) => super::caf::of_refusal(*refusal, language),
        Reason::NotANumber => fixed(
            "Scrieți un număr, de exemplu 1234,50, fără punct între mii",
            "Enter a number, such as 1234.50, without separators of thousands",
        ),
        Reason::NotADate => {
            fixed("Scrieți o dată, de exemplu 31.03.2027", "Enter a date, such as 2027-03-31")
        }
        Reason::NotOnTheList { values } => both(
            format!("Scrieți una dintre valorile: {values}"),
            format!("Write one of these values: {values}"),
        ),
        Reason::NothingCalledSo => fixed(
            "Nu există nimic cu acest cod, nume sau e-mail în instituție",
            "Nothing in the institution has this code, name or e-mail",
        ),
        Reason::RowsRefused { count } => both(
            match count {
                1 => "Un rând trebuie corectat; nu s-a importat nimic".to_owned(),
                _ => format!("Rânduri de corectat: {count}; nu s-a importat nimic"),
            },
            match count {
                1 => "One row needs correcting; nothing was imported".to_owned(),
                _ => format!("{count} rows need correcting; nothing was imported"),
            },
        ),
        Reason::NotClassified => fixed(
            "Documentul nu are indicativ din nomenclator",
            "The document has no entry of the nomenclature",
        ),
        Reason::KeptUntil { until } => both(
            format!("Documentul se păstrează până la {}", day(*until)),
            format!("The document is kept until {}", day(*until)),
        ),
        Reason::KeptForever => fixed("Documentul se păstrează permanent", "The document is kept for ever"),
        Reason::StillServes => fixed(
            "Documentul susține un plan care nu este închis",
            "A plan that is not closed rests on the document",
        ),
        Reason::InDisposal => fixed(
            "Documentul este într-o selecționare și nu se modifică",
            "The document is in a selection and cannot be changed",
        ),
        Reason::DocumentDisposed => fixed(
            "Documentul a fost eliminat prin selecționare",
            "The document was disposed of by a selection",
        ),
        Reason::CommissionUndecided { count } => both(
            format!("Consemnați întâi hotărârea comisiei de selecționare (documente fără hotărâre: {count})"),
            format!("Note the decision of the commission first (documents without one: {count})"),
        ),
        Reason::ClassInUse { count } => both(
            format!("Poziția este folosită ({count}). Încheiați-o și adăugați alta"),
            format!("The entry is in use ({count}). End it and add another"),
        ),
        Reason::ClassNotInForce => fixed(
            "Poziția din nomenclator nu era în vigoare la data documentului și nu este nici azi",
            "The entry was not in force on the day of the document and is not today",
        ),
        Reason::CampaignExists => fixed(
            "Există deja o campanie de autoevaluare pentru acest an",
            "There is a self-assessment for this year already",
        ),
        Reason::CampaignClosed => {
            fixed("Campania de autoevaluare este închisă", "The self-assessment is closed")
        }
        Reason::QuestionnaireNotInWork => fixed(
            "Chestionarul a fost predat și nu se mai modifică",
            "The questionnaire was handed in and cannot be changed",
        ),
        Reason::QuestionnaireNotSubmitted => {
            fixed("Chestionarul nu a fost predat", "The questionnaire was not handed in")
        }
        Reason::QuestionnaireIncomplete { count } => both(
            format!("Completați întâi toate criteriile: răspuns și explicație (rămase: {count})"),
            format!("First answer and explain every criterion (left: {count})"),
        ),
        Reason::StandardWithoutCriterion { standard } => both(
            format!("Standardul {standard} rămâne fără criterii; păstrați sau adăugați cel puțin unul"),
            format!("Standard {standard} is left without criteria; keep or add at least one"),
        ),
        Reason::RiskScaleInUse { count } => both(
            format!("Riscuri deschise evaluate pe cealaltă scală: {count}. Închideți-le întâi"),
            format!("Open risks rated on the other scale: {count}. Close them first"),
        ),
        Reason::ResidualAboveInherent => fixed(
            "Expunerea reziduală este mai mare decât cea inerentă. Scrieți de ce",
            "The residual exposure is above the inherent one. Say why",
        ),
        Reason::RiskClosed => fixed("Riscul este închis", "The risk is closed"),
        Reason::RiskOpen => fixed("Riscul este deschis", "The risk is open"),
        Reason::RiskOnOtherScale => fixed(
            "Riscul a fost evaluat pe altă scală decât cea folosită acum. Înregistrați un risc nou",
            "The risk was rated on another scale than the one in use. Enter a new risk",
        ),
        Reason::RiskAlertNotAnalysed => fixed("Analizați întâi semnalarea", "Analyse the alert first"),
        Reason::RiskAlertEscalated => fixed(
            "Semnalarea a fost escaladată; decide secretariatul Comisiei de monitorizare",
            "The alert was escalated; the secretariat of the Monitoring Commission decides",
        ),
        Reason::RiskAlertDecided => {
            fixed("Semnalarea a fost deja soluționată", "The alert was decided already")
        }
        Reason::NothingToTakeOver => fixed(
            "Nu există răspunsuri din anul precedent pentru acest compartiment",
            "There are no answers of the year before for this compartment",
        ),
        Reason::CampaignOpen => {
            fixed("Campania de autoevaluare este deschisă", "The self-assessment is open")
        }
        Reason::StandardApplies => fixed(
            "Standardul se aplică în cel puțin un compartiment; starea lui rezultă din răspunsuri",
            "The standard applies in some compartment; its status follows from the answers",
        ),
        Reason::ReportExists => {
            fixed("Raportul acestui an a fost deja început", "The report of this year was begun already")
        }
        Reason::ReportNotInWork => fixed(
            "Raportul a fost predat și nu se mai modifică",
            "The report was handed in and cannot be changed",
        ),
        Reason::ReportNotSubmitted => fixed("Raportul nu a fost predat", "The report was not handed in"),
        Reason::ReportNotApproved => fixed(
            "Raportul nu este aprobat sau a fost deja transmis",
            "The report is not approved, or was handed over already",
        ),
        Reason::ReportNotReleased => fixed(
            "Raportul nu este transmis sau a fost deja returnat",
            "The report was not handed over, or was given back already",
        ),
        Reason::SuperiorDecides => fixed(
            "Hotărăște instituția din fruntea municipalității",
            "The institution at the head of the municipality decides it",
        ),
        Reason::QuestionnairesOpen { count } => both(
            format!("Primiți întâi toate chestionarele compartimentelor (rămase: {count})"),
            format!("First take in the questionnaires of all compartments (left: {count})"),
        ),
        Reason::StandardsUndecided { count } => both(
            format!(
                "Președintele hotărăște întâi asupra standardelor care nu se aplică nicăieri (rămase: {count})"
            ),
            format!("First the chair decides on standards that apply nowhere (left: {count})"),
        ),
        Reason::NoCompartments => {
            fixed("Alegeți cel puțin un compartiment", "Choose at least one compartment")
        }
        Reason::ControlRetired => {
            fixed("Este scos din uz; repuneți-l întâi în uz", "It is out of use; take it back into use first")
        }
        Reason::ControlParentRetired => fixed(
            "Obiectivul sau activitatea de care ține este scoasă din uz",
            "The objective or activity it belongs to is out of use",
        ),
        Reason::ControlHasChildren { count } => both(
            format!(
                "Scoateți întâi din uz obiectivele, activitățile și indicatorii care țin de el (rămase: {count})"
            ),
            format!(
                "First take out of use what belongs to it: objectives, activities, indicators (left: {count})"
            ),
        ),
        Reason::NotAGeneralObjective => fixed(
            "Un obiectiv specific decurge numai dintr-un obiectiv general",
            "A specific objective follows from a general one only",
        ),
        Reason::NotASpecificObjective => fixed(
            "Activitățile se înscriu la un obiectiv specific",
            "Activities are entered under a specific objective",
        ),
        Reason::GeneralHasNoUnit => fixed(
            "Un obiectiv general este al întregii instituții, fără compartiment",
            "A general objective is the whole institution's, without a unit",
        ),
        Reason::MeasuredAlready => fixed(
            "Există deja o valoare pentru această zi; eliminați-o întâi pe aceea",
            "There is a value for this day already; take that one out first",
        ),
        Reason::NoCommission => fixed(
            "Înregistrați întâi actul de constituire a Comisiei de monitorizare",
            "First record the act that sets the Monitoring Commission up",
        ),
        Reason::AlreadyInCommission => fixed(
            "Persoana este deja în Comisie în această perioadă",
            "The person is in the Commission in that time already",
        ),
        Reason::CommissionHasChair => fixed(
            "Comisia are alt președinte în această perioadă",
            "The Commission has another chair in that time",
        ),
        Reason::InternalAuditExcluded => fixed(
            "Personalul din auditul public intern nu face parte din Comisia de monitorizare",
            "Who works in internal public audit is not in the Monitoring Commission",
        ),
        Reason::MeetingNotHeld => fixed(
            "Ședința nu a avut loc încă; consemnați întâi că s-a ținut",
            "The meeting has not taken place yet; first record that it was held",
        ),
        Reason::DecisionCarriedOut => fixed(
            "Din hotărâre s-a născut o acțiune; textul ei nu se mai schimbă",
            "An action follows from the decision; it does not change any more",
        ),
        Reason::MinutesSigned => fixed(
            "Procesul-verbal este semnat; hotărârile ședinței nu se mai schimbă",
            "The minutes are signed; the decisions of the meeting do not change any more",
        ),
        Reason::MeetingHeld => fixed("Ședința a avut deja loc", "The meeting took place already"),
        Reason::MeetingCancelled => fixed("Ședința a fost anulată", "The meeting was cancelled"),
        Reason::SamePerson => fixed("Alegeți o altă persoană", "Choose another person"),
        Reason::DelegationRevoked => fixed("Delegarea a fost revocată", "The delegation was revoked"),
        Reason::DisposalNotInWork => {
            fixed("Selecționarea nu mai este în lucru", "The selection is no longer being put together")
        }
        Reason::DisposalNotSubmitted => {
            fixed("Selecționarea nu este la aprobare", "The selection does not wait for approval")
        }
        Reason::DisposalNotApproved => fixed(
            "Selecționarea nu este aprobată sau a fost deja dusă la capăt",
            "The selection is not approved, or was carried out already",
        ),
        Reason::DisposalOver => fixed("Selecționarea este încheiată", "The selection is over"),
        Reason::DisposalEmpty => {
            fixed("Adăugați întâi cel puțin un document", "Add at least one document first")
        }
        Reason::MinutesMissing => fixed(
            "Consemnați întâi numărul și data procesului-verbal al comisiei",
            "Note number and date of the minutes of the commission first",
        ),
        Reason::ConfirmationMissing => fixed(
            "Consemnați întâi confirmarea Arhivelor Naționale",
            "Note the confirmation of the National Archives first",
        ),
        Reason::LastLink => fixed(
            "Dovada trebuie să rămână legată de ceva. Eliminați dovada cu totul",
            "Evidence must stay linked to something. Remove the evidence itself",
        ),
    }
}

/// A date as both languages of the application print it in forms.
fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// "un caracter", "12 caractere", "20 de caractere".
fn characters(count: usize) -> String {
    match count {
        1 => "un caracter".to_owned(),
        n if is_few(n) => format!("{n} caractere"),
        n => format!("{n} de caractere"),
    }
}

fn open_actions(count: i32) -> String {
    match usize::try_from(count).unwrap_or_default() {
        1 => "o acțiune deschisă".to_owned(),
        n if is_few(n) => format!("{n} acțiuni deschise"),
        n => format!("{n} de acțiuni deschise"),
    }
}

/// The Romanian plural without "de": 0, 2–19, 101–119 and so on.
fn is_few(count: usize) -> bool {
    count == 0 || (1..=19).contains(&(count % 100))
}

fn status(status: ActionStatus, language: Language) -> &'static str {
    let (ro, en) = match status {
        ActionStatus::Proposed => ("Propusă", "Proposed"),
        ActionStatus::Approved => ("Aprobată", "Approved"),
        ActionStatus::InProgress => ("În lucru", "In progress"),
        ActionStatus::Done => ("Realizată", "Done"),
        ActionStatus::VerifiedEffective => ("Verificată – eficace", "Verified effective"),
        ActionStatus::Rejected => ("Respinsă", "Rejected"),
        ActionStatus::Cancelled => ("Anulată", "Cancelled"),
    };
    pick(language, ro, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_in_romanian() {
        for (max, expected) in [
            (1, "un caracter"),
            (2, "2 caractere"),
            (19, "19 caractere"),
            (20, "20 de caractere"),
            (100, "100 de caractere"),
            (101, "101 caractere"),
            (120, "120 de caractere"),
        ] {
            assert_eq!(
                of_reason(&Reason::TooLong { max }, Language::Ro),
                format!("Scrieți cel mult {expected}")
            );
        }
    }
}
