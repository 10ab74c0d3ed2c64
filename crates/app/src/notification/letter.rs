//! What a mail about notifications says, in both languages. Plain text: it reads well everywhere, holds nothing that
//! could be loaded or run, and its links are what they look like.

use calitas_domain::{
    identity::Language,
    notification::{NotificationKind, NotificationReason},
    tenancy::Tenant,
};
use chrono::{Datelike, NaiveDate};
use std::fmt::Write;

/// One thing to say.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub kind: NotificationKind,
    pub reason: NotificationReason,
    pub code: String,
    pub title: String,
    pub due_on: Option<NaiveDate>,
    pub page: String,
}

/// What there is to say about one institution.
#[derive(Debug)]
pub(super) struct Part {
    pub tenant: Tenant,
    pub lines: Vec<Line>,
}

/// A mail to one person.
#[derive(Debug)]
pub(super) struct Letter {
    pub language: Language,
    pub parts: Vec<Part>,
}

impl Letter {
    /// The kinds of things it speaks of.
    pub(super) fn kinds(&self) -> Vec<NotificationKind> {
        let spoken = |kind: &&NotificationKind| self.lines().any(|line| line.kind == **kind);
        NotificationKind::ALL.iter().filter(spoken).copied().collect()
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.parts.iter().flat_map(|part| &part.lines)
    }

    /// Subject and text. `off` gives the link that turns the mails of a kind off, `settings` the page with all choices.
    pub(super) fn text(&self, off: &dyn Fn(NotificationKind) -> String, settings: &str) -> (String, String) {
        let ro = self.language == Language::Ro;
        let mut lines = self.lines();
        let subject = match (lines.next(), lines.next()) {
            (Some(only), None) => {
                format!("{}: {} {}", heading(only.kind, self.language), only.code, one_line(&only.title))
            }
            (_, _) => {
                let count = self.lines().count();
                if ro {
                    format!("Calitas: {}", news_ro(count))
                } else {
                    format!("Calitas: {count} notifications")
                }
            }
        };
        let mut text = String::from(if ro { "Bună ziua,\n" } else { "Hello,\n" });
        for part in &self.parts {
            let name = match self.language {
                Language::En if !part.tenant.name_en.is_empty() => &part.tenant.name_en,
                Language::Ro | Language::En => &part.tenant.name_ro,
            };
            let _ = write!(text, "\n{}\n", one_line(name));
            for line in &part.lines {
                let _ = write!(
                    text,
                    "\n- {}: {} {}{}\n  {}\n  {}\n",
                    heading(line.kind, self.language),
                    line.code,
                    one_line(&line.title),
                    until(line, self.language),
                    why(line.reason, self.language),
                    line.page,
                );
            }
        }
        let (turn_off, all) = if ro {
            ("Nu mai doriți astfel de mesaje? Opriți-le:", "Toate opțiunile:")
        } else {
            ("No more mails like these? Turn them off:", "All choices:")
        };
        let _ = write!(text, "\n--\n{turn_off}\n");
        for kind in self.kinds() {
            let _ = writeln!(text, "{}: {}", heading(kind, self.language), off(kind));
        }
        let _ = writeln!(text, "{all} {settings}");
        (subject, text)
    }
}

/// What happened, in two or three words.
pub(super) fn heading(kind: NotificationKind, language: Language) -> &'static str {
    let (ro, en) = match kind {
        NotificationKind::Assigned => ("Vă așteaptă", "Waits for you"),
        NotificationKind::Mentioned => ("Mențiune", "Mention"),
        NotificationKind::DueSoon => ("Termen apropiat", "Due soon"),
        NotificationKind::Overdue => ("Termen depășit", "Overdue"),
        NotificationKind::Escalated => ("Întârziere semnalată conducerii", "Delay reported to its head"),
        NotificationKind::Changed => ("Modificări în ce urmăriți", "Changes in what you watch"),
        NotificationKind::Returned => ("Returnat cu observații", "Returned with remarks"),
    };
    if language == Language::Ro { ro } else { en }
}

fn why(reason: NotificationReason, language: Language) -> &'static str {
    let (ro, en) = match reason {
        NotificationReason::Responsible => ("Primiți mesajul ca responsabil.", "You are responsible for it."),
        NotificationReason::Contributor => ("Primiți mesajul ca participant.", "You contribute to it."),
        NotificationReason::Owner => ("Primiți mesajul ca autor al planului.", "You run the plan."),
        NotificationReason::Approver => ("Primiți mesajul pentru că aprobați planuri.", "You approve plans."),
        NotificationReason::Mentioned => ("Un comentariu vă menționează.", "A comment mentions you."),
        NotificationReason::Watcher => ("Primiți mesajul pentru că urmăriți acțiunea.", "You watch it."),
        NotificationReason::HeadOfUnit => {
            ("Primiți mesajul în calitate de conducător al compartimentului.", "You head the unit.")
        }
        NotificationReason::HeadOfInstitution => {
            ("Primiți mesajul în calitate de conducător al instituției.", "You head the institution.")
        }
        NotificationReason::Delegate => {
            ("Primiți mesajul pentru că vi s-a delegat completarea.", "It was delegated to you.")
        }
        NotificationReason::Secretariat => (
            "Primiți mesajul ca secretariat al Comisiei de monitorizare.",
            "You are the secretariat of the Monitoring Commission.",
        ),
        NotificationReason::Commission => (
            "Primiți mesajul ca membru al Comisiei de monitorizare.",
            "You are in the Monitoring Commission.",
        ),
    };
    if language == Language::Ro { ro } else { en }
}

fn until(line: &Line, language: Language) -> String {
    let Some(due_on) = line.due_on else { return String::new() };
    let (day, month, year) = (due_on.day(), due_on.month(), due_on.year());
    match language {
        Language::Ro => format!(", termen {day:02}.{month:02}.{year}"),
        Language::En => format!(", due {day:02}/{month:02}/{year}"),
    }
}

/// Romanian counts with „de” from 20 on.
fn news_ro(count: usize) -> String {
    match (count, count % 100) {
        (1, _) => "1 notificare".to_owned(),
        (_, 1..=19) => format!("{count} notificări"),
        _ => format!("{count} de notificări"),
    }
}

/// Words of people on one line: a line end of theirs must not look like a part of the mail.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use calitas_domain::{
        id::{MunicipalityId, TenantId},
        tenancy::{TenantKind, Verification},
    };
    use uuid::Uuid;

    fn line(kind: NotificationKind) -> Line {
        Line {
            kind,
            reason: NotificationReason::Responsible,
            code: "A-12".to_owned(),
            title: "Registru unic\r\nBcc: toti@example.ro".to_owned(),
            due_on: NaiveDate::from_ymd_opt(2027, 1, 29),
            page: "https://x/i/ps6/actions/1".to_owned(),
        }
    }

    fn letter(language: Language, lines: Vec<Line>) -> Letter {
        let tenant = Tenant {
            id: TenantId(Uuid::nil()),
            municipality: MunicipalityId(Uuid::nil()),
            parent: None,
            slug: "ps6".to_owned(),
            name_ro: "Primăria Sectorului 6".to_owned(),
            name_en: "District 6 City Hall".to_owned(),
            short_name: "PS6".to_owned(),
            kind: TenantKind::CityHall,
            verification: Verification::Demo,
            note: String::new(),
            second_factor_from: None,
            created_at: chrono::DateTime::UNIX_EPOCH,
            retired_at: None,
            version: 1,
        };
        Letter { language, parts: vec![Part { tenant, lines }] }
    }

    #[test]
    fn one_thing_names_itself_and_no_words_of_people_break_out_of_their_line() {
        let letter = letter(Language::Ro, vec![line(NotificationKind::DueSoon)]);
        let (subject, text) = letter.text(&|_| "https://x/unsubscribe/1".to_owned(), "https://x/me");
        assert_eq!(subject, "Termen apropiat: A-12 Registru unic Bcc: toti@example.ro");
        assert!(
            text.contains("- Termen apropiat: A-12 Registru unic Bcc: toti@example.ro, termen 29.01.2027\n")
        );
        assert!(text.contains("Termen apropiat: https://x/unsubscribe/1\nToate opțiunile: https://x/me\n"));
    }

    #[test]
    fn many_are_counted_as_the_language_counts() {
        let many = |count| letter(Language::Ro, vec![line(NotificationKind::Changed); count]);
        let subject = |count| many(count).text(&|_| String::new(), "").0;
        assert_eq!(
            (subject(2), subject(20)),
            ("Calitas: 2 notificări".into(), "Calitas: 20 de notificări".into())
        );
        assert_eq!(subject(101), "Calitas: 101 notificări");
        let english =
            letter(Language::En, vec![line(NotificationKind::Changed), line(NotificationKind::Overdue)]);
        let (subject, text) = english.text(&|_| String::new(), "");
        assert_eq!(subject, "Calitas: 2 notifications");
        assert!(text.contains("District 6 City Hall") && text.contains("due 29/01/2027"));
    }
}
