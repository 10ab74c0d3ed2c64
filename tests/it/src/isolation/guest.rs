//! The guest of one plan, for whom everything else of the institution is outside.

use super::{
    ground::Ground,
    needle::{Needles, each_text, ids_in},
    prey::{Outsider, Prey},
};
use calitas_domain::{
    access::Permission,
    caf::AssessmentStatus,
    plan::{PlanStatus, SourceKind},
};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The guest of the active plan, with what the guest may not see: rows of other plans, invitations, roles the
/// institution composed and saved views. People and units are named on what the guest may see, so they are no secret.
pub async fn outsider(prey: &Prey<'_>, ground: &mut Ground) -> Outsider {
    let (mut ids, mut secret, mut open) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let invited = Value::from(prey.filled.active.row.to_string());
    for (table, rows) in ground.rows(prey.filled.house().id).await {
        for row in rows {
            let plan = if table == "plan" { &row["id"] } else { &row["plan_id"] };
            let is_hidden = match table.as_str() {
                "custom_role" | "invitation" | "saved_view" => true,
                // What happened is read through what it happened to.
                "journal" | "idempotency" => continue,
                _ => !plan.is_null() && *plan != invited,
            };
            let texts = if is_hidden { &mut secret } else { &mut open };
            let values = row.as_object().into_iter().flatten().map(|(_, value)| value);
            values.for_each(|value| each_text(value, &mut |text| _ = texts.insert(text.to_lowercase())));
            if is_hidden {
                ids.extend(row["id"].as_str().and_then(|id| id.parse::<Uuid>().ok()));
            }
        }
    }
    let is_text =
        |text: &&String| text.len() > 7 && text.contains(char::is_alphabetic) && ids_in(text).is_empty();
    // Codes are words of the product, also where rows of the institution hold them.
    let codes = Permission::ALL.iter().map(|known| known.code());
    let codes = codes.chain(PlanStatus::ALL.iter().map(|known| known.code()));
    let codes = codes.chain(SourceKind::ALL.iter().map(|known| known.code()));
    let codes: Vec<&str> = codes.chain(AssessmentStatus::ALL.iter().map(|known| known.code())).collect();
    let is_code = |text: &String| codes.iter().any(|known| known.eq_ignore_ascii_case(text));
    let is_shown = |text: &String| open.iter().any(|shown| shown.contains(text.as_str()));
    let is_needle = |text: &&String| is_text(text) && !is_code(text) && !is_shown(text);
    let words: Vec<String> = secret.iter().filter(is_needle).cloned().collect();
    assert!(words.len() > 10 && ids.len() > 10, "there is something to hide: {} texts", words.len());
    let allowed =
        prey.seen.ids().into_iter().filter(|id| ids_in(id).iter().all(|id| !ids.contains(id))).collect();
    Outsider {
        name: "guest",
        person: Some(prey.filled.guest.clone()),
        allowed,
        needles: Needles { words, ids },
        runs_the_tree: false,
    }
}
