//! Gives the library's own errors our vocabulary: a code on each, no value of the caller repeated, a bounded number.

use crate::limits;
use async_graphql::{ErrorExtensionValues, Response, ServerError};

/// The answer to an operation that ran out of time.
pub(super) fn too_slow() -> Response {
    let mut values = ErrorExtensionValues::default();
    values.set("code", "UNAVAILABLE");
    values.set("retryable", true);
    let mut error = ServerError::new("The operation took too long.", None);
    error.extensions = Some(values);
    Response::from_errors(vec![error])
}

/// Every error with a code; errors of our own resolvers pass untouched.
pub(super) fn speak(mut response: Response) -> Response {
    response.errors.truncate(limits::REPORTED_ERRORS);
    for error in &mut response.errors {
        if error.extensions.as_ref().is_none_or(|values| values.get("code").is_none()) {
            let code = if is_ours(error) { internal(error) } else { refused(error) };
            error.extensions.get_or_insert_default().set("code", code);
        }
    }
    response
}

/// An error without a code that the library cannot have made: a resolver let a cause slip through.
fn is_ours(error: &ServerError) -> bool {
    error.source.is_some() || error.message.starts_with("Data `")
}

fn internal(error: &mut ServerError) -> &'static str {
    tracing::error!(error.cause = %error.message, "resolver error without a code");
    error.message = "Something went wrong on our side.".into();
    "INTERNAL"
}

fn refused(error: &mut ServerError) -> &'static str {
    let message = &error.message;
    // What follows these words is the value that was sent.
    let end = [", found ", "\": ", " does not contain the value "]
        .iter()
        .filter_map(|words| message.find(words))
        .min();
    let mut text: String = match end {
        Some(end) if message[end..].starts_with('"') => message[..=end].to_owned() + ".",
        Some(end) if message[end..].starts_with(' ') => {
            message[..end].to_owned() + " does not contain this value."
        }
        Some(end) => message[..end].to_owned() + ".",
        None => message.clone(),
    };
    if let Some((end, _)) = text.char_indices().nth(limits::MESSAGE_CHARS) {
        text.truncate(end);
        text.push('…');
    }
    error.message = text;
    "INVALID"
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::{Error, Pos};

    fn spoken(message: &str) -> (String, String) {
        let response = speak(Response::from_errors(vec![ServerError::new(message, None)]));
        let code = response.errors[0].extensions.as_ref().unwrap().get("code").unwrap().to_string();
        (response.errors[0].message.clone(), code)
    }

    #[test]
    fn values_are_cut_out_of_library_messages() {
        for (said, heard) in [
            ("Expected input type \"Int\", found \"geheim\".", "Expected input type \"Int\"."),
            ("Failed to parse \"Date\": geheim is no date", "Failed to parse \"Date\"."),
            (
                "Invalid value for argument \"s\", enumeration type \"S\" does not contain the value \"geheim\"",
                "Invalid value for argument \"s\", enumeration type \"S\" does not contain this value.",
            ),
            ("Unknown field \"x\" on type \"Query\".", "Unknown field \"x\" on type \"Query\"."),
        ] {
            assert_eq!(spoken(said), (heard.to_owned(), "\"INVALID\"".to_owned()));
        }
        assert_eq!(spoken(&"ș".repeat(900)).0.chars().count(), limits::MESSAGE_CHARS + 1);
    }

    #[test]
    fn causes_stay_here() {
        let cause =
            Error::new_with_source("password authentication failed").into_server_error(Pos::default());
        let response = speak(Response::from_errors(vec![cause]));
        assert_eq!(response.errors[0].message, "Something went wrong on our side.");
        assert_eq!(spoken("Data `a::b` does not exist.").1, "\"INTERNAL\"");
    }

    #[test]
    fn a_flood_of_errors_is_cut() {
        let errors = vec![ServerError::new("x", None); 10_000];
        assert_eq!(speak(Response::from_errors(errors)).errors.len(), limits::REPORTED_ERRORS);
    }
}
