//! What stands on every page: the letterhead on the first, title and institution on the others, page numbers, and the
//! draft mark both as a word and behind the text.

use super::{NAMESPACES, Paper, Setting, body::paragraph, table::borderless};
use crate::{
    document::{Orientation, Standing},
    format,
    packed::Xml,
};

/// English metric units in a point.
const UNITS: u32 = 12_700;
/// Largest sides of the logo in points.
const LOGO: (u32, u32) = (90, 46);
/// Room of the draft word beside the letterhead.
const DRAFT_WIDTH: u32 = 1_500;
const LOGO_WIDTH: u32 = 2_000;

/// The head of the first page.
pub fn letterhead(setting: &Setting<'_>, logo: Option<(u32, u32)>) -> String {
    let head = &setting.document.letterhead;
    let mut xml = Xml::part();
    xml.open("w:hdr", NAMESPACES);
    let logo_width = if logo.is_some() { LOGO_WIDTH } else { 0 };
    let room = Paper::of(Orientation::Portrait).room();
    let widths: Vec<u32> = [logo_width, room - logo_width - DRAFT_WIDTH, DRAFT_WIDTH]
        .into_iter()
        .filter(|width| *width > 0)
        .collect();
    borderless(&mut xml, &widths, |xml, place| {
        let place = if logo.is_some() { place } else { place + 1 };
        match (place, logo) {
            (0, Some(size)) => {
                let alt = head.logo.as_ref().map_or("", |logo| logo.alt.as_str());
                picture(xml, size, alt);
            }
            (1, _) => {
                paragraph(xml, "Header", &head.municipality);
                xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val=\"1B2430\"/><w:sz w:val=\"24\"/></w:rPr>");
                xml.leaf("w:t", &[("xml:space", "preserve")], &head.institution).raw("</w:r></w:p>");
                head.address.iter().for_each(|line| paragraph(xml, "Header", line));
            }
            _ => draft_word(xml, setting),
        }
    });
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"1B2430\"/></w:pBdr></w:pPr>");
    watermark(&mut xml, setting);
    xml.raw("</w:p>").close("w:hdr");
    xml.finish()
}

/// The head of the other pages.
pub fn running(setting: &Setting<'_>) -> String {
    let document = setting.document;
    let mut xml = Xml::part();
    xml.open("w:hdr", NAMESPACES).raw("<w:p><w:pPr><w:pStyle w:val=\"Header\"/>");
    xml.raw(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"9AA5B4\"/></w:pBdr></w:pPr>",
    );
    let line = format!("{} · {}", document.letterhead.institution, document.name());
    run(&mut xml, &line);
    if document.standing == Standing::Draft {
        xml.raw("<w:r><w:rPr><w:b/><w:color w:val=\"961B1B\"/></w:rPr>");
        xml.leaf("w:t", &[("xml:space", "preserve")], &format!("   {}", setting.words.draft)).raw("</w:r>");
    }
    watermark(&mut xml, setting);
    xml.raw("</w:p>").close("w:hdr");
    xml.finish()
}

/// Version and hash, or the date; and the number of the page.
pub fn footer(setting: &Setting<'_>) -> String {
    let (words, language) = (setting.words, setting.language);
    let mut xml = Xml::part();
    xml.open("w:ftr", NAMESPACES);
    let date = || format!("{}: {}", words.date, format::day(setting.document.date, language));
    let left = match &setting.document.standing {
        Standing::Draft | Standing::Statement => date(),
        Standing::Approved { version, on, hash } => {
            paragraph(&mut xml, "Footer", &format!("{}: {hash}", words.hash));
            let on = format::day(*on, language);
            format!("{} {version} · {} {on}", words.version, words.approved_on.to_lowercase())
        }
    };
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    run(&mut xml, &format!("{left} · {} ", words.page.0));
    field(&mut xml, "PAGE");
    run(&mut xml, &format!(" {} ", words.page.1));
    field(&mut xml, "NUMPAGES");
    xml.raw("</w:p>").close("w:ftr");
    xml.finish()
}

fn run(xml: &mut Xml, text: &str) {
    xml.raw("<w:r>").leaf("w:t", &[("xml:space", "preserve")], text).raw("</w:r>");
}

fn field(xml: &mut Xml, name: &str) {
    xml.open("w:fldSimple", &[("w:instr", &format!(" {name} "))])
        .raw("<w:r><w:t>1</w:t></w:r></w:fldSimple>");
}

fn draft_word(xml: &mut Xml, setting: &Setting<'_>) {
    let word = if setting.document.standing == Standing::Draft { setting.words.draft } else { "" };
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Draft\"/><w:jc w:val=\"right\"/></w:pPr>");
    run(xml, word);
    xml.raw("</w:p>");
}

/// The word behind the text, as Word's own watermarks are made.
fn watermark(xml: &mut Xml, setting: &Setting<'_>) {
    if setting.document.standing != Standing::Draft {
        return;
    }
    xml.raw("<w:r><w:pict><v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\">");
    xml.raw("<v:path textpathok=\"t\" o:connecttype=\"rect\"/><v:textpath on=\"t\" fitshape=\"t\"/></v:shapetype>");
    xml.raw("<v:shape id=\"draft\" o:spid=\"_x0000_s2049\" type=\"#_x0000_t136\" alt=\"\" stroked=\"f\" fillcolor=\"#ECEDF0\" style=\"position:absolute;margin-left:0;margin-top:0;width:420pt;height:110pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin\">");
    xml.empty(
        "v:textpath",
        &[("style", "font-family:\"Arial\";font-size:1pt;font-weight:bold"), ("string", setting.words.draft)],
    );
    xml.raw("</v:shape></w:pict></w:r>");
}

fn picture(xml: &mut Xml, (width, height): (u32, u32), alt: &str) {
    let scale = (f64::from(LOGO.0) / f64::from(width)).min(f64::from(LOGO.1) / f64::from(height));
    let side = |pixels: u32| format!("{:.0}", f64::from(pixels) * scale * f64::from(UNITS));
    let (width, height) = (side(width), side(height));
    let extent = [("cx", width.as_str()), ("cy", height.as_str())];
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">");
    xml.empty("wp:extent", &extent).empty("wp:docPr", &[("id", "1"), ("name", "Logo"), ("descr", alt)]);
    xml.raw("<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>");
    xml.empty("pic:cNvPr", &[("id", "1"), ("name", "Logo"), ("descr", alt)])
        .raw("<pic:cNvPicPr/></pic:nvPicPr>");
    xml.raw("<pic:blipFill><a:blip r:embed=\"rId1\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>");
    xml.empty("a:ext", &extent).raw("</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>");
}
