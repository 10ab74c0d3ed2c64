//! The development mailbox: mails that would have been sent, as a page. Served only in development with
//! `mail.mode = "mailbox"`, because it shows every invitation and every link.

use super::plain::{self, escape};
use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use calitas_app::{
    App,
    mail::{self, Mail},
};
use std::fmt::Write;

/// The page.
pub fn router(app: App) -> Router {
    Router::new().route("/mailbox", get(page)).with_state(app)
}

async fn page(State(app): State<App>) -> Response {
    match mail::mailbox(&app).await {
        Ok(mails) => render(&mails).into_response(),
        Err(error) => {
            tracing::warn!(error.cause = %error, "the outbox does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "Cutia poștală nu răspunde. Încercați din nou.\n")
                .into_response()
        }
    }
}

fn render(mails: &[Mail]) -> Html<String> {
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
    let note = "<p>Mesajele pe care această instalare de probă le-ar fi trimis, cele mai noi primele.</p>";
    plain::page("ro", "Cutia poștală", &format!("{note}{list}"))
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
