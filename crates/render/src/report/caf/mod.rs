//! The self-assessment report of CAF 2020 (step 6): context, method and group, results, strengths and areas of each
//! subcriterion with the notes of the consensus, conclusions.

mod results;
mod words;

use super::{Issue, plan_words::either};
use crate::{
    document::{
        Block, Document, Fact, Section, Standing, Start,
        rich::{self, Rich, Tone},
        table::{Cell, Column, ColumnKind, Table},
    },
    format,
};
use calitas_domain::caf::{Criterion, Dossier, DossierArea, DossierScore, shown, steps};

/// The report, as it is issued.
#[derive(Debug, Clone, PartialEq)]
pub struct CafReportForm {
    /// Who issues it, when, in what language, who signs.
    pub issue: Issue,
    /// Whether it binds.
    pub standing: Standing,
    /// What it is made of.
    pub dossier: Dossier,
}

impl CafReportForm {
    /// What it says.
    pub fn document(&self) -> Document {
        let summary = &self.dossier.summary;
        let mut sections = vec![self.context(), self.method()];
        sections.extend(results::sections(self));
        sections.extend(Criterion::all().map(|criterion| self.criterion(criterion)));
        sections.push(self.conclusions());
        Document {
            letterhead: self.issue.letterhead.clone(),
            language: self.issue.language,
            title: self.name("Raport de autoevaluare CAF 2020", "CAF 2020 self-assessment report").to_owned(),
            subtitle: Some(format!("{} ({})", summary.title, summary.year)),
            number: None,
            date: self.issue.date,
            made_at: self.issue.made_at,
            standing: self.standing.clone(),
            sections,
        }
    }

    fn name(&self, ro: &'static str, en: &'static str) -> &'static str {
        either(self.issue.language, ro, en)
    }

    fn words(&self, ro: &'static str, en: &'static str) -> &'static str {
        self.issue.language.name(ro, en)
    }

    fn context(&self) -> Section {
        let dossier = &self.dossier;
        let units: Vec<&str> =
            dossier.units.iter().map(|(ro, en)| self.issue.language.name(ro, en)).collect();
        let whole = || self.name("Întreaga instituție", "The whole institution").to_owned();
        let scope = if units.is_empty() { whole() } else { units.join("; ") };
        let facts = vec![
            Fact::new(self.name("Anul evaluat", "Year assessed"), dossier.summary.year.to_string()),
            Fact::new(self.name("Ce acoperă", "Scope"), scope),
            Fact::new(self.name("Coordonator", "Coordinator"), Cell::text(dossier.coordinator.clone())),
        ];
        let mut blocks = vec![Block::Facts(facts)];
        blocks.extend(self.text(dossier.content.context.as_deref()));
        if let Some(note) = &dossier.note {
            blocks.push(Block::Heading(
                self.name("De ce și cum s-a făcut", "Why and how it was done").to_owned(),
            ));
            blocks.extend(rich::blocks(note));
        }
        Section::new(self.name("1. Context", "1. Context"), blocks)
    }

    /// A part that people write; what is open says so.
    fn text(&self, text: Option<&str>) -> Vec<Block> {
        let open = || {
            let words = self.name("Nu este completat încă.", "Not written yet.");
            vec![Block::Paragraph(Rich::default().and(Tone::Emphasis, words))]
        };
        text.map_or_else(open, rich::blocks)
    }

    fn method(&self) -> Section {
        let (dossier, language) = (&self.dossier, self.issue.language);
        let count = |found: usize| Cell::Whole(i64::try_from(found).unwrap_or(i64::MAX));
        let handed = dossier.members.iter().filter(|one| one.has_submitted).count();
        let mut facts = vec![
            Fact::new(
                self.name("Metoda de notare", "Scoring method"),
                words::method(dossier.summary.method, language),
            ),
            Fact::new(
                self.name("Notele în consens", "Scores in the meeting"),
                words::disclosure(dossier.disclosure, language),
            ),
            Fact::new(self.name("Membri ai grupului", "Members of the group"), count(dossier.members.len())),
            Fact::new(self.name("Au trimis notele", "Handed their scores in"), count(handed)),
            Fact::new(
                self.name("Început evaluare individuală", "Individual assessment began"),
                Cell::date(dossier.scoring_on),
            ),
            Fact::new(self.name("Deschidere consens", "Consensus opened"), Cell::date(dossier.consensus_on)),
            Fact::new(
                self.name("Încheiere consens", "Consensus concluded"),
                Cell::date(dossier.concluded_on),
            ),
        ];
        if let Some(reason) = &dossier.missing_reason {
            let words = self.name("De ce fără toți membrii", "Why without all members");
            facts.push(Fact::new(words, reason.clone()));
        }
        let mut blocks = vec![Block::Facts(facts)];
        blocks.extend(self.text(dossier.content.approach.as_deref()));
        blocks.push(Block::Table(self.group()));
        blocks.push(Block::Table(self.steps()));
        Section::new(self.name("2. Metodă și grup", "2. Method and group"), blocks)
    }

    fn group(&self) -> Table {
        let language = self.issue.language;
        let mut table = Table::new(
            self.name("Grupul de autoevaluare", "Self-assessment group"),
            vec![
                Column::new(self.name("Funcția", "Function"), ColumnKind::Text).width(50),
                Column::new(self.name("Rol în grup", "Role in the group"), ColumnKind::Text).width(20),
                Column::new(self.name("Note trimise", "Scores handed in"), ColumnKind::Text).width(16),
            ],
        );
        for one in &self.dossier.members {
            let handed = if one.has_submitted { self.name("da", "yes") } else { self.name("nu", "no") };
            let role = words::role(one.role, language);
            table.push(vec![one.function.clone().into(), role.into(), handed.into()]);
        }
        table
    }

    fn steps(&self) -> Table {
        let mut table = Table::new(
            self.name("Cei zece pași", "The ten steps"),
            vec![
                Column::new(self.name("Pas", "Step"), ColumnKind::Text).width(40),
                Column::new(self.name("Realizat la", "Done on"), ColumnKind::Date).width(14),
                Column::new(self.name("Ce s-a făcut", "What was done"), ColumnKind::Text).width(50),
            ],
        );
        for step in &self.dossier.steps {
            let known = steps().iter().find(|one| one.ordinal == step.ordinal);
            let title =
                known.map(|one| self.issue.language.name(&one.title_ro, &one.title_en)).unwrap_or_default();
            table.push(vec![
                format!("{}. {title}", step.ordinal).into(),
                Cell::date(step.done_on),
                Cell::text(step.note.clone()),
            ]);
        }
        table
    }

    /// Strengths and areas of the subcriteria of a criterion, with why the group agreed.
    fn criterion(&self, criterion: Criterion) -> Section {
        let number = criterion.number();
        let title = self.words(criterion.title_ro(), criterion.title_en());
        let heading = match self.issue.language {
            calitas_domain::identity::Language::Ro => format!("4.{number}. Criteriul {number}: {title}"),
            calitas_domain::identity::Language::En => format!("4.{number}. Criterion {number}: {title}"),
        };
        let blocks = self.dossier.of_criterion(criterion).flat_map(|one| self.subcriterion(one)).collect();
        let section = Section::new(heading, blocks);
        if number == 1 { section.starting(Start::Page) } else { section }
    }

    fn subcriterion(&self, one: &DossierScore) -> Vec<Block> {
        let (subcriterion, language) = (one.subcriterion, self.issue.language);
        let title = self.words(subcriterion.title_ro(), subcriterion.title_en());
        let score = one.score(self.dossier.summary.method);
        let value = score.exact().map(|exact| format::decimal(shown(exact), language));
        let average = one.average.and_then(|average| average.exact());
        let average = average.map(|exact| format::decimal(shown(exact), language));
        let mut facts = vec![
            Fact::new(self.name("Nota de consens", "Agreed score"), Cell::text(value)),
            Fact::new(self.name("Media individuală", "Individual average"), Cell::text(average)),
        ];
        if score.by_panel().count() > 1 {
            let panels = score.by_panel().filter_map(|one| {
                let points = one.points?;
                Some(format!("{} {points}", words::panel(one.panel, language)))
            });
            let panels: Vec<String> = panels.collect();
            facts.push(Fact::new(self.name("Pe componente", "By panel"), panels.join(", ")));
        }
        for warning in score.warnings() {
            facts.push(Fact::new(self.name("De verificat", "To check"), words::warning(warning, language)));
        }
        let mut blocks =
            vec![Block::Heading(format!("{} {title}", subcriterion.code())), Block::Facts(facts)];
        let mut list = |words: &'static str, items: Vec<Rich>| {
            if !items.is_empty() {
                blocks.push(Block::Paragraph(Rich::default().and(Tone::Strong, words)));
                blocks.push(Block::Items(items));
            }
        };
        let strengths = one.strengths.iter().map(|text| Rich::plain(text.clone())).collect();
        list(self.name("Puncte tari", "Strengths"), strengths);
        let areas = one.areas.iter().map(|area| Rich::plain(self.area(area))).collect();
        list(self.name("Zone de îmbunătățit", "Areas for improvement"), areas);
        if let Some(reason) = &one.reason {
            let words = self.name("Nota consensului: ", "Note of the consensus: ");
            blocks.push(Block::Paragraph(Rich::default().and(Tone::Strong, words).and(Tone::Plain, reason)));
        }
        blocks
    }

    /// An area with its weights, where it has them.
    fn area(&self, area: &DossierArea) -> String {
        match (area.impact, area.effort) {
            (Some(impact), Some(effort)) => {
                let words = self.name("efort", "effort");
                format!("{} (impact {impact}, {words} {effort})", area.text)
            }
            _ => area.text.clone(),
        }
    }

    fn conclusions(&self) -> Section {
        let mut blocks = self.text(self.dossier.content.conclusions.as_deref());
        if !self.issue.signatures.is_empty() {
            blocks.push(Block::Signatures(self.issue.signatures.clone()));
        }
        Section::new(self.name("5. Concluzii", "5. Conclusions"), blocks)
    }
}
