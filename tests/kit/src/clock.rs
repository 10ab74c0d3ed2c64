//! How much longer one thing takes than another, on a machine that does other things too.

use std::time::{Duration, Instant};

/// The difference between the medians of two acts that take turns, so that whatever else the machine does meets both;
/// the smallest of three rounds, because what really takes longer does so in each.
pub async fn gap<A: Future, B: Future>(
    samples: usize,
    mut one: impl FnMut() -> A,
    mut other: impl FnMut() -> B,
) -> Duration {
    let mut smallest = Duration::MAX;
    for _ in 0..3 {
        let (mut ones, mut others) = (Vec::new(), Vec::new());
        for _ in 0..samples {
            let start = Instant::now();
            one().await;
            let middle = Instant::now();
            other().await;
            ones.push(middle - start);
            others.push(middle.elapsed());
        }
        smallest = smallest.min(median(ones).abs_diff(median(others)));
    }
    smallest
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_delays_do_not_move_the_median() {
        let times = [3, 2, 900, 1, 2].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), Duration::from_millis(2));
    }
}
