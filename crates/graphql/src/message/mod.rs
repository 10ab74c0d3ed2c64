//! What errors and refusals sound like, in both languages. Every reason has its sentences: the match is exhaustive.

mod caf;
mod event;
mod reason;
mod value;

use calitas_domain::{Error, access::Permission, identity::Language};

pub use event::of_event;
pub use reason::of_reason;
pub use value::of_value;

/// The sentence of an error.
pub fn of_error(error: &Error, language: Language) -> String {
    let (ro, en) = match error {
        Error::Unauthenticated => ("Autentificați-vă pentru a continua.", "Sign in to continue."),
        Error::Forbidden(permission) => {
            return of_reason(&calitas_domain::Reason::MissingPermission(*permission), language);
        }
        Error::NotFound(_) => ("Nu aveți acces sau nu există.", "No access, or no such thing."),
        Error::Invalid(_) => ("Unele date trebuie corectate.", "Some entries need correcting."),
        Error::Conflict(conflict) => return of_reason(&conflict.reason, language),
        Error::OutOfService(reason) => return of_reason(reason, language),
        Error::RateLimited { .. } => {
            ("Prea multe încercări. Reveniți peste câteva minute.", "Too many attempts. Wait a few minutes.")
        }
        Error::Unavailable(_) => (
            "Serviciul nu răspunde. Ce ați scris este păstrat.",
            "The service does not answer. What you wrote is kept.",
        ),
        Error::Internal(_) => (
            "Ceva nu a funcționat la noi. Ce ați scris este păstrat.",
            "Something went wrong on our side. What you wrote is kept.",
        ),
    };
    pick(language, ro, en).to_owned()
}

/// A permission as the end of the sentence "may ...".
pub fn of_permission(permission: Permission, language: Language) -> &'static str {
    let (ro, en) = match permission {
        Permission::TenantRead => {
            ("consulta instituția și compartimentele", "read the institution and its units")
        }
        Permission::TenantManage => {
            ("modifica instituția și compartimentele", "change the institution and its units")
        }
        Permission::MemberRead => {
            ("vedea cine face parte din instituție", "see who belongs to the institution")
        }
        Permission::MemberManage => ("invita persoane și stabili roluri", "invite people and set roles"),
        Permission::JournalRead => ("consulta jurnalul instituției", "read the journal of the institution"),
        Permission::ViewShare => {
            ("salva vederi pentru toată instituția", "save views for the whole institution")
        }
        Permission::PlanRead => ("consulta planuri", "read plans"),
        Permission::PlanWrite => ("crea, modifica și trimite planuri", "create, change and submit plans"),
        Permission::PlanApprove => ("aproba, returna și închide planuri", "approve, return and close plans"),
        Permission::PlanRelease => ("transmite planuri municipalității", "release plans to the municipality"),
        Permission::ActionWrite => ("propune și modifica acțiuni", "propose and change actions"),
        Permission::ActionReport => ("raporta stadiul acțiunilor proprii", "report on own actions"),
        Permission::ActionDecide => {
            ("aproba, respinge sau anula acțiuni", "approve, reject or cancel actions")
        }
        Permission::ActionVerify => ("verifica eficacitatea acțiunilor", "verify the effect of actions"),
        Permission::CommentWrite => ("scrie comentarii", "write comments"),
        Permission::RetentionManage => (
            "ține nomenclatorul arhivistic și întocmi selecționări de documente",
            "keep the nomenclature of documents and put selections together",
        ),
        Permission::RetentionApprove => {
            ("aproba sau returna selecționări de documente", "approve or return selections of documents")
        }
        Permission::ControlRead => (
            "consulta autoevaluarea controlului intern managerial",
            "read the self-assessment of internal control",
        ),
        Permission::ControlAnswer => (
            "completa și preda chestionarul compartimentului propriu și ține obiectivele lui",
            "answer and hand in the questionnaire of the own compartment and keep its objectives",
        ),
        Permission::ControlManage => (
            "deschide campanii de control intern, returna și încheia chestionare și ține obiectivele instituției",
            "open campaigns of internal control, give back and lock questionnaires, keep all objectives",
        ),
        Permission::RiskRead => (
            "consulta registrul de riscuri și semnala riscuri",
            "read the register of risks and raise alerts",
        ),
        Permission::RiskWrite => (
            "înregistra, evalua și închide riscurile compartimentului propriu",
            "enter, rate and close risks of the own compartment",
        ),
        Permission::RiskManage => (
            "stabili scala și limita de toleranță și ține registrul de riscuri al instituției",
            "decide the scale and the tolerance and keep the institution's register of risks",
        ),
        Permission::ControlApprove => (
            "aproba și transmite raportul anual de control intern și hotărî ca președinte al Comisiei",
            "approve and hand over the annual report of internal control, and decide as chair",
        ),
        Permission::CafRead => ("consulta autoevaluările CAF", "read CAF self-assessments"),
        Permission::CafManage => ("organiza autoevaluări CAF", "organise CAF self-assessments"),
        Permission::CafApprove => (
            "aproba și transmite raportul autoevaluării CAF",
            "approve and hand over the report of a CAF self-assessment",
        ),
        Permission::OversightRead => {
            ("consulta ce au transmis instituțiile", "read what institutions have released")
        }
        Permission::MunicipalityManage => (
            "adăuga, muta și desființa instituții ale municipalității (numai în primărie)",
            "add, move and retire institutions of the municipality (in the city hall only)",
        ),
    };
    pick(language, ro, en)
}

fn pick<'a>(language: Language, ro: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Ro => ro,
        Language::En => en,
    }
}
