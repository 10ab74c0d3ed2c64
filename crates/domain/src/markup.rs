//! The few marks of longer texts: paragraphs, `**bold**`, `*italic*`, lists of one level, `[text](https://…)`. What is
//! not well-formed stays as it was typed. The same text gives the same blocks on the pages: `tests/markup/cases.json`
//! holds both to it, `tests/markup/README.md` says the rules.

mod inline;

/// A piece of a longer text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    Bullets(Vec<Vec<Run>>),
    /// A list that is numbered from a number on.
    Numbers(usize, Vec<Vec<Run>>),
}

/// Text that is set in one way. A line end in it begins a new line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Where it leads.
    pub href: Option<String>,
}

/// What a text becomes.
pub fn parse(text: &str) -> Vec<Block> {
    lines_of(text).into_iter().map(Lines::block).collect()
}

/// The text without its marks, for where there is no emphasis.
pub fn plain(text: &str) -> String {
    let join = |runs: Vec<Run>| runs.into_iter().map(|run| run.text).collect::<String>();
    let blocks = parse(text).into_iter().map(|block| match block {
        Block::Paragraph(runs) => join(runs),
        Block::Bullets(items) => {
            items.into_iter().map(|item| format!("- {}", join(item))).collect::<Vec<_>>().join("\n")
        }
        Block::Numbers(start, items) => {
            let line = |(at, item)| format!("{}. {}", start + at, join(item));
            items.into_iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
        }
    });
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// A block before its marks are read.
enum Lines {
    Paragraph(String),
    Bullets(Vec<String>),
    Numbers(usize, Vec<String>),
}

impl Lines {
    fn block(self) -> Block {
        let runs = |items: Vec<String>| items.iter().map(|item| inline::runs_of(item)).collect();
        match self {
            Self::Paragraph(text) => Block::Paragraph(inline::runs_of(&text)),
            Self::Bullets(items) => Block::Bullets(runs(items)),
            Self::Numbers(start, items) => Block::Numbers(start, runs(items)),
        }
    }

    /// Takes a line that begins no block of its own.
    fn go_on(&mut self, line: &str) {
        let (items, item) = match self {
            Self::Paragraph(text) => {
                text.push('\n');
                text.push_str(line.trim_start_matches(BLANKS));
                return;
            }
            Self::Bullets(items) => (items, bullet_in(line)),
            Self::Numbers(_, items) => (items, number_in(line).map(|(_, text)| text)),
        };
        match (item, items.last_mut()) {
            (Some(item), _) => items.push(item.to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line.trim_start_matches(BLANKS));
            }
            (None, None) => {}
        }
    }
}

const BLANKS: [char; 2] = [' ', '\t'];

/// Blocks end at blank lines; a list begins with its first item, and ends with the first line that is none.
fn lines_of(text: &str) -> Vec<Lines> {
    let mut blocks: Vec<Lines> = Vec::new();
    let mut is_open = false;
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        let line = line.trim_end_matches(BLANKS);
        if line.is_empty() {
            is_open = false;
            continue;
        }
        let open = blocks.last_mut().filter(|_| is_open);
        match (beginning(line, open.as_deref()), open) {
            (None, Some(open)) => open.go_on(line),
            (begun, _) => blocks.extend(begun),
        }
        is_open = true;
    }
    blocks
}

/// The block that a line begins; nothing when it belongs to the one that is open.
fn beginning(line: &str, open: Option<&Lines>) -> Option<Lines> {
    if let Some(bullet) = bullet_in(line) {
        let goes_on = matches!(open, Some(Lines::Bullets(_)));
        return (!goes_on).then(|| Lines::Bullets(vec![bullet.to_owned()]));
    }
    if let Some((number, text)) = number_in(line) {
        match open {
            Some(Lines::Numbers(start, items)) if number == start + items.len() => return None,
            // In the middle of a paragraph „art.⏎14. din lege” is no list.
            Some(Lines::Paragraph(_)) if number != 1 => {}
            _ => return Some(Lines::Numbers(number, vec![text.to_owned()])),
        }
    }
    let belongs = open.is_some_and(|open| matches!(open, Lines::Paragraph(_)) || line.starts_with("  "));
    (!belongs).then(|| Lines::Paragraph(line.trim_start_matches(BLANKS).to_owned()))
}

fn bullet_in(line: &str) -> Option<&str> {
    spaced(line.strip_prefix('-')?)
}

fn number_in(line: &str) -> Option<(usize, &str)> {
    let (digits, rest) = line.split_once('.')?;
    let is_number = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some((number, spaced(rest)?))
}

/// What stands after at least one space.
fn spaced(text: &str) -> Option<&str> {
    text.starts_with(' ').then(|| text.trim_start_matches(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::time::{Duration, Instant};

    const CASES: &str = include_str!("../../../tests/markup/cases.json");

    fn runs(runs: &[Run]) -> Value {
        let run = |run: &Run| {
            let mut value = json!({ "text": run.text });
            if run.bold {
                value["bold"] = true.into();
            }
            if run.italic {
                value["italic"] = true.into();
            }
            if let Some(href) = &run.href {
                value["href"] = href.as_str().into();
            }
            value
        };
        runs.iter().map(run).collect()
    }

    fn shown(block: &Block) -> Value {
        let all = |items: &[Vec<Run>]| items.iter().map(|item| runs(item)).collect::<Value>();
        match block {
            Block::Paragraph(text) => json!({ "kind": "paragraph", "runs": runs(text) }),
            Block::Bullets(items) => json!({ "kind": "bullets", "items": all(items) }),
            Block::Numbers(start, items) => json!({ "kind": "numbers", "start": start, "items": all(items) }),
        }
    }

    #[test]
    fn texts_become_what_the_pages_make_of_them() {
        let cases: Vec<Value> = serde_json::from_str(CASES).expect("cases");
        assert!(cases.len() > 100);
        for case in cases {
            let text = case["text"].as_str().expect("a text");
            let blocks: Value = parse(text).iter().map(shown).collect();
            assert_eq!(blocks, case["blocks"], "{text:?}");
        }
    }

    #[test]
    fn whatever_was_meant_is_read_in_a_moment() {
        let started = Instant::now();
        for part in ["*a ", "[a](", "[", "**", "- a\n", "\\"] {
            parse(&part.repeat(20_000));
        }
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    }

    #[test]
    fn marks_can_be_left_out() {
        let text = "**Scop**: [legea](https://a.ro)\n- *unu*\n- doi\n\n3. trei";
        assert_eq!(plain(text), "Scop: legea\n\n- unu\n- doi\n\n3. trei");
    }
}
