//! Whether contenders answer the same. They name and nest things differently, so what is compared is the values: those
//! of each item of the list in the answer, and those outside of it.

use serde_json::Value;

/// The values of an answer: first those outside of lists, then those of each item, in the order of the list. Within an
/// item order does not count, nor do ids, whose form is each contender's own, nor what is absent.
pub fn values(answer: &Value) -> Vec<Vec<String>> {
    let (mut outside, mut items) = (Vec::new(), Vec::new());
    part(answer, &mut outside, &mut items);
    outside.sort_unstable();
    items.insert(0, outside);
    items
}

fn part(value: &Value, outside: &mut Vec<String>, items: &mut Vec<Vec<String>>) {
    match value {
        Value::Array(list) => {
            for item in list {
                let mut found = Vec::new();
                leaves(item, &mut found);
                found.sort_unstable();
                items.push(found);
            }
        }
        Value::Object(fields) => {
            for (_, value) in fields.iter().filter(|(name, _)| *name != "id") {
                part(value, outside, items);
            }
        }
        Value::Null => {}
        leaf => outside.push(leaf.to_string()),
    }
}

fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|item| leaves(item, found)),
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "id").for_each(|(_, value)| leaves(value, found));
        }
        Value::Null => {}
        leaf => found.push(leaf.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_same_values_are_equal_however_they_are_named() {
        let ours = json!({"data": {"plan": {"id": "x", "title": "P", "actions": {"nodes": [
            {"title": "a", "unit": {"nameRo": "U"}, "contributors": [{"displayName": "F"}]}]}}}});
        let other =
            json!({"plan": "P", "nodes": [{"unit": "U", "title": "a", "helpers": ["F"], "nothing": null}]});
        assert_eq!(values(&ours), values(&other));
    }

    #[test]
    fn another_value_or_another_order_of_items_is_not() {
        let one = json!([{"a": 1}, {"a": 2}]);
        assert_ne!(values(&one), values(&json!([{"a": 2}, {"a": 1}])));
        assert_ne!(values(&one), values(&json!([{"a": 1}])));
    }
}
