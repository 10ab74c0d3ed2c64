//! `cargo xtask demo-forms`: every annex of the finished year of the demonstration's city hall, as files to be looked at.
//! They are made by a running server and fetched as its secretariat would.

mod http;

use crate::product;
use crate::repo::Repo;
use crate::up;
use anyhow::{Context, Result, bail};
use http::Client;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

const INSTITUTION: &str = "ps6";
const SECRETARIAT: &str = "secretariat@ps6.example";
/// Of everybody in the demonstration, as the README tells it.
const PASSWORD: &str = "Demonstratie-Calitas-2026";
const FORMATS: [&str; 3] = ["pdf", "docx", "xlsx"];
const FORMS: &str = "{ viewer { memberships { tenant { id slug controlCampaigns { id year report { status }
  questionnaires { id unit { nameRo } } } } } } }";
const PROGRAMMES: &str = "query($id: ID!) {
  plans(tenantId: $id, filter: { kind: [CONTROL_DEVELOPMENT] }, first: 100) { edges { node { id code status } } } }";

#[derive(clap::Args)]
pub struct Options {
    /// Where the files go; `.data/forms` unless told
    folder: Option<PathBuf>,
    /// In English instead of Romanian
    #[arg(long)]
    english: bool,
}

/// A document that the server makes.
#[derive(Debug, PartialEq, Eq)]
struct Form {
    /// Its name as a file, without the ending.
    name: String,
    /// The path of its address without the ending, and what follows it.
    address: (&'static str, String),
}

/// Starts the demonstration unless it runs, fetches all forms and lists them.
pub fn run(repo: &Repo, options: &Options) -> Result<()> {
    let folder = match &options.folder {
        Some(folder) => folder.clone(),
        None => repo.data("forms")?,
    };
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let started;
    let address = match up::running(repo) {
        Some(address) => address,
        None => {
            started = up::Started::begin(repo, product::free_address()?)?;
            started.product.listen()
        }
    };
    let mut client = Client::new(address);
    client.sign_in(SECRETARIAT, PASSWORD)?;
    println!("- fetching the forms of {INSTITUTION} from http://{address}");
    let language = if options.english { "EN" } else { "RO" };
    let forms = forms(&mut client)?;
    let width = forms.iter().map(|form| form.name.len() + 5).max().unwrap_or_default();
    println!("\n{:<width$} {:>9} {:>5}", "file", "bytes", "pages");
    for form in &forms {
        for format in FORMATS {
            let (path, query) = &form.address;
            let bytes = client.download(&format!("{path}.{format}?{query}&language={language}"))?;
            check(&bytes, format).with_context(|| form.name.clone())?;
            let file = format!("{}.{format}", form.name);
            fs::write(folder.join(&file), &bytes).with_context(|| format!("cannot write {file}"))?;
            let pages = if format == "pdf" { pages(&bytes).to_string() } else { "–".to_owned() };
            println!("{file:<width$} {:>9} {pages:>5}", bytes.len());
        }
    }
    println!("\n{} files in {}", forms.len() * FORMATS.len(), folder.display());
    Ok(())
}

/// All forms of the newest year whose report is approved.
fn forms(client: &mut Client) -> Result<Vec<Form>> {
    let found = client.ask(FORMS, &json!({}))?;
    let tenants = list(&found["viewer"]["memberships"]).iter().map(|place| &place["tenant"]);
    let tenant = tenants.into_iter().find(|tenant| tenant["slug"] == INSTITUTION);
    let tenant = tenant.context("the secretariat has no place in the city hall")?;
    let finished = list(&tenant["controlCampaigns"]).iter();
    let finished = finished.filter(|campaign| campaign["report"]["status"] == "APPROVED");
    let campaign = finished.max_by_key(|campaign| campaign["year"].as_i64());
    let campaign = campaign.context("no year of the demonstration is finished")?;
    let found = client.ask(PROGRAMMES, &json!({ "id": tenant["id"] }))?;
    let plans = list(&found["plans"]["edges"]).iter().map(|edge| &edge["node"]);
    let plans: Vec<&Value> = plans.filter(|plan| plan["status"] != "CANCELLED").collect();
    if plans.is_empty() {
        bail!("the demonstration has no development programme");
    }
    Ok(of_year(tenant, campaign, &plans))
}

fn of_year(tenant: &Value, campaign: &Value, programmes: &[&Value]) -> Vec<Form> {
    let form = |name: String, path, query| Form { name: as_file(&name), address: (path, query) };
    let (id, year) = (text(&campaign["id"]), campaign["year"].to_string());
    let annex = |name: &str, annex: &str| {
        let query = format!("campaign={id}&annex={annex}");
        form(format!("{name}-{year}"), "/exports/control", query)
    };
    let mut forms = vec![annex("anexa-4.1-toate", "QUESTIONNAIRE")];
    forms.extend(list(&campaign["questionnaires"]).iter().map(|questionnaire| {
        let one = format!("QUESTIONNAIRE&questionnaire={}", text(&questionnaire["id"]));
        annex(&format!("anexa-4.1-{}", text(&questionnaire["unit"]["nameRo"])), &one)
    }));
    forms.push(annex("anexa-4.2-situatia-sintetica", "SYNTHESIS"));
    forms.push(annex("anexa-4.3-raport", "REPORT"));
    let institution = format!("institution={}", text(&tenant["id"]));
    let statement = format!("{institution}&year={year}");
    forms.push(form(format!("anexa-3-centralizare-{year}"), "/exports/control-statement", statement));
    // As the year left it.
    let state = format!("{institution}&on={year}-12-31");
    forms.push(form(format!("registrul-riscurilor-{year}"), "/exports/risk-register", state));
    forms.extend(programmes.iter().map(|plan| {
        let query = format!("plan={}&report=PROGRAMME", text(&plan["id"]));
        form(format!("program-de-dezvoltare-{}", text(&plan["code"])), "/exports/plan", query)
    }));
    forms
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A name that every file system takes: small letters without marks, digits, dots and hyphens.
fn as_file(name: &str) -> String {
    let mut file = String::new();
    for letter in name.to_lowercase().chars() {
        let plain = match letter {
            'ă' | 'â' => 'a',
            'î' => 'i',
            'ș' => 's',
            'ț' => 't',
            'a'..='z' | '0'..='9' | '.' => letter,
            _ => '-',
        };
        if plain != '-' || !file.ends_with('-') {
            file.push(plain);
        }
    }
    file.trim_matches('-').to_owned()
}

/// Whether a file begins as its kind does.
fn check(bytes: &[u8], format: &str) -> Result<()> {
    let first: &[u8] = if format == "pdf" { b"%PDF-" } else { b"PK" };
    if !bytes.starts_with(first) || (format == "pdf" && pages(bytes) == 0) {
        bail!("the server sent something else than {format}");
    }
    Ok(())
}

/// Pages of a PDF of ours, in which objects stand uncompressed.
fn pages(pdf: &[u8]) -> usize {
    let count = |mark: &[u8]| {
        let found = pdf.windows(mark.len() + 1).filter(|window| window.starts_with(mark));
        found.filter(|window| window.last() != Some(&b's')).count()
    };
    count(b"/Type/Page") + count(b"/Type /Page")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_year_has_an_address_and_a_name_of_its_own() {
        let tenant = json!({ "id": "T" });
        let questionnaires = json!([{ "id": "q1", "unit": { "nameRo": "Serviciul Juridic" } },
            { "id": "q2", "unit": { "nameRo": "Direcția Economică" } }]);
        let campaign = json!({ "id": "C", "year": 2025, "questionnaires": questionnaires });
        let plan = json!({ "id": "P", "code": "PD-2026-01" });
        let forms = of_year(&tenant, &campaign, &[&plan]);
        let named: Vec<_> = forms.iter().map(|form| form.name.as_str()).collect();
        assert_eq!(
            named,
            [
                "anexa-4.1-toate-2025",
                "anexa-4.1-serviciul-juridic-2025",
                "anexa-4.1-directia-economica-2025",
                "anexa-4.2-situatia-sintetica-2025",
                "anexa-4.3-raport-2025",
                "anexa-3-centralizare-2025",
                "registrul-riscurilor-2025",
                "program-de-dezvoltare-pd-2026-01",
            ]
        );
        let one = "campaign=C&annex=QUESTIONNAIRE&questionnaire=q2".to_owned();
        assert_eq!(forms[2].address, ("/exports/control", one));
        let state = "institution=T&on=2025-12-31".to_owned();
        assert_eq!(forms[6].address, ("/exports/risk-register", state));
        assert_eq!(forms[7].address, ("/exports/plan", "plan=P&report=PROGRAMME".to_owned()));
    }

    #[test]
    fn pages_are_counted_and_what_is_no_form_is_refused() {
        let pdf = b"%PDF-1.7 /Type/Pages/Count 2 /Type/Page/Parent /Type /Page\n";
        assert_eq!(pages(pdf), 2);
        assert!(check(pdf, "pdf").is_ok() && check(b"PK\x03\x04", "xlsx").is_ok());
        assert!(check(b"{\"errors\"", "pdf").is_err() && check(b"%PDF-1.7", "pdf").is_err());
    }
}
