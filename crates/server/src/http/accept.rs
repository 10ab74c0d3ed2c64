//! Content negotiation after the GraphQL-over-HTTP specification.

use axum::http::{HeaderMap, HeaderValue, header};

/// The body an answer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/graphql-response+json`: the status tells the outcome.
    GraphqlResponse,
    /// `application/json`: 200 for whatever reached GraphQL, for older clients.
    Json,
    /// `text/event-stream`: answers as they come.
    EventStream,
}

impl Media {
    /// The `Content-Type` of the answer.
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
            Self::EventStream => "text/event-stream",
        })
    }
}

/// The body the client wants most; `None` when it wants none that we have. Without a wish it is JSON.
pub fn preferred(headers: &HeaderMap) -> Option<Media> {
    let mut best: Option<(f32, Media)> = None;
    let mut asked = false;
    for value in headers.get_all(header::ACCEPT) {
        for range in value.to_str().unwrap_or_default().split(',') {
            let (range, parameters) = range.split_once(';').unwrap_or((range, ""));
            let media = match range.trim().to_ascii_lowercase().as_str() {
                "" => continue,
                "application/graphql-response+json" => Some(Media::GraphqlResponse),
                "application/json" | "application/*" | "*/*" => Some(Media::Json),
                "text/event-stream" => Some(Media::EventStream),
                _ => None,
            };
            asked = true;
            let weight = weight(parameters);
            let Some(media) = media else { continue };
            if weight > 0.0 && best.is_none_or(|(known, _)| weight > known) {
                best = Some((weight, media));
            }
        }
    }
    match best {
        Some((_, media)) => Some(media),
        None if asked => None,
        None => Some(Media::Json),
    }
}

fn weight(parameters: &str) -> f32 {
    let written = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("q="));
    written.map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0))
}

/// Whether the body is declared as JSON in UTF-8. Anything a form or a script without consent of the browser can
/// send is not, so a foreign page cannot reach us without a preflight that we never allow.
pub fn is_json(headers: &HeaderMap) -> bool {
    let mut declared = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (declared.next(), declared.next()) else { return false };
    let Ok(value) = value.to_str() else { return false };
    let mut parts = value.split(';').map(str::trim);
    let is_json = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    is_json
        && parts.all(|parameter| match parameter.split_once('=') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("charset") => {
                value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
            }
            _ => true,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(accept: &str) -> Option<Media> {
        preferred(&HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_str(accept).unwrap())]))
    }

    #[test]
    fn the_dearest_known_range_wins_and_order_breaks_ties() {
        assert_eq!(preferred(&HeaderMap::new()), Some(Media::Json));
        for (accept, media) in [
            ("*/*", Some(Media::Json)),
            ("application/graphql-response+json, application/json", Some(Media::GraphqlResponse)),
            ("application/json;q=0.5, application/graphql-response+json;q=0.9", Some(Media::GraphqlResponse)),
            ("text/event-stream", Some(Media::EventStream)),
            ("Application/JSON; charset=utf-8", Some(Media::Json)),
            ("text/html, */*;q=0.1", Some(Media::Json)),
            ("text/html", None),
            ("application/json;q=0", None),
            ("application/json;q=x", None),
        ] {
            assert_eq!(wants(accept), media, "{accept}");
        }
    }

    #[test]
    fn only_json_in_utf8_is_read() {
        let declared = |kind: &str| {
            is_json(&HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_str(kind).unwrap())]))
        };
        for kind in
            ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON;charset=\"UTF-8\""]
        {
            assert!(declared(kind), "{kind}");
        }
        for kind in [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=latin1",
            "application/jsonp",
            "text/plain; application/json",
        ] {
            assert!(!declared(kind), "{kind}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
