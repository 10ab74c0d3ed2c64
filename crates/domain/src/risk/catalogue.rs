//! What the catalogue says of risks: scales, strategies and the columns of the register.

use super::{BandRange, Level, Strategy};
use serde::Deserialize;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let text = include_str!("../../catalogues/scim-osgg-600-2018.json");
    serde_json::from_str(text).expect("the catalogue has the shape its README tells; a test reads it")
});

#[derive(Debug, Deserialize)]
struct Catalogue {
    risk: RiskPart,
}

#[derive(Debug, Deserialize)]
pub(super) struct RiskPart {
    pub scales: Vec<ScaleEntry>,
    strategies: Vec<Labelled>,
    register_columns: Vec<Labelled>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ScaleEntry {
    pub code: String,
    pub points: i32,
    pub max_exposure: i32,
    pub levels: Vec<Level>,
    pub default_exposure_bands: Vec<BandRange>,
}

/// Something of the catalogue with its names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Labelled {
    /// Its code.
    pub code: String,
    /// Name in Romanian.
    pub label_ro: String,
    /// Name in English.
    pub label_en: String,
}

pub(super) fn read() -> &'static RiskPart {
    &CATALOGUE.risk
}

/// The columns of the register as the annex of the order has them, in its order.
pub fn register_columns() -> &'static [Labelled] {
    &read().register_columns
}

impl Strategy {
    /// What it is called.
    pub fn label(self) -> &'static Labelled {
        let found = read().strategies.iter().find(|entry| entry.code == self.code());
        found.expect("the catalogue names every strategy; a test reads it")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_has_twelve_columns_and_every_strategy_a_name() {
        let codes: Vec<_> = register_columns().iter().map(|column| column.code.as_str()).collect();
        let expected = [
            "objective_activity",
            "risk",
            "causes",
            "inherent_probability",
            "inherent_impact",
            "inherent_exposure",
            "strategy",
            "last_review",
            "residual_probability",
            "residual_impact",
            "residual_exposure",
            "remarks",
        ];
        assert_eq!(codes, expected);
        for strategy in Strategy::ALL {
            assert!(!strategy.label().label_ro.is_empty(), "{strategy:?}");
        }
        assert_eq!(read().strategies.len(), Strategy::ALL.len());
    }
}
