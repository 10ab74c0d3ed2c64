//! What people bring and take away: formulas in exports (B2), and addresses that somebody could have called (B4).

use super::suite::{self, Repeat};
use super::{Finding, Ground, Verdict};
use crate::process;
use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

const EXPORTS: &str = "test(sheets::) | test(hostile::no_text_is) | test(nothing_in_a_line_is_a_formula)
 | test(only_the_first_character) | test(journal::export) | test(import::reading::templates)";
/// Who may know an HTTP client, and whom it calls: the store of files and the collector of traces, both by setting.
const CALLERS: [&str; 2] = ["calitas-server", "object_store"];
const CLIENTS: [&str; 4] = ["reqwest", "ureq", "isahc", "curl"];

/// B2: the tests of all formats, with those that LibreOffice opens where it is installed.
pub fn formulas(ground: &Ground<'_>) -> Result<Finding> {
    let mut found = suite::run(ground, "B2", Repeat::Once, EXPORTS)?;
    if process::output(Command::new("soffice").arg("--version")).is_err() && found.verdict == Verdict::Holds {
        found.verdict = Verdict::NotChecked;
        found.figure += "; LibreOffice is not installed, so no spreadsheet opened them";
    }
    Ok(found)
}

/// B4: there is no request of which a person chooses the address. What could make one is named, and the schema takes
/// no address to be called.
pub fn outbound(ground: &Ground<'_>) -> Result<Finding> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(ground.repo.root()).args(["metadata", "--format-version=1", "--locked"]);
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)?;
    let mut callers = BTreeSet::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let uses = package["dependencies"].as_array().into_iter().flatten().any(|dependency| {
            let is_built = dependency["kind"].is_null() && dependency["optional"] == false;
            is_built && CLIENTS.iter().any(|client| dependency["name"] == **client)
        });
        let name = package["name"].as_str().unwrap_or_default();
        // An optional client is used where a feature says so: the store of files is the only one of ours.
        if uses || name == "object_store" {
            callers.insert(name.to_owned());
        }
    }
    let schema = std::fs::read_to_string(ground.repo.path("schema.graphql"))?;
    let takes = addresses(&schema);
    let strangers: Vec<_> = callers.iter().filter(|name| !CALLERS.contains(&name.as_str())).collect();
    let figure = format!(
        "{} parts can call out ({}), both only what settings name, without redirects for traces; {} inputs take an address{}",
        callers.len(),
        callers.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        takes.len(),
        strangers.iter().map(|name| format!("; unexpected: {name}")).collect::<String>(),
    );
    Ok(Finding::judged(figure, strangers.is_empty() && takes.is_empty()))
}

/// Fields of inputs that sound as if they took an address to be called.
fn addresses(schema: &str) -> Vec<String> {
    let (mut found, mut input) = (Vec::new(), None);
    for line in schema.lines() {
        if let Some(name) = line.strip_prefix("input ") {
            input = Some(name.trim_end_matches(" {").to_owned());
        } else if line.starts_with('}') {
            input = None;
        }
        let Some((field, _)) = line.trim().split_once(':') else { continue };
        let lower = field.to_ascii_lowercase();
        if let Some(input) = &input
            && ["url", "uri", "webhook", "endpoint", "callback"].iter().any(|word| lower.contains(word))
        {
            found.push(format!("{input}.{field}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_that_take_an_address_are_found() {
        let schema = "type A {\n  url: String\n}\ninput B {\n  title: String\n  logoUrl: String!\n}\n";
        assert_eq!(addresses(schema), ["B.logoUrl"]);
    }
}
