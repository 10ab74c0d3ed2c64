//! The register of risks of a compartment or of the whole institution, today or as it stood on an earlier day.

use super::{issue_as, make, names::Names, signature};
use crate::{Ctx, plan, report::Named, risk};
use calitas_domain::{
    Error,
    access::Permission,
    id::{RiskId, TenantId, UnitId},
    identity::Language,
    plan::{Action, SourceKind},
    risk::{Rating, RiskState, Setting, Target},
};
use calitas_render::{
    Format,
    document::Signature,
    report::risk::{MeasureLine, RiskLine, RiskRegister},
};
use calitas_store::tenancy;
use chrono::NaiveDate;
use std::collections::HashMap;

const DRAWN_UP: (&str, &str) = ("Întocmit", "Drawn up by");
const APPROVED: (&str, &str) = ("Aprobat", "Approved by");
const SECRETARIAT: (&str, &str) = (
    "Secretariatul tehnic al Comisiei de monitorizare",
    "Technical secretariat of the Monitoring Commission",
);
const OFFICER: (&str, &str) = ("Responsabilul cu riscurile", "Risk officer");
const HEAD: (&str, &str) = ("Conducătorul instituției", "Head of the institution");
const UNIT_HEAD: (&str, &str) = ("Conducătorul compartimentului", "Head of the compartment");

/// Makes the register of risks. The measures against them stand in it as they are, so only in that of today.
///
/// # Errors
/// [`Error::NotFound`] for an institution without a place or a unit that is not there; [`Error::Forbidden`] without
/// `RISK_READ`; [`Error::Invalid`] for a day to come; [`Error::RateLimited`] when too many others wait.
pub async fn of_risks(
    ctx: &Ctx,
    tenant: TenantId,
    unit: Option<UnitId>,
    on: Option<NaiveDate>,
    format: Format,
    language: Language,
) -> Result<Named, Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    let on = on.unwrap_or(ctx.today());
    let mut past = risk::as_of(ctx, tenant, on).await?;
    if let Some(unit) = unit {
        let mut read = ctx.read(Permission::RiskRead, tenant).await?;
        if unit.tenant != tenant || tenancy::units_by_ids(&mut read, &[unit]).await?.is_empty() {
            return Err(Error::NotFound(UnitId::KIND));
        }
        past.risks.retain(|(_, state)| state.unit == unit);
    }
    let measures = match on == ctx.today() {
        true => Some(measures(ctx, tenant, &past.risks).await?),
        false => None,
    };
    let responsible = measures.iter().flatten().map(|action| action.responsible);
    let units = past.risks.iter().map(|(_, state)| Some(state.unit)).chain([unit]);
    let names = Names::read(ctx, responsible, units, language).await?;
    let targets = targets(ctx, &past.risks).await?;
    let unit_of = |state: &RiskState| names.unit(Some(state.unit)).unwrap_or_default();
    // By compartment, each the largest exposure first, as they come.
    past.risks.sort_by_key(|(_, state)| unit_of(state));
    let of = |state: &RiskState| line(state, &past.setting, unit_of(state), &targets, language);
    let lines = past.risks.iter().map(|(_, state)| of(state));
    let measures = measures.map(|actions| {
        let of = |action: Action| measure(action, &past.risks, &names);
        actions.into_iter().filter_map(of).collect()
    });
    let register = RiskRegister {
        on,
        unit: names.unit(unit),
        max_exposure: past.setting.scale.max_exposure(),
        tolerance: past.setting.tolerance.map(|tolerance| tolerance.limit),
        risks: lines.collect(),
        measures,
        issue: issue_as(ctx, Permission::RiskRead, tenant, language, signatures(unit, language)).await?,
    };
    let title = match language {
        Language::Ro => "Registrul de riscuri",
        Language::En => "Register of risks",
    };
    let file = make(ctx, register.document(), format).await?;
    Ok(Named { name: format!("{title} {on}.{}", file.extension), file })
}

/// The actions that follow from risks, of whoever may read plans.
async fn measures(ctx: &Ctx, tenant: TenantId, risks: &[(RiskId, RiskState)]) -> Result<Vec<Action>, Error> {
    let codes: Vec<_> = risks.iter().map(|(_, state)| (tenant, state.code.clone())).collect();
    plan::measures(ctx, SourceKind::Risk, &codes).await
}

async fn targets(ctx: &Ctx, risks: &[(RiskId, RiskState)]) -> Result<HashMap<Target, String>, Error> {
    let wanted: Vec<Target> = risks.iter().filter_map(|(_, state)| state.target).collect();
    let found = risk::targets(ctx, &wanted).await?;
    Ok(found.into_iter().map(|one| (one.target, format!("{} {}", one.code(), one.title))).collect())
}

fn line(
    state: &RiskState,
    setting: &Setting,
    unit: String,
    targets: &HashMap<Target, String>,
    language: Language,
) -> RiskLine {
    let strategy = state.strategy.label();
    let parts = |rating: Rating| (rating.probability, rating.impact, rating.exposure());
    RiskLine {
        unit,
        target: state.target.and_then(|target| targets.get(&target).cloned()),
        code: state.code.clone(),
        title: state.title.clone(),
        causes: state.causes.clone(),
        inherent: parts(state.inherent),
        strategy: language.name(&strategy.label_ro, &strategy.label_en).to_owned(),
        last_review_on: state.last_review_on,
        residual: state.residual.map(parts),
        is_above: setting.is_above(state.scale, state.exposure()),
        remarks: state.remarks.clone(),
    }
}

/// A measure with the risk it is against.
fn measure(action: Action, risks: &[(RiskId, RiskState)], names: &Names) -> Option<MeasureLine> {
    let code = action.source.reference.as_deref()?;
    let (_, state) = risks.iter().find(|(_, state)| state.code == code)?;
    Some(MeasureLine {
        risk: format!("{} {}", state.code, state.title),
        unit: names.unit(Some(state.unit)).unwrap_or_default(),
        due_on: action.due_on,
        responsible: names.person(action.responsible),
        status: action.status,
        title: action.title,
    })
}

/// Who draws the register up and who approves it; names are written by hand.
fn signatures(unit: Option<UnitId>, language: Language) -> Vec<Signature> {
    let of = |words: (&str, &str)| language.name(words.0, words.1).to_owned();
    let (drawn_up, approved) = match unit {
        Some(_) => (OFFICER, UNIT_HEAD),
        None => (SECRETARIAT, HEAD),
    };
    vec![signature(DRAWN_UP, of(drawn_up), None, language), signature(APPROVED, of(approved), None, language)]
}
