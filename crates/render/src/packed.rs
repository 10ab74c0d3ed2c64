//! What DOCX and ODS are made of: XML parts in a ZIP file. The same parts give the same bytes.

use crate::text;
use calitas_domain::Error;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// XML that is being written. Only attributes and texts given here can hold foreign text, and both are escaped.
#[derive(Default)]
pub struct Xml(String);

impl Xml {
    /// A part with its declaration.
    pub fn part() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Markup of our own.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text between tags.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape(text, &mut self.0);
        self
    }

    /// An opening tag.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes, ">")
    }

    /// A tag without content.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes, "/>")
    }

    /// A closing tag.
    pub fn close(&mut self, name: &str) -> &mut Self {
        self.raw("</").raw(name).raw(">")
    }

    /// A tag around text.
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.open(name, attributes).text(text).close(name)
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) -> &mut Self {
        self.raw("<").raw(name);
        for (key, value) in attributes {
            self.raw(" ").raw(key).raw("=\"").text(value).raw("\"");
        }
        self.raw(end)
    }
}

/// Escapes for XML and HTML alike, in texts and in quoted attributes.
fn escape(text: &str, into: &mut String) {
    for c in text::clean(text).chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            other => into.push(other),
        }
    }
}

/// A ZIP file that is being written.
pub struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Archive {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::default()))
    }
}

impl Archive {
    /// Adds a part as it is; ODS wants its type readable at a fixed place.
    ///
    /// # Errors
    /// [`Error::Internal`] when the part is too large for the format.
    pub fn stored(&mut self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.add(path, bytes, CompressionMethod::Stored)
    }

    /// Adds a part.
    ///
    /// # Errors
    /// As [`Self::stored`].
    pub fn part(&mut self, path: &str, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
        self.add(path, bytes.as_ref(), CompressionMethod::Deflated)
    }

    /// The file.
    ///
    /// # Errors
    /// As [`Self::stored`].
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.0.finish().map_err(internal)?.into_inner())
    }

    fn add(&mut self, path: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), Error> {
        // The time of a part would make two equal documents differ.
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.0.start_file(path, options).map_err(internal)?;
        self.0.write_all(bytes).map_err(internal)
    }
}

/// A failure of a writer.
pub fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Internal(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_stays_text() {
        let mut xml = Xml::default();
        xml.leaf("p", &[("title", "a\"b'<")], "<script>&\u{0}\u{1}]]>");
        assert_eq!(xml.finish(), "<p title=\"a&quot;b&#39;&lt;\">&lt;script&gt;&amp;]]&gt;</p>");
    }
}
