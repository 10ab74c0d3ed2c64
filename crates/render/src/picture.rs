//! Logos: what they are, how large, and a PNG of an SVG for formats that draw no SVG.

use calitas_domain::{Error, Reason};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree},
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Longest side of a logo made from an SVG, and the largest accepted one, in pixels.
const DRAWN_SIDE: f32 = 600.0;
const MAX_SIDE: u32 = 3_000;
/// Elements and repetitions of elements in an SVG: both multiply what has to be drawn.
const MAX_TAGS: usize = 5_000;
const MAX_USES: usize = 16;

/// What a logo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PNG with its size in pixels.
    Png { width: u32, height: u32 },
    /// SVG.
    Svg,
}

/// Looks at the content; a name or a declared type proves nothing.
///
/// # Errors
/// [`Error::Invalid`] for anything that is neither PNG nor SVG.
pub fn kind(bytes: &[u8]) -> Result<Kind, Error> {
    match png_size(bytes) {
        Some((width, height)) if (1..=MAX_SIDE).contains(&width) && (1..=MAX_SIDE).contains(&height) => {
            drawn(bytes).map(|()| Kind::Png { width, height })
        }
        Some(_) => Err(unusable()),
        None => tree(bytes).map(|_| Kind::Svg),
    }
}

/// Refuses a picture that no document can hold.
///
/// # Errors
/// As [`kind`].
pub fn check(bytes: &[u8]) -> Result<(), Error> {
    kind(bytes).map(|_| ())
}

/// A PNG of an SVG with its size in pixels; a PNG as it is.
///
/// # Errors
/// As [`kind`].
pub fn png(bytes: &[u8]) -> Result<(Vec<u8>, u32, u32), Error> {
    if let Kind::Png { width, height } = kind(bytes)? {
        return Ok((bytes.to_vec(), width, height));
    }
    let tree = tree(bytes)?;
    let size = tree.size();
    let scale = DRAWN_SIDE / size.width().max(size.height());
    let scaled = size.to_int_size().scale_by(scale).ok_or_else(unusable)?;
    let mut pixels = Pixmap::new(scaled.width(), scaled.height()).ok_or_else(unusable)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Ok((pixels.encode_png().map_err(|_| unusable())?, scaled.width(), scaled.height()))
}

/// Whether the whole picture can be read; typst would stop at a torn one.
fn drawn(png: &[u8]) -> Result<(), Error> {
    Pixmap::decode_png(png).map(|_| ()).map_err(|_| unusable())
}

fn tree(svg: &[u8]) -> Result<Tree, Error> {
    let text = std::str::from_utf8(svg).map_err(|_| unusable())?;
    let is_large = text.matches('<').count() > MAX_TAGS || text.matches("<use").count() > MAX_USES;
    if is_large || text.contains("<!ENTITY") {
        return Err(unusable());
    }
    // Files and addresses stay where they are, and whoever gave the SVG learns that it is not complete.
    let refers = Arc::new(AtomicBool::new(false));
    let noted = Arc::clone(&refers);
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(move |_, _| {
                noted.store(true, Ordering::Relaxed);
                None
            }),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(text, &options).map_err(|_| unusable())?;
    if refers.load(Ordering::Relaxed) { Err(unusable()) } else { Ok(tree) }
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| rest.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((number(8)?, number(12)?))
}

fn unusable() -> Error {
    Error::invalid("letterhead.logo", Reason::UnknownReference)
}
