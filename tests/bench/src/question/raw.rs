//! The questions for the hand-written handler: ids as JSON, who asks as a header.

use super::{Field, Question};
use crate::http::{Request, post};
use crate::raw::Asked;
use crate::target::{Change, Target};

/// One request for each target, or each change.
pub fn requests(field: &Field, question: Question, changes: &[Change]) -> Vec<Request> {
    let path = format!("/{}", question.name());
    let ask = |of: &Target, asked: &Asked| {
        let body = serde_json::to_string(asked).expect("ids and dates are JSON");
        let tenants: Vec<String> = match question {
            Question::Scorecard => of.overseen.iter().map(ToString::to_string).collect(),
            _ => vec![of.tenant.to_string()],
        };
        post(&path, &[("x-bench-scope", &format!("{} {}", of.account, tenants.join(",")))], &body)
    };
    if question == Question::Progress {
        let one = |change: &Change| {
            let of = &field.targets[change.target];
            ask(of, &Asked { action: change.action, progress: change.progress, ..of.asked() })
        };
        return changes.iter().map(one).collect();
    }
    field.targets.iter().map(|of| ask(of, &of.asked())).collect()
}

impl Target {
    /// What the handler needs to know of a target.
    pub fn asked(&self) -> Asked {
        Asked {
            tenant: self.tenant,
            plan: self.plan,
            action: self.action,
            day: self.deep.0,
            row: self.deep.1,
            today: calitas_domain::calendar::day(chrono::Utc::now()),
            progress: 0,
        }
    }
}
