//! The self-assessment report, from what the caller may read: living, marked as a draft, or frozen with its approval.

use super::{
    Named,
    control::{APPROVED, HEAD, PREPARED},
    issue_as, make, signature,
};
use crate::{
    Ctx,
    caf::{self, Source},
};
use calitas_domain::{Error, access::Permission, calendar, id::CafAssessmentId, identity::Language};
use calitas_render::{Format, document::Standing, report::caf::CafReportForm};

/// Makes the report of an assessment: of one of its approved versions, of that in force, or as it stands.
///
/// # Errors
/// [`Error::NotFound`] for an assessment or version the caller does not read, for one whose consensus is not opened, and
/// for guests; [`Error::RateLimited`] when too many others wait.
pub async fn of_caf(
    ctx: &Ctx,
    id: CafAssessmentId,
    version: Option<i32>,
    format: Format,
    language: Language,
) -> Result<Named, Error> {
    let missing = || Error::NotFound(CafAssessmentId::KIND);
    let access = ctx.access(id.tenant).map_err(|_| missing())?;
    if access.is_guest() {
        return Err(missing());
    }
    let (dossier, source) = caf::dossier(ctx, id, version).await?;
    let either = |(ro, en): (&str, &str)| language.name(ro, en).to_owned();
    let approved_on = match &source {
        Source::Frozen(version) => Some(calendar::day(version.approved_at)),
        Source::Living => None,
    };
    let prepared = dossier.prepared_by.clone().or_else(|| dossier.coordinator.clone());
    let signatures = vec![
        signature(PREPARED, prepared.unwrap_or_default(), None, language),
        signature(
            APPROVED,
            dossier.approved_by.clone().unwrap_or_else(|| either(HEAD)),
            approved_on,
            language,
        ),
    ];
    let mut issued = issue_as(ctx, Permission::CafRead, id.tenant, language, signatures).await?;
    let standing = match source {
        Source::Frozen(version) => {
            // What was signed bears the name that the institution had then, and the day of the signature.
            issued.date = calendar::day(version.approved_at);
            issued.letterhead.institution =
                language.name(&dossier.summary.institution_ro, &dossier.summary.institution_en).to_owned();
            Standing::Approved { version: version.number, on: issued.date, hash: version.hash }
        }
        Source::Living => Standing::Draft,
    };
    let year = dossier.summary.year;
    let form = CafReportForm { issue: issued, standing, dossier };
    let file = make(ctx, form.document(), format).await?;
    let name = either(("Raport de autoevaluare CAF", "CAF self-assessment report"));
    Ok(Named { name: format!("{name} {year}.{}", file.extension), file })
}
