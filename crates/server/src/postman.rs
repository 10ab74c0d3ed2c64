//! Takes mail from the outbox to the mail server. Several servers may do so at once: the outbox gives each mail to
//! one of them.

use crate::settings::{Mail as MailSettings, Settings, SettingsError};
use calitas_app::{
    App,
    mail::{self, Delivered, Failure, Mail},
};
use calitas_domain::Error;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};
use std::time::Duration;

/// How often the outbox is looked at.
const ROUND: Duration = Duration::from_secs(5);
/// How long a mail server that does not answer is left alone.
const PAUSE: Duration = Duration::from_secs(30);
/// How long the mail server may take for one step of a delivery.
const STEP_TIME: Duration = Duration::from_secs(20);
/// How long it may take for all of them: less than a mail is kept from other workers.
const SEND_TIME: Duration = Duration::from_secs(90);
/// "Service not available, closing transmission channel" (RFC 5321): it concerns the server, not the mail.
const CLOSING: u16 = 421;

macro_rules! header {
    ($($(#[$doc:meta])* $type:ident = $name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    )*};
}

header! {
    /// Where such mails are turned off (RFC 2369).
    ListUnsubscribe = "List-Unsubscribe";
    /// That one click does it (RFC 8058).
    ListUnsubscribePost = "List-Unsubscribe-Post";
}

/// Knows the mail server and the sender. Every mail has a connection of its own: one that was given up in the middle may
/// still bring the answer to what it was asked, which the next mail would take for its own.
#[derive(Debug, Clone)]
pub struct Postman {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Postman {
    /// A postman by the settings.
    pub fn new(settings: &MailSettings) -> Result<Self, SettingsError> {
        let url = Settings::required("mail.smtp_url", &settings.smtp_url)?;
        let from = Settings::required("mail.from", &settings.from)?;
        let wrong =
            |setting| move |error: &dyn std::error::Error| SettingsError::Wrong(setting, error.to_string());
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| wrong("mail.smtp_url")(&error))?
            .timeout(Some(STEP_TIME))
            .build();
        let from = from.parse().map_err(|error| wrong("mail.from")(&error))?;
        Ok(Self { server, from })
    }

    /// Delivers what is due, again and again, until dropped.
    pub async fn run(&self, app: &App) {
        loop {
            let pause = match self.round(app).await {
                Ok(Delivered { is_unreachable: false, .. }) => ROUND,
                Ok(Delivered { is_unreachable: true, .. }) => PAUSE,
                Err(error) => {
                    tracing::warn!(error.cause = %error, "the outbox does not answer");
                    ROUND
                }
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// Delivers what is due now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn round(&self, app: &App) -> Result<Delivered, Error> {
        mail::deliver_due(app, |mail| self.deliver(mail)).await
    }

    async fn deliver(&self, mail: Mail) -> Result<(), Failure> {
        let message = self.message(&mail).map_err(Failure::Refused)?;
        match tokio::time::timeout(SEND_TIME, self.server.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error)),
            Err(_) => Err(Failure::Unreachable("the mail server took too long".to_owned())),
        }
    }

    fn message(&self, mail: &Mail) -> Result<Message, String> {
        let to: Mailbox = mail.recipient.parse().map_err(|_| "not an address".to_owned())?;
        let id = format!("<{}@{}>", mail.id, self.from.email.domain());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(id))
            .subject(mail.subject.as_str())
            .header(ContentType::TEXT_PLAIN);
        if let Some(url) = &mail.unsubscribe_url {
            message = message
                .header(ListUnsubscribe(format!("<{url}>")))
                .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
        }
        message.body(mail.body.clone()).map_err(|error| error.to_string())
    }
}

/// Whether the server spoke of the mail or said nothing of use.
fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let is_answer = error.is_permanent() || error.is_transient();
    let is_closing = error.status().is_some_and(|code| u16::from(code) == CLOSING);
    // The server's own words may repeat the recipient: the code is enough to look it up in its log.
    match error.status().filter(|_| is_answer) {
        Some(code) if !is_closing => Failure::Refused(format!("refused with {code}")),
        Some(code) => Failure::Unreachable(format!("closed with {code}")),
        None => Failure::Unreachable("no connection, or broken off".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_keeps_its_id_and_its_headers_cannot_be_forged() {
        let settings = MailSettings {
            smtp_url: Some("smtp://127.0.0.1:25".into()),
            from: Some("Calitas <calitas@example.ro>".into()),
            ..MailSettings::default()
        };
        let postman = Postman::new(&settings).unwrap();
        let mail = Mail {
            id: uuid::Uuid::nil(),
            recipient: "ana@example.ro".into(),
            subject: "Invitație\r\nBcc: toti@example.ro".into(),
            body: "Bună ziua".into(),
            unsubscribe_url: Some("https://calitas.example/unsubscribe/x".into()),
            created_at: chrono::DateTime::UNIX_EPOCH,
            attempts: 0,
        };
        let text = String::from_utf8(postman.message(&mail).unwrap().formatted()).unwrap();
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000000@example.ro>"));
        assert!(!text.contains("\r\nBcc:"));
        assert!(text.contains("\r\nList-Unsubscribe: <https://calitas.example/unsubscribe/x>\r\n"));
        assert!(text.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        let forged = Mail { recipient: "ana@example.ro\r\nBcc: toti@example.ro".into(), ..mail };
        assert!(postman.message(&forged).is_err());
    }

    #[tokio::test]
    async fn settings_that_cannot_work_are_named() {
        let missing = Postman::new(&MailSettings::default()).unwrap_err();
        assert!(missing.to_string().starts_with("CALITAS_MAIL__SMTP_URL"));
        let wrong =
            MailSettings { smtp_url: Some("x".into()), from: Some("x".into()), ..MailSettings::default() };
        assert!(matches!(Postman::new(&wrong), Err(SettingsError::Wrong("mail.smtp_url", _))));
    }
}
