//! Indicators of objectives and activities (order 600/2018, standard 7): how much of the way from the baseline to the
//! target was made.

use crate::access::coded;
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};

coded! {
    /// Where the values of an indicator are to go.
    IndicatorDirection {
        /// More is better.
        Up = "UP",
        /// Less is better.
        Down = "DOWN",
    }
}

/// The achieved part of a target in whole percents, 0 to 100. Where there is no baseline, growth starts from zero and a
/// decrease is only reached or not.
pub fn achieved_percent(
    direction: IndicatorDirection,
    baseline: Option<Decimal>,
    target: Decimal,
    latest: Option<Decimal>,
) -> Option<i32> {
    let latest = latest?;
    let is_reached = match direction {
        IndicatorDirection::Up => latest >= target,
        IndicatorDirection::Down => latest <= target,
    };
    if is_reached {
        return Some(100);
    }
    let start = match direction {
        IndicatorDirection::Up => baseline.unwrap_or(Decimal::ZERO),
        IndicatorDirection::Down => match baseline {
            Some(baseline) => baseline,
            None => return Some(0),
        },
    };
    let part = (latest - start).checked_div(target - start).unwrap_or(Decimal::ZERO);
    // Away from the target is nothing achieved; a target that is not reached never shows as 100.
    let percent = (part * Decimal::ONE_HUNDRED).round_dp_with_strategy(0, RoundingStrategy::ToZero);
    percent.clamp(Decimal::ZERO, Decimal::from(99)).to_i32()
}

#[cfg(test)]
mod tests {
    use super::*;
    use IndicatorDirection::{Down, Up};

    #[test]
    fn the_way_made_is_counted_from_the_baseline() {
        // direction, baseline, target, latest, percents
        for (direction, baseline, target, latest, percent) in [
            (Up, None, 50, None, None),
            (Up, None, 50, Some(20), Some(40)),
            (Up, Some(40), 80, Some(60), Some(50)),
            (Up, Some(40), 80, Some(30), Some(0)),
            (Up, Some(40), 80, Some(95), Some(100)),
            (Up, Some(0), 1_000, Some(999), Some(99)),
            (Up, Some(50), 50, Some(40), Some(0)),
            (Up, None, 0, Some(-1), Some(0)),
            (Down, Some(30), 10, Some(20), Some(50)),
            (Down, Some(30), 10, Some(35), Some(0)),
            (Down, Some(30), 10, Some(10), Some(100)),
            (Down, None, 10, Some(12), Some(0)),
            (Down, None, 10, Some(9), Some(100)),
        ] {
            let (start, end, now) =
                (baseline.map(Decimal::from), Decimal::from(target), latest.map(Decimal::from));
            assert_eq!(
                achieved_percent(direction, start, end, now),
                percent,
                "{direction:?} {baseline:?} {target} {latest:?}"
            );
        }
    }
}
