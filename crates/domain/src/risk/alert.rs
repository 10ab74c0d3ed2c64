//! Alerts: anybody who works in the institution says that something may happen. Whoever answers for the compartment
//! analyses it, then it goes into the register or is rejected with a reason.

use super::{
    Rating, RiskInput, Scale, Strategy, Target,
    life::{REASON, TEXT, TITLE},
};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{MembershipId, RiskAlertId, RiskId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

coded! {
    /// Where an alert stands.
    AlertStatus {
        /// Somebody raised it.
        Raised = "RAISED",
        /// It was analysed and waits for the decision.
        Analysed = "ANALYSED",
        /// It went into the register.
        Accepted = "ACCEPTED",
        /// It did not, for a reason.
        Rejected = "REJECTED",
    }
}

coded! {
    /// What the analysis proposes, as on the form.
    AlertDecision {
        /// The secretariat is to decide.
        Escalate = "ESCALATE",
        /// It is to be filed.
        Irrelevant = "IRRELEVANT",
        /// It is to be kept on the register.
        Retain = "RETAIN",
    }
}

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Identity.
    pub id: RiskAlertId,
    /// Its place among the alerts of the institution, from 1.
    pub number: i32,
    /// The compartment it is about.
    pub unit: UnitId,
    /// What may happen.
    pub title: String,
    /// How it was noticed.
    pub description: String,
    /// What favours it; may be empty.
    pub causes: String,
    /// To what it leads; may be empty.
    pub consequences: String,
    /// The scale it was rated on.
    pub scale: Scale,
    /// As who raised it rates it.
    pub rating: Rating,
    /// Where it stands.
    pub status: AlertStatus,
    /// What the analysis found.
    pub analysis: Option<String>,
    /// What it proposes.
    pub decision: Option<AlertDecision>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// The risk it went into.
    pub risk: Option<RiskId>,
    /// Who raised it.
    pub raised_by: MembershipId,
    /// When.
    pub raised_at: DateTime<Utc>,
    /// Who analysed it.
    pub analysed_by: Option<MembershipId>,
    /// When.
    pub analysed_at: Option<DateTime<Utc>>,
    /// Who accepted or rejected it.
    pub decided_by: Option<MembershipId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What an alert is raised with.
#[derive(Debug, Clone)]
pub struct AlertInput {
    /// The compartment it is about.
    pub unit: UnitId,
    /// What may happen.
    pub title: String,
    /// How it was noticed.
    pub description: String,
    /// What favours it.
    pub causes: String,
    /// To what it leads.
    pub consequences: String,
    /// As who raises it rates it.
    pub rating: Rating,
}

/// The risk an alert becomes; what is left out comes from the alert.
#[derive(Debug, Clone)]
pub struct Acceptance {
    /// What may happen.
    pub title: Option<String>,
    /// What favours it.
    pub causes: Option<String>,
    /// To what it leads.
    pub consequences: Option<String>,
    /// Inherent probability.
    pub inherent_probability: Option<i32>,
    /// Inherent impact.
    pub inherent_impact: Option<i32>,
    /// What is done about it.
    pub strategy: Strategy,
    /// Who answers for it.
    pub owner: Option<MembershipId>,
    /// What it threatens.
    pub target: Option<Target>,
    /// When it is looked at.
    pub next_review_on: Option<NaiveDate>,
}

impl Alert {
    /// Raises an alert on the scale in use.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn raise(
        id: RiskAlertId,
        number: i32,
        input: AlertInput,
        scale: Scale,
        raised_by: MembershipId,
        raised_at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let alert = Self {
            id,
            number,
            unit: input.unit,
            title: check.text("title", &input.title, TITLE),
            description: check.text("description", &input.description, 3..=TEXT),
            causes: check.text("causes", &input.causes, 0..=TEXT),
            consequences: check.text("consequences", &input.consequences, 0..=TEXT),
            scale,
            rating: input.rating.checked(&mut check, ("probability", "impact"), scale),
            status: AlertStatus::Raised,
            analysis: None,
            decision: None,
            reason: None,
            risk: None,
            raised_by,
            raised_at,
            analysed_by: None,
            analysed_at: None,
            decided_by: None,
            decided_at: None,
            version: 1,
        };
        check.done()?;
        Ok(alert)
    }

    /// Says what the analysis found; it may be said anew until somebody decides.
    ///
    /// # Errors
    /// [`Reason::RiskAlertDecided`]; [`Error::Invalid`] without words.
    pub fn analyse(
        self,
        analysis: &str,
        decision: AlertDecision,
        by: MembershipId,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        self.is_undecided().map_err(Error::conflict)?;
        let mut check = Check::new();
        let analysis = check.text("analysis", analysis, 3..=TEXT);
        check.done()?;
        Ok(Self {
            status: AlertStatus::Analysed,
            analysis: Some(analysis),
            decision: Some(decision),
            analysed_by: Some(by),
            analysed_at: Some(at),
            version: self.version + 1,
            ..self
        })
    }

    /// Takes it into the register.
    ///
    /// # Errors
    /// [`Reason::RiskAlertNotAnalysed`], [`Reason::RiskAlertDecided`].
    pub fn accept(self, risk: RiskId, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        self.is_analysed().map_err(Error::conflict)?;
        Ok(Self { risk: Some(risk), ..self.decided(AlertStatus::Accepted, by, at) })
    }

    /// Rejects it.
    ///
    /// # Errors
    /// As [`Alert::accept`]; [`Error::Invalid`] without a reason.
    pub fn reject(self, reason: &str, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        self.is_analysed().map_err(Error::conflict)?;
        let mut check = Check::new();
        let reason = check.text("reason", reason, REASON);
        check.done()?;
        Ok(Self { reason: Some(reason), ..self.decided(AlertStatus::Rejected, by, at) })
    }

    /// What the risk is entered with that it becomes. Levels of another scale are not taken over: they are asked for.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a rating that is missing.
    pub fn into_input(self, accepted: Acceptance, scale: Scale) -> Result<RiskInput, Error> {
        let mut check = Check::new();
        let mut level = |path: &str, told: Option<i32>, proposed: i32| match told {
            Some(level) => level,
            None if self.scale == scale => proposed,
            None => {
                check.refuse(path, Reason::Required);
                proposed
            }
        };
        let probability =
            level("inherentProbability", accepted.inherent_probability, self.rating.probability);
        let impact = level("inherentImpact", accepted.inherent_impact, self.rating.impact);
        check.done()?;
        Ok(RiskInput {
            unit: self.unit,
            target: accepted.target,
            title: accepted.title.unwrap_or(self.title),
            causes: accepted.causes.unwrap_or(self.causes),
            consequences: accepted.consequences.unwrap_or(self.consequences),
            owner: accepted.owner,
            inherent: Rating { probability, impact },
            residual_probability: None,
            residual_impact: None,
            residual_reason: None,
            strategy: accepted.strategy,
            next_review_on: accepted.next_review_on,
            remarks: None,
        })
    }

    /// Whether nobody has decided yet.
    ///
    /// # Errors
    /// [`Reason::RiskAlertDecided`].
    pub fn is_undecided(&self) -> Result<(), Reason> {
        match self.status {
            AlertStatus::Raised | AlertStatus::Analysed => Ok(()),
            AlertStatus::Accepted | AlertStatus::Rejected => Err(Reason::RiskAlertDecided),
        }
    }

    /// Whether it waits for the decision.
    ///
    /// # Errors
    /// [`Reason::RiskAlertNotAnalysed`], [`Reason::RiskAlertDecided`].
    pub fn is_analysed(&self) -> Result<(), Reason> {
        self.is_undecided()?;
        match self.analysis {
            Some(_) => Ok(()),
            None => Err(Reason::RiskAlertNotAnalysed),
        }
    }

    /// `FAR-1`, as on the form (formular de alertă la risc).
    pub fn code(&self) -> String {
        alert_code(self.number)
    }

    fn decided(self, status: AlertStatus, by: MembershipId, at: DateTime<Utc>) -> Self {
        let version = self.version + 1;
        Self { status, decided_by: Some(by), decided_at: Some(at), version, ..self }
    }
}

/// The code of the alert with a number.
pub fn alert_code(number: i32) -> String {
    format!("FAR-{number}")
}

impl Journaled for Alert {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("code", self.code().into()),
            ("title", self.title.as_str().into()),
            ("description", self.description.as_str().into()),
            ("causes", self.causes.as_str().into()),
            ("consequences", self.consequences.as_str().into()),
            ("unitId", self.unit.row.to_string().into()),
            ("riskScale", self.scale.code().into()),
            ("probability", self.rating.probability.into()),
            ("impact", self.rating.impact.into()),
            ("status", self.status.code().into()),
            ("analysis", self.analysis.as_deref().into()),
            ("decision", self.decision.map(AlertDecision::code).into()),
            ("reason", self.reason.as_deref().into()),
            ("riskId", self.risk.map(|risk| risk.row.to_string()).into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{super::setting::tests::tenant, *};
    use uuid::Uuid;

    pub(in super::super) fn member(row: u128) -> MembershipId {
        MembershipId::new(tenant(), Uuid::from_u128(row))
    }

    /// Raised by the member 1.
    pub(in super::super) fn alert(unit: u128) -> Alert {
        raise(unit, Rating { probability: 3, impact: 4 }).expect("an alert")
    }

    fn raise(unit: u128, rating: Rating) -> Result<Alert, Error> {
        let input = AlertInput {
            unit: UnitId::new(tenant(), Uuid::from_u128(unit)),
            title: "Acces neautorizat".to_owned(),
            description: "Ușa arhivei rămâne deschisă".to_owned(),
            causes: String::new(),
            consequences: String::new(),
            rating,
        };
        let id = RiskAlertId::new(tenant(), Uuid::from_u128(3));
        Alert::raise(id, 1, input, Scale::Scale5, member(1), DateTime::UNIX_EPOCH)
    }

    pub(in super::super) fn analysed(alert: Alert, decision: AlertDecision) -> Alert {
        alert.analyse("Se confirmă", decision, member(2), DateTime::UNIX_EPOCH).expect("analysed")
    }

    fn acceptance() -> Acceptance {
        Acceptance {
            title: None,
            causes: None,
            consequences: None,
            inherent_probability: None,
            inherent_impact: None,
            strategy: Strategy::Treat,
            owner: None,
            target: None,
            next_review_on: None,
        }
    }

    #[test]
    fn an_alert_is_analysed_before_it_is_decided_and_decided_once() {
        let (risk, at) = (RiskId::new(tenant(), Uuid::from_u128(8)), DateTime::UNIX_EPOCH);
        let raised = alert(7);
        assert_eq!(raised.is_analysed(), Err(Reason::RiskAlertNotAnalysed));
        assert!(raised.clone().accept(risk, member(2), at).is_err());
        let analysed = analysed(raised, AlertDecision::Retain);
        assert!(analysed.clone().analyse("Din nou", AlertDecision::Irrelevant, member(2), at).is_ok());
        let accepted = analysed.clone().accept(risk, member(2), at).expect("accepted");
        assert_eq!((accepted.status, accepted.risk), (AlertStatus::Accepted, Some(risk)));
        assert_eq!(accepted.is_undecided(), Err(Reason::RiskAlertDecided));
        assert!(accepted.reject("Prea târziu", member(2), at).is_err());
        assert!(analysed.clone().reject("", member(2), at).is_err());
        let rejected = analysed.reject("Nu privește instituția", member(2), at).expect("rejected");
        assert_eq!((rejected.status, rejected.version), (AlertStatus::Rejected, 3));
    }

    #[test]
    fn an_alert_becomes_a_risk_with_its_own_words_and_levels() {
        let input = alert(7).into_input(acceptance(), Scale::Scale5).expect("an input");
        assert_eq!((input.title.as_str(), input.inherent.exposure()), ("Acces neautorizat", 12));
        let Err(Error::Invalid(fields)) = alert(7).into_input(acceptance(), Scale::Scale3) else {
            panic!("must refuse")
        };
        let paths: Vec<_> = fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["inherentProbability", "inherentImpact"]);
        assert!(raise(7, Rating { probability: 6, impact: 0 }).is_err());
    }
}
