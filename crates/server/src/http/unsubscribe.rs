//! Turning mails off from a link in them. Opening it only shows a button, because programs that check mails open every
//! link; the button, and the one-click of mail programs (RFC 8058), do it.

use super::plain;
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use calitas_app::{
    App,
    notification::{self, Refusal},
};
use calitas_domain::{Error, identity::Language, notification::NotificationKind};

/// The page and its act.
pub fn router(app: App) -> Router {
    Router::new().route("/unsubscribe/{token}", get(ask).post(refuse)).with_state(app)
}

async fn ask(State(app): State<App>, Path(token): Path<String>) -> Response {
    match notification::read_refusal(&app, &token).await {
        Ok(refusal) => page(&refusal, Asked::Before).into_response(),
        Err(error) => failed(&error),
    }
}

async fn refuse(State(app): State<App>, Path(token): Path<String>) -> Response {
    match notification::refuse(&app, &token).await {
        Ok(refusal) => page(&refusal, Asked::Done).into_response(),
        Err(error) => failed(&error),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Before,
    Done,
}

fn page(refusal: &Refusal, asked: Asked) -> Response {
    let ro = refusal.language == Language::Ro;
    let kinds: String =
        refusal.kinds.iter().map(|kind| format!("<li>{}</li>", name(*kind, refusal.language))).collect();
    let (title, text, act) = match (asked, ro) {
        (Asked::Before, true) => (
            "Opriți mesajele",
            "Nu veți mai primi e-mail pentru:",
            "<form method=\"post\"><button type=\"submit\">Opriți aceste mesaje</button></form>",
        ),
        (Asked::Before, false) => (
            "Turn mails off",
            "You will get no more mail about:",
            "<form method=\"post\"><button type=\"submit\">Turn these mails off</button></form>",
        ),
        (Asked::Done, true) => (
            "Mesajele au fost oprite",
            "Nu mai primiți e-mail pentru:",
            "<p>Le vedeți în continuare la Notificări. Le puteți porni din nou din <a href=\"/me\">contul dvs.</a></p>",
        ),
        (Asked::Done, false) => (
            "Mails are off",
            "You get no more mail about:",
            "<p>You still see them under Notifications. Turn them on again in <a href=\"/me\">your account</a>.</p>",
        ),
    };
    let language = if ro { "ro" } else { "en" };
    plain::page(language, title, &format!("<p>{text}</p><ul>{kinds}</ul>{act}")).into_response()
}

/// A link says nothing of whom it is for, so what failed is said in both languages.
fn failed(error: &Error) -> Response {
    match error {
        Error::Invalid(_) | Error::NotFound(_) => {
            let text = "<p>Adresa nu este completă. Copiați-o întreagă din mesaj sau schimbați opțiunile din \
                        <a href=\"/me\">contul dvs.</a></p><p lang=\"en\">The address is not complete. Copy all of it \
                        from the mail, or change your choices in <a href=\"/me\">your account</a>.</p>";
            (StatusCode::NOT_FOUND, plain::page("ro", "Adresă nerecunoscută", text)).into_response()
        }
        error => {
            tracing::warn!(error.cause = %error, "unsubscribe failed");
            let text = "<p>Serviciul nu răspunde. Încercați din nou peste câteva minute.</p>\
                        <p lang=\"en\">The service does not answer. Try again in a few minutes.</p>";
            (StatusCode::SERVICE_UNAVAILABLE, plain::page("ro", "Serviciul nu răspunde", text))
                .into_response()
        }
    }
}

fn name(kind: NotificationKind, language: Language) -> &'static str {
    let (ro, en) = match kind {
        NotificationKind::Assigned => (
            "ce vi s-a atribuit sau așteaptă decizia dvs.",
            "what was given to you or waits for your decision",
        ),
        NotificationKind::Mentioned => ("mențiuni în comentarii", "mentions in comments"),
        NotificationKind::DueSoon => ("termene apropiate", "deadlines that are near"),
        NotificationKind::Overdue => ("termene depășite", "deadlines that have passed"),
        NotificationKind::Escalated => ("întârzieri semnalate conducerii", "delays reported to the head"),
        NotificationKind::Changed => ("modificări în ce urmăriți", "changes in what you watch"),
        NotificationKind::Returned => {
            ("ce vi s-a returnat cu observații", "what was returned to you with remarks")
        }
    };
    if language == Language::Ro { ro } else { en }
}
