//! Rules for migrations: how files are named, and what the database made from them must look like.

use super::{Bench, Outcome, done};
use crate::{postgres, prepare};
use anyhow::{Context, Result, bail};
use std::fs;

/// Tables that need no row-level security, and why. A table with anybody's data never belongs here.
const UNFORCED: &[(&str, &str)] = &[("_sqlx_migrations", "which migrations were applied")];

/// Each finds what must not be there; one column, a sentence.
const FAULTS: &[&str] = &[
    "SELECT format('table %s does not FORCE ROW LEVEL SECURITY', c.relname)
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity) AND NOT c.relname = ANY ($1)",
    "SELECT format('table %s has no policy, so nobody can use it', c.relname)
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relname = ANY ($1)
       AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)",
    "SELECT format('view %s is not security_invoker, so it shows what its owner may see', c.relname)
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' AND NOT c.relname = ANY ($1)
       AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)",
    "SELECT format('materialized view %s: row-level security does not reach it', c.relname)
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'm' AND NOT c.relname = ANY ($1)",
    "SELECT format('type %s is an enum; use text with a CHECK, whose operators may use an index', t.typname)
     FROM pg_type t
     WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e' AND NOT t.typname = ANY ($1)",
    "SELECT format('function %s is SECURITY DEFINER without a fixed search_path', p.proname)
     FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND NOT p.proname = ANY ($1)
       AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=%')",
    "SELECT format('%s is granted to everybody (PUBLIC)', c.relname)
     FROM pg_class c, aclexplode(c.relacl) AS a
     WHERE c.relnamespace = 'public'::regnamespace AND a.grantee = 0 AND NOT c.relname = ANY ($1)",
];

pub fn check(bench: &Bench<'_>) -> Result<Outcome> {
    names(bench)?;
    done(prepare::with_migrated(bench.repo, &bench.server()?.admin_url, |owner_url| {
        let mut owner = postgres::connect(owner_url)?;
        let exempt: Vec<&str> = UNFORCED.iter().map(|(table, _)| *table).collect();
        let mut faults: Vec<String> = Vec::new();
        for query in FAULTS {
            let found = owner.query(*query, &[&exempt]).map_err(postgres::plainly)?;
            faults.extend(found.iter().map(|row| row.get::<_, String>(0)));
        }
        if faults.is_empty() { Ok(()) } else { bail!("{}", faults.join("\n")) }
    }))
}

/// `YYYYMMDDHHMMSS_plan_add_owner.sql`, each moment once; indexes made concurrently stand alone.
fn names(bench: &Bench<'_>) -> Result<()> {
    let mut moments = Vec::new();
    for entry in fs::read_dir(bench.repo.path("migrations")).context("there is no folder migrations")? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".sql") {
            continue;
        }
        let Some(moment) = moment(&name) else {
            bail!("migrations/{name}: the name must look like 20270131093000_plan_add_owner.sql");
        };
        if moments.contains(&moment) {
            bail!("migrations/{name}: another migration has the same moment");
        }
        moments.push(moment);
        let sql = fs::read_to_string(&path)?;
        if sql.contains("CONCURRENTLY") != sql.starts_with("-- no-transaction") {
            bail!("migrations/{name}: CONCURRENTLY and a first line `-- no-transaction` go together");
        }
    }
    Ok(())
}

fn moment(name: &str) -> Option<u64> {
    let (moment, rest) = name.split_once('_')?;
    let rest = rest.strip_suffix(".sql")?;
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if moment.len() != 14 || rest.is_empty() || !rest.chars().all(plain) {
        return None;
    }
    moment.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_a_moment_and_a_purpose() {
        assert_eq!(moment("20261121090000_foundation.sql"), Some(20_261_121_090_000));
        for wrong in
            ["foundation.sql", "2026_foundation.sql", "20261121090000_.sql", "20261121090000_Big.sql"]
        {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }
}
