//! Takes mail from the outbox to the mail server. Several servers may do so at once: the outbox gives each mail to
//! one of them.

use crate::settings::{Mail as MailSettings, Settings, SettingsError};
use calitas_app::{
    App,
    mail::{self, Mail},
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use std::time::Duration;

/// How often the outbox is looked at.
const ROUND: Duration = Duration::from_secs(5);
const SEND_TIME: Duration = Duration::from_secs(20);

/// Knows the mail server and the sender.
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
            .timeout(Some(SEND_TIME))
            .build();
        let from = from.parse().map_err(|error| wrong("mail.from")(&error))?;
        Ok(Self { server, from })
    }

    /// Delivers what is due, again and again, until dropped.
    pub async fn run(&self, app: &App) {
        loop {
            if let Err(error) = mail::deliver_due(app, |mail| self.deliver(mail)).await {
                tracing::warn!(error.cause = %error, "the outbox does not answer");
            }
            tokio::time::sleep(ROUND).await;
        }
    }

    async fn deliver(&self, mail: Mail) -> Result<(), String> {
        let message = self.message(&mail)?;
        self.server.send(message).await.map(|_| ()).map_err(|error| error.to_string())
    }

    fn message(&self, mail: &Mail) -> Result<Message, String> {
        let to: Mailbox = mail.recipient.parse().map_err(|_| "not an address".to_owned())?;
        let id = format!("<{}@{}>", mail.id, self.from.email.domain());
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(id))
            .subject(mail.subject.as_str())
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .map_err(|error| error.to_string())
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
            created_at: chrono::DateTime::UNIX_EPOCH,
            attempts: 0,
        };
        let text = String::from_utf8(postman.message(&mail).unwrap().formatted()).unwrap();
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000000@example.ro>"));
        assert!(!text.contains("\r\nBcc:"));
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
