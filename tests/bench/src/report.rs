//! What was measured, as tables of Markdown, and the ratios beside the bar that `design.md` 12 sets.

use crate::load::Figures;
use crate::question::{Contender, Question};
use std::fmt::Write;

/// One question at one number of connections.
pub struct Series {
    /// What was asked.
    pub question: Question,
    /// By how many at once.
    pub concurrency: usize,
    /// Of whom.
    pub contenders: Vec<Contender>,
    /// The figures of each round, in the order of the contenders.
    pub rounds: Vec<Vec<Figures>>,
}

impl Series {
    fn median(&self, contender: Contender, figure: impl Fn(&Figures) -> f64) -> Option<f64> {
        let place = self.contenders.iter().position(|known| *known == contender)?;
        Some(median(self.rounds.iter().map(|round| figure(&round[place])).collect()))
    }

    /// The median over the rounds of our figure by another contender's of the same round.
    fn ratio(&self, other: Contender, figure: impl Fn(&Figures) -> f64) -> Option<f64> {
        let ours = self.contenders.iter().position(|known| *known == Contender::Ours)?;
        let other = self.contenders.iter().position(|known| *known == other)?;
        Some(median(self.rounds.iter().map(|round| figure(&round[ours]) / figure(&round[other])).collect()))
    }
}

/// The figures of one series.
pub fn series(series: &Series) -> String {
    let mut text = format!(
        "### {}, {} at once\n\n| | answers/s | p50 ms | p95 ms | p99 ms | CPU ms each | without database | Calitas to it |\n\
         |---|---|---|---|---|---|---|---|\n",
        series.question.name(),
        series.concurrency
    );
    for contender in &series.contenders {
        let figure = |of: fn(&Figures) -> f64| series.median(*contender, of).unwrap_or_default();
        let slow = |value: f64| if value == 0.0 { "–".to_owned() } else { format!("{value:.2}") };
        let _ = writeln!(
            text,
            "| {} | {:.0} | {:.2} | {} | {} | {:.2} | {} | {} |",
            contender.name(),
            figure(|one| one.per_second),
            figure(|one| one.p50),
            slow(figure(|one| one.p95)),
            slow(figure(|one| one.p99)),
            figure(|one| one.cpu),
            slow(figure(|one| one.own_cpu)),
            match series.ratio(*contender, |one| one.per_second) {
                Some(ratio) if *contender != Contender::Ours => format!("{ratio:.2}"),
                _ => "–".to_owned(),
            },
        );
    }
    text
}

/// A line of the bar: what, against whom, which figure, and how much of it at least (or at most).
struct Line {
    title: &'static str,
    question: Question,
    other: Contender,
    figure: fn(&Figures) -> f64,
    levels: &'static [(usize, f64)],
    wanted: Wanted,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    AtLeast,
    AtMost,
}

const RATE: fn(&Figures) -> f64 = |one| one.per_second;
const CPU: fn(&Figures) -> f64 = |one| one.cpu;

const BAR: &[Line] = &[
    Line {
        title: "point by id, to PostGraphile 5",
        question: Question::Point,
        other: Contender::Peer,
        figure: RATE,
        levels: &[(1, 2.0), (16, 3.5), (64, 3.5)],
        wanted: Wanted::AtLeast,
    },
    Line {
        title: "nested plan list, to PostGraphile 5",
        question: Question::Nested,
        other: Contender::Peer,
        figure: RATE,
        levels: &[(1, 1.5), (16, 2.5), (64, 3.0)],
        wanted: Wanted::AtLeast,
    },
    Line {
        title: "nested plan list, to the raw handler",
        question: Question::Nested,
        other: Contender::Raw,
        figure: RATE,
        levels: &[(1, 0.45), (16, 0.45), (64, 0.45)],
        wanted: Wanted::AtLeast,
    },
    Line {
        title: "mutation with journal, to a PostGraphile function",
        question: Question::Progress,
        other: Contender::Peer,
        figure: RATE,
        levels: &[(16, 4.0)],
        wanted: Wanted::AtLeast,
    },
    Line {
        title: "mutation with journal, to pgbench",
        question: Question::Progress,
        other: Contender::Database,
        figure: RATE,
        levels: &[(16, 0.8)],
        wanted: Wanted::AtLeast,
    },
    Line {
        title: "oversight scorecard, to live SQL",
        question: Question::Scorecard,
        other: Contender::Raw,
        figure: RATE,
        levels: &[(1, 50.0), (16, 50.0)],
        wanted: Wanted::AtLeast,
    },
    Line {
        title: "CPU of server and database for a nested list, to PostGraphile 5",
        question: Question::Nested,
        other: Contender::Peer,
        figure: CPU,
        levels: &[(16, 0.40), (64, 0.40)],
        wanted: Wanted::AtMost,
    },
];

/// The ratios beside the bar, for the lines that were measured.
pub fn bar(all: &[Series]) -> String {
    let mut text =
        String::from("### The bar\n\n| ratio | at once | wanted | measured | |\n|---|---|---|---|---|\n");
    for line in BAR {
        for (level, wanted) in line.levels {
            let known = all.iter().find(|one| one.question == line.question && one.concurrency == *level);
            let Some(ratio) = known.and_then(|series| series.ratio(line.other, line.figure)) else {
                continue;
            };
            let (sign, holds) = match line.wanted {
                Wanted::AtLeast => ("≥", ratio >= *wanted),
                Wanted::AtMost => ("≤", ratio <= *wanted),
            };
            let word = if holds { "holds" } else { "missed" };
            let _ = writeln!(text, "| {} | {level} | {sign} {wanted:.2} | {ratio:.2} | {word} |", line.title);
        }
    }
    text
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        count if count % 2 == 1 => values[count / 2],
        count => f64::midpoint(values[count / 2 - 1], values[count / 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(ours: f64, peer: f64) -> Vec<Figures> {
        [ours, peer].map(|per_second| Figures { per_second, cpu: 1.0, ..Figures::default() }).to_vec()
    }

    #[test]
    fn ratios_are_of_rounds_and_judged_by_the_bar() {
        let contenders = vec![Contender::Ours, Contender::Peer];
        // A round in which the machine was busy slows both and changes no ratio.
        let rounds = vec![round(400.0, 100.0), round(40.0, 10.0), round(100.0, 50.0)];
        let series = Series { question: Question::Point, concurrency: 16, contenders, rounds };
        assert_eq!(series.ratio(Contender::Peer, |one| one.per_second), Some(4.0));
        let text = bar(&[series]);
        assert!(text.contains("| point by id, to PostGraphile 5 | 16 | ≥ 3.50 | 4.00 | holds |"), "{text}");
    }
}
