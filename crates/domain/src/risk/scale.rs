//! The scales risks are rated on, with their levels and bands, as the catalogue writes them. Which bands an exposure
//! falls into is a convention of the catalogue; the tolerance limit is the institution's own.

use super::catalogue::{self, ScaleEntry};
use crate::access::coded;
use serde::Deserialize;

coded! {
    /// How finely probability and impact are rated.
    Scale {
        /// From 1 to 5; used unless the institution decides otherwise.
        Scale5 = "SCALE5",
        /// From 1 to 3.
        Scale3 = "SCALE3",
    }
}

coded! {
    /// How large an exposure is.
    Band {
        /// Low.
        Low = "LOW",
        /// Medium.
        Medium = "MEDIUM",
        /// High.
        High = "HIGH",
    }
}

/// A level of probability or impact.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Level {
    /// From 1.
    pub value: i32,
    /// Name in Romanian.
    pub label_ro: String,
    /// Name in English.
    pub label_en: String,
}

/// The exposures that make a band.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct BandRange {
    code: String,
    /// Name in Romanian.
    pub label_ro: String,
    /// Name in English.
    pub label_en: String,
    /// Lowest exposure.
    pub min: i32,
    /// Highest exposure.
    pub max: i32,
}

impl BandRange {
    /// Which band it is.
    pub fn band(&self) -> Band {
        Band::from_code(&self.code).expect("the catalogue names no other band; a test reads it")
    }
}

impl Scale {
    /// Levels of probability and of impact.
    pub fn levels(self) -> &'static [Level] {
        &self.entry().levels
    }

    /// The bands of exposure, the lowest first.
    pub fn bands(self) -> &'static [BandRange] {
        &self.entry().default_exposure_bands
    }

    /// The highest level.
    pub fn points(self) -> i32 {
        self.entry().points
    }

    /// The highest exposure.
    pub fn max_exposure(self) -> i32 {
        self.entry().max_exposure
    }

    /// The band of an exposure: the highest that begins at or below it.
    pub fn band(self, exposure: i32) -> Band {
        let found = self.bands().iter().rev().find(|range| range.min <= exposure);
        found.map_or(Band::Low, BandRange::band)
    }

    fn entry(self) -> &'static ScaleEntry {
        let found = catalogue::read().scales.iter().find(|entry| entry.code == self.code());
        found.expect("the catalogue has both scales; a test reads it")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_rates_from_one_to_its_points() {
        for (scale, points, max) in [(Scale::Scale5, 5, 25), (Scale::Scale3, 3, 9)] {
            assert_eq!((scale.points(), scale.max_exposure()), (points, max));
            let values: Vec<i32> = scale.levels().iter().map(|level| level.value).collect();
            assert_eq!(values, (1..=points).collect::<Vec<_>>());
            let bands: Vec<Band> = scale.bands().iter().map(BandRange::band).collect();
            assert_eq!(bands, Band::ALL);
        }
    }

    #[test]
    fn every_product_of_two_levels_lies_in_one_band() {
        for scale in Scale::ALL {
            for probability in 1..=scale.points() {
                for impact in 1..=scale.points() {
                    let exposure = probability * impact;
                    let holding = scale.bands().iter().filter(|one| (one.min..=one.max).contains(&exposure));
                    let holding: Vec<Band> = holding.map(BandRange::band).collect();
                    assert_eq!(holding, [scale.band(exposure)], "{scale:?} {exposure}");
                }
            }
        }
    }

    #[test]
    fn bands_begin_where_the_catalogue_says() {
        for (scale, exposure, band) in [
            (Scale::Scale5, 1, Band::Low),
            (Scale::Scale5, 4, Band::Low),
            (Scale::Scale5, 5, Band::Medium),
            (Scale::Scale5, 12, Band::Medium),
            (Scale::Scale5, 15, Band::High),
            (Scale::Scale5, 25, Band::High),
            (Scale::Scale3, 2, Band::Low),
            (Scale::Scale3, 3, Band::Medium),
            (Scale::Scale3, 4, Band::Medium),
            (Scale::Scale3, 6, Band::High),
            (Scale::Scale3, 9, Band::High),
        ] {
            assert_eq!(scale.band(exposure), band, "{scale:?} {exposure}");
        }
    }
}
