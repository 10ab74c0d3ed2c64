//! The annexes as pictures, drawn by another program than the one that set them: as many pages as expected, something on
//! each, nothing at the edge of the paper.

use crate::{annex, control};
use calitas_domain::identity::Language;
use calitas_render::{Document, Format, render, report::control::Annex};
use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf,
    vello_cpu::color::palette::css::WHITE,
};
use std::path::PathBuf;

/// Pixels a millimetre; half of what a screen shows.
const SCALE: f32 = 2.0;
/// Nothing stands nearer to an edge: the margins are 20 mm, head and foot of a page lie in them.
const BARE_MM: (f32, f32) = (18.0, 8.0);
/// Paler than this is no ink: the ground of a page, of a cell, and the mark of a draft.
const PALE: u8 = 0xD0;
/// Head and foot of a page end here, from the top and from the bottom.
const FRAME_MM: (f32, f32) = (24.0, 22.0);
/// A page that holds nothing but the signatures has about four times of it.
const LEAST_INK: f32 = 0.004;

/// A page as a picture.
struct Picture {
    width: usize,
    pixels: Vec<u8>,
    png: Vec<u8>,
}

impl Picture {
    /// Whether a pixel is darker than a shade, by row and column.
    fn is_darker(&self, (row, column): (usize, usize), shade: u8) -> bool {
        let at = 4 * (row * self.width + column);
        self.pixels[at..at + 3].iter().any(|channel| *channel < shade)
    }

    fn height(&self) -> usize {
        self.pixels.len() / 4 / self.width
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.height()).flat_map(|row| (0..self.width).map(move |column| (row, column)))
    }

    /// The share of the page between head and foot that is written on.
    fn ink(&self) -> f32 {
        let (top, bottom) = ((FRAME_MM.0 * SCALE) as usize, (FRAME_MM.1 * SCALE) as usize);
        let rows = top..self.height() - bottom;
        let inside = || self.places().filter(|(row, _)| rows.contains(row));
        inside().filter(|place| self.is_darker(*place, PALE)).count() as f32 / inside().count() as f32
    }

    /// Whether the edges are white all round.
    fn is_bare_around(&self) -> bool {
        let (x, y) = ((BARE_MM.0 * SCALE) as usize, (BARE_MM.1 * SCALE) as usize);
        let is_at_edge = |(row, column): &(usize, usize)| {
            *row < y || *row >= self.height() - y || *column < x || *column >= self.width - x
        };
        self.places().filter(is_at_edge).all(|place| !self.is_darker(place, PALE))
    }
}

fn pictures(document: &Document) -> Vec<Picture> {
    let bytes = render(document, Format::Pdf).expect("it is set").bytes;
    let pdf = Pdf::new(bytes).expect("a PDF");
    let scale = SCALE * 25.4 / 72.0;
    let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..Default::default() };
    let (cache, reading) = (RenderCache::new(), InterpreterSettings::default());
    let pages = pdf.pages().iter().map(|page| {
        let drawn = hayro::render(page, &cache, &reading, &settings);
        let (width, pixels) = (drawn.width().into(), drawn.data_as_u8_slice().to_vec());
        Picture { width, pixels, png: drawn.into_png().expect("a picture") }
    });
    pages.collect()
}

fn look_at(document: &Document, expected: usize) {
    let (name, pages) = (document.name(), pictures(document));
    let folder = std::env::var_os("CALITAS_PICTURES").map(PathBuf::from);
    for (number, page) in (1..).zip(&pages) {
        if let Some(folder) = &folder {
            let file = format!("{}-{}-{number}.png", name.replace(['/', ' '], "-"), pages.len());
            std::fs::write(folder.join(file), &page.png).expect("written");
        }
        let ink = page.ink();
        println!("{name}: page {number} of {}: {:.2} % ink", pages.len(), 100.0 * ink);
        assert!(ink > LEAST_INK, "{name}: page {number} is nearly blank");
        assert!(page.is_bare_around(), "{name}: page {number} has something at its edge");
    }
    assert_eq!(pages.len(), expected, "{name}");
}

#[test]
fn a_questionnaire_is_drawn_on_its_pages() {
    look_at(&control::form(Annex::Questionnaire(1), Language::Ro), 4);
}

#[test]
fn the_questionnaires_are_drawn_on_their_pages() {
    look_at(&control::form(Annex::Questionnaires, Language::Ro), 12);
}

#[test]
fn the_synthesis_and_the_report_are_drawn_on_their_pages() {
    look_at(&control::form(Annex::Synthesis, Language::Ro), 2);
    look_at(&control::form(Annex::Report, Language::Ro), 2);
    look_at(&control::form(Annex::Report, Language::En), 2);
}

#[test]
fn the_statement_is_drawn_on_its_pages() {
    look_at(&control::statement(), 2);
}

#[test]
fn the_register_of_risks_is_drawn_on_its_pages() {
    look_at(&annex::risks(12).document(), 4);
}

#[test]
fn the_programme_is_drawn_on_its_pages() {
    look_at(&annex::programme(Language::Ro, annex::approved()).document(), 2);
    look_at(&annex::long_programme(Language::Ro).document(), 5);
}

#[test]
fn a_blank_page_and_one_that_is_cut_are_told() {
    let mut page = Picture { width: 420, pixels: vec![0xFF; 4 * 420 * 594], png: Vec::new() };
    assert!(page.ink() < LEAST_INK && page.is_bare_around());
    page.pixels[4 * (300 * 420 + 10)] = 0;
    assert!(!page.is_bare_around(), "a dark pixel at the left edge");
    page.pixels.fill(0);
    assert!(page.ink() > 0.99);
}
