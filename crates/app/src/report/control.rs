//! The annexes of internal control, from what the caller may read: living, marked as a draft, or frozen with an approved
//! report.

use super::{Named, issue, make, signature};
use crate::{
    Ctx,
    control::{self, Source},
};
use calitas_domain::{
    Error, calendar,
    control::{Campaign, Dossier},
    id::{ControlCampaignId, ControlQuestionnaireId, TenantId},
    identity::Language,
};
use calitas_render::{
    Format,
    document::{Signature, Standing},
    report::control::{Annex, ControlForm, StatementForm},
};
use chrono::NaiveDate;

pub(super) const PREPARED: (&str, &str) = ("Elaborat", "Prepared by");
pub(super) const APPROVED: (&str, &str) = ("Aprobat", "Approved by");
pub(super) const SECRETARIAT: (&str, &str) = (
    "Secretariatul tehnic al Comisiei de monitorizare",
    "Technical secretariat of the Monitoring Commission",
);
pub(super) const CHAIR: (&str, &str) =
    ("Președintele Comisiei de monitorizare", "Chair of the Monitoring Commission");
pub(super) const HEAD: (&str, &str) = ("Conducătorul entității publice", "Head of the public entity");
const COMPARTMENT: (&str, &str) = ("Conducătorul compartimentului", "Head of the compartment");

/// Which annex is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlAnnex {
    /// 4.1 of one compartment.
    Questionnaire(ControlQuestionnaireId),
    /// 4.1 of all compartments.
    Questionnaires,
    /// 4.2.
    Synthesis,
    /// 4.3.
    Report,
}

/// Makes an annex of a campaign, of one version of its report or as it stands.
///
/// # Errors
/// [`Error::NotFound`] for a campaign, version or questionnaire the caller does not read; [`Error::RateLimited`] when too
/// many others wait.
pub async fn of_control(
    ctx: &Ctx,
    id: ControlCampaignId,
    annex: ControlAnnex,
    version: Option<i32>,
    format: Format,
    language: Language,
) -> Result<Named, Error> {
    ctx.access(id.tenant).map_err(|_| Error::NotFound(ControlCampaignId::KIND))?;
    let (campaign, dossier, source) = control::dossier(ctx, id, version).await?;
    let place = match annex {
        ControlAnnex::Questionnaire(wanted) => {
            let all = &dossier.compartments;
            let place = all.iter().position(|one| one.questionnaire == wanted.row);
            Annex::Questionnaire(place.ok_or(Error::NotFound(ControlQuestionnaireId::KIND))?)
        }
        ControlAnnex::Questionnaires => Annex::Questionnaires,
        ControlAnnex::Synthesis => Annex::Synthesis,
        ControlAnnex::Report => Annex::Report,
    };
    let approved_on = match &source {
        Source::Frozen(version) => Some(calendar::day(version.approved_at)),
        Source::Living => None,
    };
    let signatures = signatures(place, &dossier, approved_on, language);
    let mut issued = issue(ctx, id.tenant, language, signatures).await?;
    let standing = match source {
        Source::Frozen(version) => {
            // What was signed bears the name that the institution had then, and the day of the signature.
            issued.date = calendar::day(version.approved_at);
            issued.letterhead.institution = match language {
                Language::Ro => dossier.summary.institution_ro.clone(),
                Language::En => dossier.summary.institution_en.clone(),
            };
            Standing::Approved { version: version.number, on: issued.date, hash: version.hash }
        }
        Source::Living => Standing::Draft,
    };
    let form = ControlForm { issue: issued, standing, annex: place, dossier };
    let file = make(ctx, form.document(), format).await?;
    Ok(Named { name: format!("{}.{}", name(&form, &campaign, language), file.extension), file })
}

/// Makes the centralising statement of an institution for a year (annex 3).
///
/// # Errors
/// [`Error::NotFound`] without a place in the institution; [`Error::Forbidden`] for who does not centralise there;
/// [`Error::RateLimited`] when too many others wait.
pub async fn of_statement(
    ctx: &Ctx,
    tenant: TenantId,
    year: i32,
    format: Format,
    language: Language,
) -> Result<Named, Error> {
    let statement = control::statement(ctx, tenant, year).await?;
    let signatures = vec![
        signature(PREPARED, of(SECRETARIAT, language), None, language),
        signature(APPROVED, of(HEAD, language), None, language),
    ];
    let issue = issue(ctx, tenant, language, signatures).await?;
    let form = StatementForm { issue, standing: Standing::Statement, statement };
    let file = make(ctx, form.document(), format).await?;
    let name = of(("Anexa 3 Situația centralizatoare", "Annex 3 Centralising statement"), language);
    Ok(Named { name: format!("{name} {year}.{}", file.extension), file })
}

fn name(form: &ControlForm, campaign: &Campaign, language: Language) -> String {
    let year = campaign.year;
    match form.annex {
        Annex::Questionnaire(at) => {
            let unit = form.dossier.compartments.get(at).map(|one| one.name_ro.as_str()).unwrap_or_default();
            let annex = of(("Anexa 4.1 Chestionar", "Annex 4.1 Questionnaire"), language);
            format!("{annex} {unit} {year}")
        }
        Annex::Questionnaires => {
            format!("{} {year}", of(("Anexa 4.1 Chestionare", "Annex 4.1 Questionnaires"), language))
        }
        Annex::Synthesis => {
            format!("{} {year}", of(("Anexa 4.2 Situația sintetică", "Annex 4.2 Synthesis"), language))
        }
        Annex::Report => format!("{} {year}", of(("Anexa 4.3 Raport", "Annex 4.3 Report"), language)),
    }
}

/// Who signs which annex: the head of the compartment the questionnaire, the secretariat and the chair the synthesis,
/// the head of the entity alone the report.
fn signatures(
    annex: Annex,
    dossier: &Dossier,
    approved_on: Option<NaiveDate>,
    language: Language,
) -> Vec<Signature> {
    let summary = &dossier.summary;
    match annex {
        Annex::Questionnaire(_) => vec![signature(APPROVED, of(COMPARTMENT, language), None, language)],
        Annex::Questionnaires => Vec::new(),
        Annex::Synthesis => vec![
            signature(
                PREPARED,
                summary.prepared_by.clone().unwrap_or_else(|| of(SECRETARIAT, language)),
                None,
                language,
            ),
            signature(APPROVED, of(CHAIR, language), None, language),
        ],
        Annex::Report => {
            let head = summary.approved_by.clone().unwrap_or_else(|| of(HEAD, language));
            vec![signature(APPROVED, head, approved_on, language)]
        }
    }
}

fn of(words: (&str, &str), language: Language) -> String {
    match language {
        Language::Ro => words.0.to_owned(),
        Language::En => words.1.to_owned(),
    }
}
