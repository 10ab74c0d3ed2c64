//! Evidence of the demonstration: small real files beside actions that are done, attached by who carried them out.

use super::{paper, retention};
use crate::{
    app::App,
    document::{Depot, Spool},
};
use calitas_domain::{
    Error, Event,
    document::{Evidence, EvidenceFile, EvidenceInput, Subject, Whole, file_name},
    id::{EvidenceFileId, EvidenceId, PlanActionId},
    journal::{Actor, EventKind, created},
    plan::Action,
};
use calitas_store::{
    Scope,
    document::{
        evidence::{self, Reader},
        file, link,
    },
    plan::action,
    retention::class,
};
use chrono::{DateTime, NaiveDate, Utc};

/// A piece of evidence: the action by the keys of the catalogue, its words, its files.
struct Piece {
    institution: &'static str,
    plan: &'static str,
    action: &'static str,
    title: &'static str,
    description: &'static str,
    files: &'static [(&'static str, Content)],
}

/// What a file is made of.
enum Content {
    /// A page of PDF with a heading.
    Pdf(&'static str, &'static [&'static str]),
    /// A document of Word with a heading.
    Docx(&'static str, &'static [&'static str]),
    /// A picture of bars.
    Png(&'static [u8]),
}

const PIECES: &[Piece] = &[
    Piece {
        institution: "ps6",
        plan: "s6-project",
        action: "a2-decision",
        title: "Decizia de aplicare a Modelului CAF",
        description: "Numește coordonatorul și grupul de autoevaluare.",
        files: &[(
            "Decizie aplicare CAF.pdf",
            Content::Pdf(
                "Decizie privind aplicarea Modelului CAF",
                &[
                    "Art. 1. Se aprobă aplicarea Modelului CAF 2020 la nivelul instituției.",
                    "Art. 2. Se numește coordonatorul autoevaluării: șeful Serviciului Calitate și SCIM.",
                    "Art. 3. Grupul de autoevaluare are câte un membru din fiecare direcție.",
                    "Art. 4. Direcțiile pun la dispoziția grupului documentele cerute, în cinci zile lucrătoare.",
                ],
            ),
        )],
    },
    Piece {
        institution: "ps6",
        plan: "s6-project",
        action: "a4-consensus",
        title: "Procesele-verbale ale reuniunilor de consens",
        description: "Punctajele convenite pe cele 28 de subcriterii.",
        files: &[
            (
                "Proces-verbal reuniunea de consens.docx",
                Content::Docx(
                    "Proces-verbal al reuniunii de consens",
                    &[
                        "Grupul de autoevaluare a discutat subcriteriile la care punctajele individuale diferă.",
                        "Pentru fiecare subcriteriu s-au citit dovezile și s-a convenit un singur punctaj.",
                        "Opiniile rămase diferite sunt consemnate în anexă.",
                    ],
                ),
            ),
            ("Punctaje pe criterii.png", Content::Png(&[55, 48, 62, 40, 58, 35, 44, 38, 50])),
        ],
    },
    Piece {
        institution: "ps6",
        plan: "s6-project",
        action: "a3-count",
        title: "Centralizatorul participărilor",
        description: "",
        files: &[("Participari pe cursuri.png", Content::Png(&[90, 75, 82]))],
    },
    Piece {
        institution: "pmbc",
        plan: "bc-project",
        action: "r4-review",
        title: "Procesul-verbal al analizei efectuate de management",
        description: "Concluzii, hotărâri și termene.",
        files: &[(
            "Analiza efectuata de management.pdf",
            Content::Pdf(
                "Proces-verbal: analiza efectuată de management",
                &[
                    "S-au prezentat rezultatele auditului intern al calității și stadiul acțiunilor corective.",
                    "Conducerea a hotărât ca indicatorii proceselor să fie urmăriți trimestrial.",
                    "Următoarea analiză are loc după închiderea planului de acțiuni.",
                ],
            ),
        )],
    },
];

/// Attaches what is not there yet.
pub(super) async fn load(app: &App) -> Result<(), Error> {
    for piece in PIECES {
        attach(app, piece).await?;
    }
    Ok(())
}

async fn attach(app: &App, piece: &Piece) -> Result<(), Error> {
    let tenant = super::tenant(piece.institution);
    let scope = Scope::system(tenant);
    let of = PlanActionId::new(tenant, super::id(&format!("{} action {}", piece.plan, piece.action)));
    let id = EvidenceId::new(tenant, super::id(&format!("{} evidence {}", piece.plan, piece.action)));
    let mut read = app.store().read(&scope).await?;
    let found = action::by_ids(&mut read, &[of]).await?.pop();
    let is_there = !evidence::by_ids(&mut read, &[id], &Reader::of_all(id.tenant)).await?.is_empty();
    // Who plays with the demonstration may have taken it off; it does not come back by itself.
    let was_there = match piece.files.first() {
        Some((name, _)) => file::find(&mut read, file_id(id, name)).await?.is_some(),
        None => false,
    };
    drop(read);
    let Some((action, by)) = found.and_then(|action| action.responsible.map(|by| (action, by))) else {
        return Ok(());
    };
    if is_there || was_there {
        return Ok(());
    }
    let (at, day) = moment(&action, app.now());
    let input = EvidenceInput {
        title: piece.title.to_owned(),
        description: piece.description.to_owned(),
        effective_on: Some(day),
    };
    let proof = Evidence::new(id, by, input, at)?;
    let mut read = app.store().read(&scope).await?;
    let kept = class::by_ids(&mut read, &[retention::of_evidence(tenant)]).await?.pop();
    drop(read);
    let proof = match kept {
        Some(class) => {
            Evidence { record: proof.record.clone().classified(&class, proof.archive_day()), ..proof }
        }
        None => proof,
    };
    let mut files = Vec::new();
    for (name, content) in piece.files {
        files.push(keep(app, &proof, name, content, day).await?);
    }
    let event = |kind| Event::new(kind, PlanActionId::KIND, of.row).under(action.plan.row);
    let mut tx = app.store().write(&scope, tenant, Actor::Member(by), at).await?;
    evidence::create(&mut tx, &proof).await?;
    link::add(&mut tx, id, Subject::Action(of), Whole::Plan(action.plan)).await?;
    tx.record(&event(EventKind::EvidenceCreated).with(created(&proof))).await?;
    let mut told = Vec::new();
    for kept in files {
        file::create(&mut tx, &kept).await?;
        told.push(event(EventKind::EvidenceFileAdded).with(kept.named()));
    }
    Ok(tx.commit_all(told).await?)
}

fn file_id(evidence: EvidenceId, name: &str) -> EvidenceFileId {
    EvidenceFileId::new(evidence.tenant, super::id(&format!("file {} {name}", evidence.row)))
}

/// When the action was done, or now, and the day its papers bear.
fn moment(action: &Action, now: DateTime<Utc>) -> (DateTime<Utc>, NaiveDate) {
    let at = action.done_at.unwrap_or(now);
    (at, calitas_domain::calendar::day(at))
}

/// Puts a file where files lie; its row follows. Tried again, it comes to lie in the same place.
async fn keep(
    app: &App,
    proof: &Evidence,
    name: &str,
    content: &Content,
    day: NaiveDate,
) -> Result<EvidenceFile, Error> {
    let date = format!("Data: {}", day.format("%d.%m.%Y"));
    let lines = |lines: &[&str]| -> Vec<String> {
        std::iter::once(date.clone()).chain(lines.iter().map(|line| (*line).to_owned())).collect()
    };
    let bytes = match content {
        Content::Pdf(title, text) => paper::pdf(title, &lines(text)),
        Content::Docx(title, text) => paper::docx(title, &lines(text)),
        Content::Png(bars) => paper::png(bars),
    };
    let (name, kind) = file_name(name).map_err(|reason| Error::invalid("name", reason))?;
    let id = file_id(proof.id, &name);
    let spool = Spool::of(&bytes).await?.examined(kind).await?;
    let storage_key = Depot::key(id.tenant.0, id.row, id.row);
    app.depot().keep(&storage_key, &spool).await?;
    Ok(EvidenceFile {
        id,
        evidence: proof.id,
        name,
        kind,
        size_bytes: i64::try_from(spool.size()).unwrap_or(i64::MAX),
        sha256: spool.sha256(),
        storage_key,
        uploaded_by: proof.author,
        uploaded_at: proof.created_at,
        removed_at: None,
        disposed_at: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::plans::scripts;

    #[test]
    fn every_piece_stands_beside_an_action_of_the_catalogue() {
        for piece in PIECES {
            let plan = scripts().into_iter().find(|plan| plan.key == piece.plan).expect("a plan");
            assert_eq!(plan.tenant, piece.institution);
            assert!(plan.actions.iter().any(|action| action.key == piece.action), "{}", piece.action);
        }
    }
}
