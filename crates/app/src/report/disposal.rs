//! The record of a selection, from what the caller may read.

use super::{issue, make, names::Names, signature};
use crate::{Ctx, report::Named};
use calitas_domain::{
    Error,
    access::Permission,
    calendar,
    id::DisposalId,
    identity::Language,
    retention::{Disposal, DisposalStatus, Paper, Term, Verdict},
};
use calitas_render::{
    Format,
    document::{Signature, Standing},
    report::disposal::{DisposalLine, DisposalRecord, Outcome},
};
use calitas_store::retention::disposal as rows;

const DRAWN_UP: (&str, &str) = ("Întocmit", "Drawn up by");
const APPROVED: (&str, &str) = ("Aprobat", "Approved by");
const COMMISSION: (&str, &str) = ("Comisia de selecționare", "Commission of selection");
const CHAIR: (&str, &str) = ("Președinte", "Chair");
const SECRETARY: (&str, &str) = ("Secretar", "Secretary");
/// Who approves when nobody has yet.
const HEAD: (&str, &str) = ("Conducătorul instituției", "Head of the institution");

/// Makes the record of a selection with its inventory.
///
/// # Errors
/// [`Error::NotFound`] for a selection the caller does not read; [`Error::RateLimited`] when too many others wait.
pub async fn of_disposal(
    ctx: &Ctx,
    id: DisposalId,
    format: Format,
    language: Language,
) -> Result<Named, Error> {
    ctx.access(id.tenant).map_err(|error| match error {
        Error::NotFound(_) => Error::NotFound(DisposalId::KIND),
        other => other,
    })?;
    ctx.require(Permission::PlanRead, id.tenant)?;
    let (found, list) = {
        let mut read = ctx.read(Permission::PlanRead, id.tenant).await?;
        let found = rows::by_ids(&mut read, &[id]).await?.pop().ok_or(Error::NotFound(DisposalId::KIND))?;
        (found, rows::list(&mut read, id).await?)
    };
    let people = [Some(found.created_by), found.submitted_by, found.approved_by];
    let names = Names::read(ctx, people, [], language).await?;
    let documents = list.into_iter().map(|(evidence, one)| DisposalLine {
        code: one.code,
        day: evidence.archive_day(),
        title: evidence.title,
        term: one.term.map(Term::short),
        kept_until: one.record.kept_until,
        outcome: match (one.record.verdict, one.record.disposed_at) {
            (_, Some(_)) => Outcome::Gone,
            (Some(Verdict::Dispose), None) => Outcome::Goes,
            (Some(Verdict::Keep), None) => Outcome::Stays,
            (None, None) => Outcome::Open,
        },
        files: one.files,
    });
    let paper = |paper: &Option<Paper>| paper.as_ref().map(|paper| (paper.number.clone(), paper.on));
    let record = DisposalRecord {
        issue: issue(ctx, id.tenant, language, signatures(&found, &names, language)).await?,
        standing: standing(&found),
        minutes: paper(&found.minutes),
        confirmation: paper(&found.confirmation),
        done_on: found.done_at.map(calendar::day),
        documents: documents.collect(),
        title: found.title,
    };
    let file = make(ctx, record.document(), format).await?;
    let name = match language {
        Language::Ro => "Proces-verbal de selecționare",
        Language::En => "Record of selection",
    };
    Ok(Named { name: format!("{name} {}.{}", ctx.today(), file.extension), file })
}

fn standing(disposal: &Disposal) -> Standing {
    let is_approved = matches!(
        disposal.status,
        DisposalStatus::Approved | DisposalStatus::InProgress | DisposalStatus::Done
    );
    match (disposal.approved_at, &disposal.hash) {
        (Some(at), Some(hash)) if is_approved => {
            Standing::Approved { version: disposal.number, on: calendar::day(at), hash: hash.clone() }
        }
        _ => Standing::Draft,
    }
}

/// Who put it together, the commission, who approves; names are written by hand.
fn signatures(disposal: &Disposal, names: &Names, language: Language) -> Vec<Signature> {
    let of = |words: (&str, &str)| match language {
        Language::Ro => words.0.to_owned(),
        Language::En => words.1.to_owned(),
    };
    let drawn_up = names.person(disposal.submitted_by.or(Some(disposal.created_by)));
    let drawn_up = drawn_up.map(|function| signature(DRAWN_UP, function, None, language));
    let approver = names.person(disposal.approved_by).unwrap_or_else(|| of(HEAD));
    let approved_on = disposal.approved_at.map(calendar::day);
    let seats = [CHAIR, SECRETARY].map(|seat| signature(COMMISSION, of(seat), None, language));
    drawn_up.into_iter().chain(seats).chain([signature(APPROVED, approver, approved_on, language)]).collect()
}
