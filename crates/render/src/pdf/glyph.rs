//! What the embedded fonts can draw. The archive standard forbids glyphs that stand for nothing.

use super::FONTS;
use crate::text;

const REPLACEMENT: char = '\u{FFFD}';

/// The text as it can be drawn: what no font knows becomes one replacement mark a run.
pub fn drawable(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    for c in text::clean(text).chars() {
        match c {
            '\t' => drawn.push(' '),
            '\n' => drawn.push('\n'),
            _ if is_joiner(c) => {}
            _ if is_known(c) => drawn.push(c),
            _ if drawn.ends_with(REPLACEMENT) => {}
            _ => drawn.push(REPLACEMENT),
        }
    }
    drawn
}

/// Joins or varies the sign before it; nothing by itself.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E007F}')
}

fn is_known(c: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanian_is_drawn_as_it_is() {
        let text = "ĂÂÎȘȚ ăâîșț „ghilimele” «interioare» – 60\u{A0}% ☐ ☑ ✓ → ≥ € №";
        assert_eq!(drawable(text), text);
    }

    #[test]
    fn what_no_font_knows_becomes_one_mark() {
        assert_eq!(drawable("da 👩\u{200D}👩\u{200D}👧 nu"), "da \u{FFFD} nu");
        assert_eq!(drawable("שלום عالم 漢字"), "\u{FFFD} \u{FFFD} \u{FFFD}");
        assert_eq!(drawable("a\u{7}\tb\u{FE0F}"), "a b");
    }
}
