//! D7: an installation that people write in is saved by the scripts of `deploy/backup` and brought back on an empty
//! server. Rows, hashes of rows, row-level security, rights, files and journals are compared, and somebody signs in.

use super::drill::{Drill, Writer};
use super::{Finding, Ground};
use crate::postgres;
use crate::process;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What the requirement allows.
const RECOVERY: Duration = Duration::from_secs(3600);

pub fn run(ground: &Ground<'_>) -> Result<Finding> {
    let old = Drill::open(ground, "backup-old")?;
    let Some(programs) = old.programs("pg_dump")? else {
        return Ok(Finding::not_checked("this PostgreSQL came without pg_dump"));
    };
    crate::product::build(ground.repo, crate::product::Extent::WithTests)?;
    old.product.run_logged("migrate")?;
    old.product.run_logged("demo")?;
    let server = old.product.serve()?;
    let writer = Writer::sign_in(&old.product)?;
    let (backup, secrets) = (old.home.join("backup"), old.home.join("secrets-backup"));
    let heads = old.home.join("heads.jsonl");

    old.product.output(&["journal", "heads", "--out", &heads.display().to_string()])?;
    let (is_over, written) = (AtomicBool::new(false), AtomicUsize::new(0));
    let mut save =
        script(ground, "calitas-backup", &programs, &old.admin_url(), &old.home.join("files"), &backup);
    save.env("CALITAS_SECRETS", old.home.join("secrets")).env("CALITAS_BACKUP_SECRETS", &secrets);
    let began = Instant::now();
    std::thread::scope(|scope| -> Result<()> {
        let writing = scope.spawn(|| -> Result<()> {
            while !is_over.load(Ordering::Relaxed) {
                let reply =
                    writer.write(old.product.listen(), &format!("b{}", written.load(Ordering::Relaxed)))?;
                anyhow::ensure!(reply.is_good(), "a write while saving: {}", reply.body);
                written.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        });
        let saved = process::output(&mut save);
        is_over.store(true, Ordering::Relaxed);
        writing.join().unwrap_or_else(|_| bail!("the writer broke off"))?;
        saved.map(|_| ())
    })?;
    let saving = began.elapsed();
    drop(server);

    let mut new = Drill::open(ground, "backup-new")?;
    let began = Instant::now();
    let files = new.home.join("files");
    process::output(&mut script(ground, "calitas-restore", &programs, &new.admin_url(), &files, &backup))?;
    new.product.set("CALITAS_SECRETS", secrets.display().to_string());
    new.product.run_logged("migrate")?;
    // Heads that were signed before: nothing of what they cover may be missing or other.
    let signed = std::fs::read_to_string(&heads)?.lines().count();
    let heads = heads.display().to_string();
    let against = if signed > 0 { vec!["--heads", &heads] } else { Vec::new() };
    let verified = new.product.output(&[&["journal", "verify"][..], &against].concat())?;
    let server = new.product.serve()?;
    let writer = Writer::sign_in(&new.product)?;
    let entered = writer.read(new.product.listen())?;
    anyhow::ensure!(entered.is_good(), "after the restore: {}", entered.body);
    let restoring = began.elapsed();
    // The first one was written before: repeated with its key, it is found and not made again.
    let again = writer.write(new.product.listen(), "b0")?;
    anyhow::ensure!(again.is_good(), "a repeated write after the restore: {}", again.body);
    drop(server);

    let faults = differences(&old, &new)?;
    let rows: i64 = contents(&new.admin_url())?.values().map(|(count, _)| count).sum();
    let kept = count_files(&files);
    let figure = format!(
        "{rows} rows and {kept} files in {:.1} s saved ({} writes meanwhile), {:.1} s restored to signing in (RTO <= 1 h); \
         {} journals intact, {signed} signed heads; RPO of a dump: its age, of continuous archiving <= 5 min: see deploy/README.md{}",
        saving.as_secs_f32(),
        written.load(Ordering::Relaxed),
        restoring.as_secs_f32(),
        verified.lines().count(),
        faults.iter().map(|fault| format!("\n{fault}")).collect::<String>(),
    );
    Ok(Finding::judged(figure, faults.is_empty() && restoring < RECOVERY && kept > 0))
}

fn script(
    ground: &Ground<'_>,
    name: &str,
    programs: &Path,
    url: &str,
    files: &Path,
    backup: &Path,
) -> Command {
    let mut script = Command::new(ground.repo.path("deploy/backup").join(name));
    let mut path = vec![PathBuf::from(programs)];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    script.env("PATH", std::env::join_paths(path).unwrap_or_default());
    script.arg(backup).env("CALITAS_BACKUP_DATABASE_URL", url).env("CALITAS_FILES__FOLDER", files);
    script
}

/// What the new database lacks or has otherwise. Rows that were written while the backup was made may be in the old
/// one alone; what was there before must be equal, value by value, so tables that nobody wrote in are compared whole.
fn differences(old: &Drill, new: &Drill) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let (before, after) = (contents(&old.admin_url())?, contents(&new.admin_url())?);
    for (table, (count, hash)) in &before {
        match after.get(table) {
            None => faults.push(format!("the table {table} is gone")),
            Some(found) if found.0 < *count && !WRITTEN.contains(&table.as_str()) => {
                faults.push(format!("{table}: {} of {count} rows", found.0));
            }
            Some(found) if found.1 != *hash && !WRITTEN.contains(&table.as_str()) => {
                faults.push(format!("{table}: other values"));
            }
            Some(_) => {}
        }
    }
    for query in STRUCTURE {
        let list = |url: &str| -> Result<Vec<String>> {
            let rows = postgres::connect(url)?.query(*query, &[]).map_err(postgres::plainly)?;
            Ok(rows.iter().map(|row| row.get(0)).collect())
        };
        let (known, found) = (list(&old.admin_url())?, list(&new.admin_url())?);
        if known.is_empty() || known != found {
            let lost = known
                .iter()
                .find(|line| !found.contains(line))
                .or_else(|| found.iter().find(|line| !known.contains(line)));
            faults.push(format!("structure: {}", lost.map_or("nothing was found", String::as_str)));
        }
    }
    Ok(faults)
}

/// Tables that signing in and making plans write in.
const WRITTEN: &[&str] = &[
    "plan",
    "plan_counter",
    "journal",
    "journal_head",
    "stream_head",
    "idempotency",
    "session",
    "identity_journal",
    "notification",
    "notification_progress",
    "search_term",
];

/// Row-level security, policies, rights and what is forbidden, as lines.
const STRUCTURE: &[&str] = &[
    "SELECT format('%s %s rls=%s force=%s owner=%s %s', relkind, relname, relrowsecurity, relforcerowsecurity,
       pg_get_userbyid(relowner), relacl::text) FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
    "SELECT format('%s %s %s %s %s %s', tablename, policyname, permissive, roles, qual, with_check)
     FROM pg_policies ORDER BY 1",
    "SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace ORDER BY 1",
    "SELECT format('%s %s', tgrelid::regclass, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
     UNION ALL SELECT 'none' ORDER BY 1",
    "SELECT format('%s %s %s', oid::regprocedure, prosecdef, proacl::text) FROM pg_proc
     WHERE pronamespace = 'public'::regnamespace UNION ALL SELECT 'none' ORDER BY 1",
];

/// Count and hash of the rows of each table.
fn contents(url: &str) -> Result<BTreeMap<String, (i64, String)>> {
    let mut admin = postgres::connect(url)?;
    let tables = "SELECT relname::text FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '_sqlx_migrations'";
    let mut found = BTreeMap::new();
    for row in admin.query(tables, &[])? {
        let table: String = row.get(0);
        let hash = format!(
            "SELECT count(*), coalesce(md5(string_agg(md5(one::text), '' ORDER BY md5(one::text))), '') FROM \"{table}\" AS one"
        );
        let row = admin.query_one(&hash, &[]).map_err(postgres::plainly).with_context(|| table.clone())?;
        found.insert(table, (row.get(0), row.get(1)));
    }
    Ok(found)
}

fn count_files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { count_files(&entry.path()) } else { 1 }).sum()
}
