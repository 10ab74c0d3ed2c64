//! Text with the little emphasis that official documents use.

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
