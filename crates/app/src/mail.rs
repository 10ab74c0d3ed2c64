//! Mail: texts in both languages, and taking the outbox to whoever delivers it.

use crate::app::App;
use calitas_domain::{Error, identity::Language};
use calitas_store::identity::mail as rows;
use chrono::Duration;
use std::future::Future;

pub use calitas_store::identity::mail::{Backlog, Mail};

/// A delivery is given up after this many tries, the last about two days after the first.
const TRIES: i32 = 12;
/// Who takes a mail to deliver it has this long; then another one tries.
const LEASE: Duration = Duration::minutes(3);
/// A mail waits no longer than this for a server that does not answer: it is not the mail's fault.
const SOON: Duration = Duration::minutes(15);

/// What mails say.
#[derive(Debug)]
pub(crate) enum Letter<'a> {
    /// An invitation to an institution.
    Invitation { tenant: &'a str, function: &'a str, link: &'a str },
    /// A link to choose another password.
    Reset { link: &'a str },
    /// Word that the password was changed.
    PasswordChanged,
    /// Word that signing in takes a second step from now on.
    SecondFactorAdded,
    /// Word that signing in takes no second step any more, by the person's own act.
    SecondFactorRemoved,
    /// Word that an administrator took the second step off.
    SecondFactorReset,
}

impl Letter<'_> {
    /// Subject and text.
    fn text(&self, language: Language) -> (String, String) {
        match (self, language) {
            (Self::Invitation { tenant, function, link }, Language::Ro) => (
                format!("Invitație în Calitas: {tenant}"),
                format!(
                    "Bună ziua,\n\nSunteți invitat(ă) să lucrați în Calitas pentru {tenant}, ca: {function}.\n\n\
                     Deschideți adresa de mai jos și alegeți o parolă. Adresa este valabilă 7 zile și poate fi \
                     folosită o singură dată.\n\n{link}\n\nDacă nu așteptați această invitație, ignorați mesajul.\n"
                ),
            ),
            (Self::Invitation { tenant, function, link }, Language::En) => (
                format!("Invitation to Calitas: {tenant}"),
                format!(
                    "Hello,\n\nYou are invited to work in Calitas for {tenant}, as: {function}.\n\n\
                     Open the address below and choose a password. It is valid for 7 days and can be used once.\n\n\
                     {link}\n\nIf you do not expect this invitation, ignore this message.\n"
                ),
            ),
            (Self::Reset { link }, Language::Ro) => (
                "Alegeți o parolă nouă în Calitas".to_owned(),
                format!(
                    "Bună ziua,\n\nPentru această adresă s-a cerut o parolă nouă. Deschideți adresa de mai jos în \
                     cel mult o oră:\n\n{link}\n\nDacă nu ați cerut-o, ignorați mesajul: parola rămâne aceeași.\n"
                ),
            ),
            (Self::Reset { link }, Language::En) => (
                "Choose a new Calitas password".to_owned(),
                format!(
                    "Hello,\n\nA new password was requested for this address. Open the address below within one \
                     hour:\n\n{link}\n\nIf you did not request it, ignore this message: your password stays.\n"
                ),
            ),
            (Self::PasswordChanged, Language::Ro) => (
                "Parola dvs. din Calitas a fost schimbată".to_owned(),
                "Bună ziua,\n\nParola contului dvs. a fost schimbată și toate sesiunile au fost închise. Dacă nu \
                 dvs. ați schimbat-o, anunțați administratorul instituției.\n"
                    .to_owned(),
            ),
            (Self::PasswordChanged, Language::En) => (
                "Your Calitas password was changed".to_owned(),
                "Hello,\n\nThe password of your account was changed and all sessions were ended. If it was not you, \
                 tell the administrator of your institution.\n"
                    .to_owned(),
            ),
            (Self::SecondFactorAdded, Language::Ro) => (
                "Autentificare în doi pași activată în Calitas".to_owned(),
                "Bună ziua,\n\nDe acum, la autentificare vi se cere și codul din aplicația de autentificare. Dacă nu \
                 dvs. ați activat al doilea pas, schimbați parola și anunțați administratorul instituției.\n"
                    .to_owned(),
            ),
            (Self::SecondFactorAdded, Language::En) => (
                "Two-step sign-in is on in Calitas".to_owned(),
                "Hello,\n\nFrom now on signing in asks for the code of your authenticator app too. If it was not \
                 you who set it up, change your password and tell the administrator of your institution.\n"
                    .to_owned(),
            ),
            (Self::SecondFactorRemoved, Language::Ro) => (
                "Autentificare în doi pași dezactivată în Calitas".to_owned(),
                "Bună ziua,\n\nLa autentificare nu vi se mai cere codul din aplicație. Dacă nu dvs. ați renunțat la \
                 al doilea pas, schimbați parola și anunțați administratorul instituției.\n"
                    .to_owned(),
            ),
            (Self::SecondFactorRemoved, Language::En) => (
                "Two-step sign-in is off in Calitas".to_owned(),
                "Hello,\n\nSigning in no longer asks for the code of your app. If it was not you who turned it off, \
                 change your password and tell the administrator of your institution.\n"
                    .to_owned(),
            ),
            (Self::SecondFactorReset, Language::Ro) => (
                "Autentificarea dvs. în doi pași a fost resetată".to_owned(),
                "Bună ziua,\n\nUn administrator a resetat al doilea pas al autentificării dvs., iar sesiunile \
                 deschise au fost închise. Vă autentificați cu parola și activați din nou al doilea pas din pagina \
                 contului. Dacă nu ați cerut resetarea, schimbați parola și anunțați conducerea instituției.\n"
                    .to_owned(),
            ),
            (Self::SecondFactorReset, Language::En) => (
                "Your two-step sign-in was reset".to_owned(),
                "Hello,\n\nAn administrator reset the second step of your sign-in, and your sessions were ended. Sign \
                 in with your password and set the second step up again on the page of your account. If you did not \
                 ask for it, change your password and tell the management of your institution.\n"
                    .to_owned(),
            ),
        }
    }

    /// The mail to one recipient.
    pub(crate) fn to(&self, app: &App, recipient: &str, language: Language) -> Mail {
        let (subject, body) = self.text(language);
        written(app, recipient, subject, body, None)
    }
}

/// A mail as it goes into the outbox.
pub(crate) fn written(
    app: &App,
    recipient: &str,
    subject: String,
    body: String,
    unsubscribe_url: Option<String>,
) -> Mail {
    // Names are typed by people: no line end of theirs may start a header.
    let subject = subject.replace(['\r', '\n'], " ");
    let (id, created_at) = (app.new_id(), app.now());
    Mail { id, recipient: recipient.to_owned(), subject, body, unsubscribe_url, created_at, attempts: 0 }
}

/// Why a mail was not delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The mail server refuses this mail.
    Refused(String),
    /// The mail server does not answer, or not in time: no other mail would fare better now.
    Unreachable(String),
}

/// What came of a round of deliveries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    /// Mails that were handed over.
    pub count: u32,
    /// Whether the round ended because the mail server does not answer.
    pub is_unreachable: bool,
}

/// Delivers what is due, one by one, until nothing is or the mail server stops answering. Two workers never take the
/// same mail. A mail that was handed over just before a crash, or just as the connection broke, may go twice, with the
/// same Message-ID: SMTP cannot know more.
///
/// # Errors
/// When the database does not answer; failed deliveries are tried again later.
pub async fn deliver_due<F, R>(app: &App, mut deliver: F) -> Result<Delivered, Error>
where
    F: FnMut(Mail) -> R,
    R: Future<Output = Result<(), Failure>>,
{
    let mut count = 0;
    loop {
        let mut tx = app.identity().await?;
        let taken = rows::take(&mut tx, app.now(), app.now() + LEASE).await?;
        tx.commit().await?;
        let Some(mail) = taken else { return Ok(Delivered { count, is_unreachable: false }) };
        let (id, attempts) = (mail.id, mail.attempts);
        let outcome = deliver(mail).await;
        let mut tx = app.identity().await?;
        let (wait, error) = match &outcome {
            Ok(()) => {
                rows::sent(&mut tx, id, app.now()).await?;
                tx.commit().await?;
                count += 1;
                continue;
            }
            Err(Failure::Refused(error)) if attempts >= TRIES => (Duration::days(3650), error),
            Err(Failure::Refused(error)) => (backoff(attempts), error),
            Err(Failure::Unreachable(error)) => (backoff(attempts).min(SOON), error),
        };
        tracing::warn!(mail.id = %id, mail.attempts = attempts, "mail.deliver failed");
        rows::failed(&mut tx, id, app.now() + wait, error).await?;
        tx.commit().await?;
        if matches!(outcome, Err(Failure::Unreachable(_))) {
            return Ok(Delivered { count, is_unreachable: true });
        }
    }
}

/// How the outbox stands.
///
/// # Errors
/// When the database does not answer.
pub async fn backlog(app: &App) -> Result<Backlog, Error> {
    Ok(rows::backlog(&mut app.identity().await?, TRIES).await?)
}

/// The newest undelivered mails, for the demonstration's mailbox.
///
/// # Errors
/// When the database does not answer.
pub async fn mailbox(app: &App) -> Result<Vec<Mail>, Error> {
    Ok(rows::newest(&mut app.identity().await?, 50).await?)
}

/// One minute, doubled each time, at most eight hours.
fn backoff(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 10) - 1).expect("clamped");
    Duration::minutes(2_i64.pow(doublings).min(480))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_grow_apart() {
        assert_eq!(backoff(1), Duration::minutes(1));
        assert_eq!(backoff(4), Duration::minutes(8));
        assert_eq!(backoff(40), Duration::minutes(480));
    }

    #[test]
    fn both_languages_carry_the_link() {
        for language in Language::ALL {
            let letter =
                Letter::Invitation { tenant: "PS6", function: "Șef serviciu", link: "https://x/invite/1" };
            let (subject, body) = letter.text(*language);
            assert!(
                subject.contains("PS6")
                    && body.contains("https://x/invite/1")
                    && body.contains("Șef serviciu")
            );
        }
    }
}
