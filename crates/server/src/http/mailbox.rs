//! The development mailbox: mails that would have been sent, as a page. Served only in development with
//! `mail.mode = "mailbox"`, because it shows every invitation and every link.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use calitas_app::{
    App,
    mail::{self, Mail},
};
use std::fmt::Write;

/// The page and its style.
pub fn router(app: App) -> Router {
    Router::new().route("/mailbox", get(page)).route("/mailbox/style.css", get(style)).with_state(app)
}

async fn page(State(app): State<App>) -> Response {
    match mail::mailbox(&app).await {
        Ok(mails) => Html(render(&mails)).into_response(),
        Err(error) => {
            tracing::warn!(error.cause = %error, "the outbox does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "Cutia poștală nu răspunde. Încercați din nou.\n")
                .into_response()
        }
    }
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

fn render(mails: &[Mail]) -> String {
    let mut list = String::new();
    for mail in mails {
        let sent = mail.created_at.with_timezone(&chrono_tz::Europe::Bucharest).format("%d.%m.%Y %H:%M");
        let _ = write!(
            list,
            "<article><h2>{}</h2><p>Către {} · {sent}</p><pre>{}</pre></article>",
            escape(&mail.subject),
            escape(&mail.recipient),
            linked(&mail.body)
        );
    }
    if list.is_empty() {
        list.push_str(
            "<p>Niciun mesaj. Invitați pe cineva sau cereți o parolă nouă, apoi reîncărcați pagina.</p>",
        );
    }
    format!(
        "<!doctype html><html lang=\"ro\"><head><meta charset=\"utf-8\"><title>Cutia poștală – Calitas</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"/icon.svg\"><link rel=\"stylesheet\" href=\"/mailbox/style.css\"></head><body><main><h1>Cutia poștală</h1>\
         <p>Mesajele pe care această instalare de probă le-ar fi trimis, cele mai noi primele.</p>{list}\
         </main></body></html>"
    )
}

/// Text with its addresses as links, everything else escaped.
fn linked(text: &str) -> String {
    let mut html = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let address = word.trim_end();
        if address.starts_with("https://") || address.starts_with("http://") {
            let (address, space) = (escape(address), &word[address.len()..]);
            let _ = write!(html, "<a href=\"{address}\">{address}</a>{space}");
        } else {
            html.push_str(&escape(word));
        }
    }
    html
}

fn escape(text: &str) -> String {
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
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_can_be_followed_and_markup_is_text() {
        assert_eq!(
            linked("a <b> https://x.example/?a=1&b=2\nz"),
            "a &lt;b&gt; <a href=\"https://x.example/?a=1&amp;b=2\">https://x.example/?a=1&amp;b=2</a>\nz"
        );
        assert!(!linked("https://x\"onclick=alert(1)").contains("\"onclick"));
    }
}
