//! Text with the little emphasis that official documents use.

use super::Block;
use calitas_domain::markup::{self, Run};

/// A paragraph: pieces one after the other. A line end in a piece begins a new line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rich(pub Vec<Piece>);

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// How it says it.
    pub tone: Tone,
}

/// How a piece is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As the rest.
    Plain,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Not in the line: a note at the foot of the page.
    Footnote,
}

impl Rich {
    /// A paragraph that begins with plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().and(Tone::Plain, text)
    }

    /// The paragraph with one more piece.
    #[must_use]
    pub fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.0.push(Piece { text: text.into(), tone });
        self
    }
}

impl<T: Into<String>> From<T> for Rich {
    fn from(text: T) -> Self {
        Self::plain(text)
    }
}

impl Rich {
    /// Runs of a longer text. Addresses that links hide stand behind them: paper cannot be clicked.
    fn of(runs: &[Run]) -> Self {
        runs.iter().fold(Self::default(), |rich, run| {
            let tone = match (run.bold, run.italic) {
                (true, _) => Tone::Strong,
                (false, true) => Tone::Emphasis,
                (false, false) => Tone::Plain,
            };
            let rich = rich.and(tone, run.text.as_str());
            match run.href.as_deref().map(|href| href.strip_prefix("mailto:").unwrap_or(href)) {
                Some(address) if address != run.text => rich.and(Tone::Plain, format!(" ({address})")),
                _ => rich,
            }
        })
    }
}

/// What a longer text with marks becomes in a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for block in markup::parse(text) {
        match block {
            markup::Block::Paragraph(runs) => blocks.push(Block::Paragraph(Rich::of(&runs))),
            markup::Block::Bullets(items) => {
                blocks.push(Block::Items(items.iter().map(|item| Rich::of(item)).collect()));
            }
            // Numbers are said, so that „punctul 3” is found in every format.
            markup::Block::Numbers(start, items) => {
                for (at, item) in items.iter().enumerate() {
                    let mut rich = Rich::of(item);
                    rich.0.insert(0, Piece { text: format!("{}. ", start + at), tone: Tone::Plain });
                    blocks.push(Block::Paragraph(rich));
                }
            }
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_what_documents_can_set() {
        let text = "**Scop**: [legea](https://a.ro)\n- unu\n\n2. doi";
        let law = Rich::default().and(Tone::Strong, "Scop").and(Tone::Plain, ": ");
        let law = law.and(Tone::Plain, "legea").and(Tone::Plain, " (https://a.ro)");
        let two = Rich::plain("2. ").and(Tone::Plain, "doi");
        assert_eq!(
            blocks(text),
            [Block::Paragraph(law), Block::Items(vec![Rich::plain("unu")]), Block::Paragraph(two)]
        );
    }
}
