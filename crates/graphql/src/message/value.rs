//! Values of the journal that are codes of the application's own catalogues, as words in both languages.

use super::{of_event, of_permission};
use calitas_domain::{access::Permission, identity::Language};
use serde_json::Value;

/// The words for the codes in a field of a journal entry; nothing for fields that hold none of these catalogues.
pub fn of_value(field: &str, value: &Value, language: Language) -> Option<String> {
    let word: fn(&str, Language) -> String = match field {
        "permissions" => |code, language| {
            Permission::from_code(code)
                .map_or(code.to_owned(), |found| of_permission(found, language).to_owned())
        },
        "filter.kinds" => |code, language| of_event(code, language).to_owned(),
        _ => return None,
    };
    let codes: Vec<&str> = match value {
        Value::Array(codes) => codes.iter().filter_map(Value::as_str).collect(),
        Value::String(codes) => codes.split(", ").collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    };
    let words: Vec<String> = codes.into_iter().map(|code| word(code, language)).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn codes_of_our_catalogues_are_words() {
        let permissions = json!(["JOURNAL_READ", "NEWER"]);
        let said = of_value("permissions", &permissions, Language::Ro);
        assert_eq!(said.as_deref(), Some("consulta jurnalul instituției; NEWER"));
        let kinds = json!("plan_created, unit_created");
        let said = of_value("filter.kinds", &kinds, Language::En);
        assert_eq!(said.as_deref(), Some("The plan was begun; The unit was added"));
        assert_eq!(of_value("permissions", &Value::Null, Language::En), None);
        assert_eq!(of_value("title", &json!("plan_created"), Language::En), None);
    }
}
