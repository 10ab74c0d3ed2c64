//! How cells look: number formats, alignment, the colours of statuses.

use crate::{
    document::table::{Mood, Side},
    text,
};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// Lei with the marks of the reader's language; the currency names its country, so that others show it alike.
const MONEY: &str = "#,##0.00\u{A0}[$lei-418]";
const WHOLE: &str = "#,##0";
const DECIMAL: &str = "#,##0.####";
const PERCENT: &str = "0\"\u{A0}\"%";
const DATE: &str = "dd\\.mm\\.yyyy";

/// How strong a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As the rest.
    Plain,
    /// Bold: sums and groups.
    Strong,
}

/// The formats of a workbook, made once.
pub struct Look {
    heads: [Format; 2],
    /// Notes under tables.
    pub note: Format,
    /// The title of a document.
    pub title: Format,
    /// The draft mark.
    pub draft: Format,
    /// Headings.
    pub heading: Format,
    /// Paragraphs.
    pub paragraph: Format,
    plain: Kinds,
    strong: Kinds,
    moods: [Format; 5],
}

struct Kinds {
    text: Format,
    quoted: Format,
    end: Format,
    whole: Format,
    decimal: Format,
    money: Format,
    percent: Format,
    date: Format,
}

impl Kinds {
    fn new(base: &Format) -> Self {
        let number = |code: &str| base.clone().set_num_format(code).set_align(FormatAlign::Right);
        let text = base.clone().set_text_wrap().set_align(FormatAlign::Left);
        Self {
            // Editing such a cell in Excel would make a formula of it; the quote prefix keeps it text.
            quoted: text.clone().set_quote_prefix(),
            text,
            end: base.clone().set_align(FormatAlign::Right),
            whole: number(WHOLE),
            decimal: number(DECIMAL),
            money: number(MONEY),
            percent: number(PERCENT),
            date: base.clone().set_num_format(DATE).set_align(FormatAlign::Left),
        }
    }
}

impl Look {
    pub fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let framed = top.clone().set_border(FormatBorder::Thin).set_border_color(0x9A_A5B4);
        let strong = framed.clone().set_bold().set_background_color(0xF6_F7F9);
        let head = framed.clone().set_text_wrap().set_bold().set_background_color(0xE4_EEFA);
        let wrapped = top.clone().set_text_wrap();
        let mood = |fill: u32, ink: u32| {
            let look = framed.clone().set_text_wrap().set_bold();
            look.set_background_color(fill).set_font_color(ink)
        };
        Self {
            heads: [head.clone(), head.set_align(FormatAlign::Right)],
            note: Format::new().set_font_color(0x4A_5566),
            title: wrapped.clone().set_bold().set_font_size(16),
            draft: Format::new().set_bold().set_font_size(14).set_font_color(0x96_1B1B),
            heading: wrapped.clone().set_bold().set_font_size(12),
            paragraph: wrapped,
            plain: Kinds::new(&framed),
            strong: Kinds::new(&strong),
            moods: [
                mood(0xE9_ECF1, 0x3D_4756),
                mood(0xE2_EEFB, 0x0C_4A8C),
                mood(0xDE_F3E8, 0x0B_5A3E),
                mood(0xFC_EFCF, 0x6B_4300),
                mood(0x96_1B1B, 0xFF_FFFF),
            ],
        }
    }

    /// Column heads.
    pub fn head(&self, side: Side) -> &Format {
        match side {
            Side::Start => &self.heads[0],
            Side::End => &self.heads[1],
        }
    }

    pub fn text(&self, said: &str, weight: Weight) -> &Format {
        let kinds = self.kinds(weight);
        if text::looks_like_formula(said) { &kinds.quoted } else { &kinds.text }
    }

    pub fn end(&self, weight: Weight) -> &Format {
        &self.kinds(weight).end
    }

    pub fn blank(&self, side: Side, weight: Weight) -> &Format {
        match side {
            Side::Start => &self.kinds(weight).text,
            Side::End => &self.kinds(weight).end,
        }
    }

    pub fn whole(&self, weight: Weight) -> &Format {
        &self.kinds(weight).whole
    }

    pub fn decimal(&self, weight: Weight) -> &Format {
        &self.kinds(weight).decimal
    }

    pub fn money(&self, weight: Weight) -> &Format {
        &self.kinds(weight).money
    }

    pub fn percent(&self, weight: Weight) -> &Format {
        &self.kinds(weight).percent
    }

    pub fn date(&self, weight: Weight) -> &Format {
        &self.kinds(weight).date
    }

    pub fn mood(&self, mood: Mood) -> &Format {
        match mood {
            Mood::Neutral => &self.moods[0],
            Mood::Info => &self.moods[1],
            Mood::Good => &self.moods[2],
            Mood::Warning => &self.moods[3],
            Mood::Bad => &self.moods[4],
        }
    }

    fn kinds(&self, weight: Weight) -> &Kinds {
        match weight {
            Weight::Plain => &self.plain,
            Weight::Strong => &self.strong,
        }
    }
}
