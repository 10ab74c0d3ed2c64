//! Small pages of our own that stand without the SPA: the frame, the style, and text that stays text.

use axum::{
    http::header,
    response::{Html, IntoResponse},
};

/// A page. `body` is markup; whatever people typed in it was escaped before.
pub fn page(language: &str, title: &str, body: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title} – Calitas</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"/icon.svg\"><link rel=\"stylesheet\" href=\"{STYLE_PATH}\"></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    ))
}

/// Where the style is served.
pub const STYLE_PATH: &str = "/plain.css";

/// The style.
pub async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

/// Text that cannot become markup.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut html, letter| {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
        html
    })
}

const STYLE: &str = "\
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; padding: 24px 16px; }
main { max-width: 760px; margin: 0 auto; }
article { border-top: 1px solid GrayText; padding: 16px 0; }
h1 { font-size: 24px; } h2 { font-size: 18px; margin: 0; }
button { font: inherit; min-height: 44px; padding: 8px 16px; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_text() {
        assert_eq!(escape("<a href='x'>\"&"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;");
    }
}
