//! PostgreSQL alone: the same SQL, the same scope, prepared and in one message, by the pgbench of the installation.

use crate::cpu;
use crate::load::Figures;
use crate::question::Question;
use crate::raw::begin;
use crate::target::Target;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::process::Command;

/// How pgbench is run.
pub struct Database<'a> {
    /// The program.
    pub program: &'a Path,
    /// The database as calitas_app.
    pub url: &'a str,
    /// A folder for its scripts.
    pub folder: &'a Path,
    /// The process of the database.
    pub process: u32,
}

impl Database<'_> {
    /// Asks a question about all targets in turns.
    pub async fn measure(
        &self,
        question: Question,
        targets: &[Target],
        concurrency: usize,
        measured: Duration,
    ) -> Result<Figures> {
        let mut pgbench = Command::new(self.program);
        pgbench.args(["--no-vacuum", "--protocol=prepared", "--jobs=1"]);
        pgbench.arg(format!("--client={concurrency}")).arg(format!("--time={}", measured.as_secs().max(1)));
        for (number, target) in targets.iter().enumerate() {
            let file = self.write(question, number, target)?;
            pgbench.arg("--file").arg(file);
        }
        pgbench.arg(self.url).env("LC_ALL", "C");
        let before = cpu::seconds(&[self.process]);
        let done = pgbench.output().await.context("pgbench cannot be started")?;
        let used = cpu::seconds(&[self.process]) - before;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        if !done.status.success() {
            bail!("pgbench failed:\n{}", String::from_utf8_lossy(&done.stderr));
        }
        let per_second = number(&said, "tps = ").context("pgbench says no tps")?;
        let count = number(&said, "number of transactions actually processed: ").unwrap_or(1.0);
        let p50 = number(&said, "latency average = ").unwrap_or_default();
        Ok(Figures { per_second, p50, p95: 0.0, p99: 0.0, cpu: used * 1000.0 / count, own_cpu: 0.0 })
    }

    fn write(&self, question: Question, number: usize, target: &Target) -> Result<PathBuf> {
        let file = self.folder.join(format!("{}-{number}.sql", question.name()));
        std::fs::write(&file, script(question, target))
            .with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }
}

fn script(question: Question, of: &Target) -> String {
    let sql = question.sql().unwrap_or_default().trim();
    let asked = of.asked();
    let quoted = |value: String| format!("'{value}'");
    let of_number = format!(
        "(SELECT id FROM plan_action WHERE tenant_id = '{}' AND plan_id = '{}' AND number = :number)",
        of.tenant, of.plan
    );
    let (second, third) = match question {
        Question::Point => (quoted(of.action.to_string()), String::new()),
        Question::Nested => (quoted(of.plan.to_string()), String::new()),
        Question::Deep => (quoted(of.deep.0.to_string()), quoted(of.deep.1.to_string())),
        Question::Sums => (quoted(of.plan.to_string()), format!("DATE '{}'", asked.today)),
        Question::Progress => (of_number, ":progress".to_owned()),
        Question::Todo | Question::Search | Question::Scorecard => (String::new(), String::new()),
    };
    let sql =
        sql.replace("$1", &format!("'{}'::uuid", of.tenant)).replace("$2", &second).replace("$3", &third);
    let scope = begin(of.account, &[of.tenant]).replace("; ", ";\n");
    format!(
        "\\set number random(1, 200)\n\\set progress random(0, 99)\n\\startpipeline\n{scope};\n{sql};\nCOMMIT;\n\
         \\endpipeline\n"
    )
}

/// The number behind some words.
fn number(text: &str, words: &str) -> Option<f64> {
    let rest = text.split_once(words)?.1;
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_pgbench_says() {
        let said = "number of transactions actually processed: 1234\nlatency average = 0.812 ms\n\
                    tps = 1231.500000 (without initial connection time)\n";
        assert_eq!(number(said, "tps = "), Some(1231.5));
        assert_eq!(number(said, "latency average = "), Some(0.812));
        assert_eq!(number(said, "actually processed: "), Some(1234.0));
        assert_eq!(number(said, "nothing"), None);
    }
}
