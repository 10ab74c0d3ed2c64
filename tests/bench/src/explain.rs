//! Plans of the statements that the server really sends, under row-level security, as `auto_explain` logged them:
//! no table that grows is read from end to end, and every index is entered by the institution.

use crate::http::Connection;
use crate::question::{Contender, Field, Question};
use crate::target::{self, Calitas};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use sqlx::{PgConnection, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// A table with fewer rows may be read whole.
const BIG: f32 = 10_000.0;
/// A prepared statement gets its generic plan at the sixth time on a connection.
const TIMES: usize = 12;

#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    calitas: Calitas,
    /// What the database logs
    #[arg(long)]
    log: PathBuf,
}

/// Asks, reads the log and judges.
pub async fn run(options: &Options) -> Result<()> {
    let mut admin = options.calitas.database().await?;
    let mut targets = target::read(&mut admin).await?;
    targets.truncate(3);
    let changes = target::changes(&mut admin, &targets, 200).await?;
    let keys = options.calitas.keys()?;
    let field = Field {
        ours: options.calitas.address,
        peer: options.calitas.address,
        raw: options.calitas.address,
        keys,
        targets,
    };
    let began = fs::metadata(&options.log)?.len();
    let mut connection = Connection::open(options.calitas.address).await?;
    for question in <Question as clap::ValueEnum>::value_variants() {
        let requests = field.requests(*question, Contender::Ours, &changes).await?;
        for request in requests.iter().cycle().take(TIMES * 3) {
            connection.ask(request).await.with_context(|| question.name().to_owned())?;
        }
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let log = fs::read(&options.log)?;
    let text = String::from_utf8_lossy(&log[usize::try_from(began)?.min(log.len())..]).into_owned();
    let plans = plans(&text);
    if plans.is_empty() {
        bail!("the database logged no plans");
    }
    let big = big(&mut admin).await?;
    let mut shapes: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults = BTreeSet::new();
    for plan in &plans {
        walk(&plan["Plan"], &big, &mut |shape, fault| {
            *shapes.entry(shape).or_default() += 1;
            faults.extend(fault.map(|fault| format!("{fault}\n  in: {}", line(&plan["Query Text"]))));
        });
    }
    println!("{} plans of statements over tables of more than {BIG:.0} rows:", plans.len());
    for (shape, count) in &shapes {
        println!("  {count:5}  {shape}");
    }
    if !faults.is_empty() {
        let faults: Vec<String> = faults.into_iter().collect();
        bail!("plans that grow with the installation:\n{}", faults.join("\n"));
    }
    println!("no table is read from end to end, every index is entered by the institution");
    Ok(())
}

/// Tables with many rows, by themselves and by their indexes.
struct Big {
    tables: BTreeSet<String>,
    of_index: BTreeMap<String, String>,
}

async fn big(admin: &mut PgConnection) -> Result<Big> {
    let rows = sqlx::query(
        "SELECT relation.relname::text AS name, index.relname::text AS index FROM pg_class AS relation
         JOIN pg_index ON pg_index.indrelid = relation.oid JOIN pg_class AS index ON index.oid = pg_index.indexrelid
         WHERE relation.relnamespace = 'public'::regnamespace AND relation.reltuples >= $1",
    )
    .bind(BIG)
    .fetch_all(admin)
    .await?;
    let mut found = Big { tables: BTreeSet::new(), of_index: BTreeMap::new() };
    for row in rows {
        let (table, index): (String, String) = (row.try_get("name")?, row.try_get("index")?);
        found.tables.insert(table.clone());
        found.of_index.insert(index, table);
    }
    Ok(found)
}

/// The plans in a log: each is JSON on lines of its own that begin with a tab.
fn plans(log: &str) -> Vec<Value> {
    let (mut found, mut open): (Vec<Value>, Option<String>) = (Vec::new(), None);
    for line in log.lines().chain([""]) {
        if let Some(text) = &mut open {
            if let Some(more) = line.strip_prefix('\t') {
                text.push_str(more);
                text.push('\n');
                continue;
            }
            found.extend(serde_json::from_str(text));
        }
        open = line.ends_with("plan:").then(String::new);
    }
    found
}

/// Calls back with the shape of every look at a big table, and with what is wrong with it.
fn walk(node: &Value, big: &Big, tell: &mut impl FnMut(String, Option<String>)) {
    let text = |name: &str| node[name].as_str().unwrap_or_default();
    let (kind, index) = (text("Node Type"), text("Index Name"));
    let table = if text("Relation Name").is_empty() {
        big.of_index.get(index)
    } else {
        big.tables.get(text("Relation Name"))
    };
    if let Some(table) = table {
        let condition = text("Index Cond");
        if kind == "Seq Scan" {
            tell(format!("{table}: whole"), Some(format!("{table} is read from end to end")));
        } else if !index.is_empty() {
            // Accounts and sessions are nobody's institution and are found by their own key.
            let entered = ["tenant_id", "account_id", "id ="].iter().any(|key| condition.contains(key));
            let fault =
                (!entered).then(|| format!("{index} is not entered by the institution: {condition:?}"));
            tell(format!("{table}: {kind} {index}"), fault);
        }
    }
    for part in node["Plans"].as_array().into_iter().flatten() {
        walk(part, big, tell);
    }
}

fn line(text: &Value) -> String {
    text.as_str()
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(300)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plans_are_read_out_of_the_log() {
        let log = "LOG:  duration: 0.1 ms  plan:\n\t{\n\t  \"Plan\": {\"Node Type\": \"Result\"}\n\t}\nLOG:  other\n";
        assert_eq!(plans(log), [json!({"Plan": {"Node Type": "Result"}})]);
    }

    #[test]
    fn a_whole_table_and_an_index_without_institution_are_faults() {
        let big = Big {
            tables: ["plan_action".to_owned()].into(),
            of_index: [("plan_action_pkey".to_owned(), "plan_action".to_owned())].into(),
        };
        let mut faults = Vec::new();
        let plan = json!({"Node Type": "Nested Loop", "Plans": [
            {"Node Type": "Seq Scan", "Relation Name": "plan_action"},
            {"Node Type": "Seq Scan", "Relation Name": "unit"},
            {"Node Type": "Bitmap Index Scan", "Index Name": "plan_action_pkey", "Index Cond": "(progress = 1)"},
            {"Node Type": "Index Scan", "Relation Name": "plan_action", "Index Name": "plan_action_pkey",
             "Index Cond": "((tenant_id = $1) AND (id = $2))"}]});
        walk(&plan, &big, &mut |_, fault| faults.extend(fault));
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
