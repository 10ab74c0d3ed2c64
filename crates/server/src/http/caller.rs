//! Who a request says it comes from: token, cookie, address behind the proxies we trust, and a request id.

use super::{accept::Media, answer};
use crate::{
    app_gate::meta,
    gate::{Caller, Credentials},
    transport,
};
use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, Response, header, request::Parts},
};
use calitas_domain::Error;
use calitas_graphql::{error::server_error, identity::REFRESH_COOKIE};
use data_encoding::BASE32HEX_NOPAD;
use ipnet::IpNet;
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

/// Longest user agent and language list that are kept.
const HEADER_CHARS: usize = 256;

/// The other end of the connection; put into every request by the listener.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// The id of the request; put into every request by [`super::trace`].
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

impl RequestId {
    /// A new one: eighty random bits, so that ids of several servers do not meet.
    pub fn random() -> Self {
        let bits: [u8; 10] = rand::random();
        Self(BASE32HEX_NOPAD.encode(&bits).to_ascii_lowercase())
    }
}

/// Extracts the [`Caller`].
#[derive(Debug, Clone)]
pub struct CallerOf(pub Caller);

/// The address behind the proxies; put into every request by [`super::trace`].
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub Option<IpAddr>);

impl<S: Sync> FromRequestParts<S> for CallerOf {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let text = |name| {
            let value: &str = parts.headers.get(name)?.to_str().ok()?;
            Some(value.chars().take(HEADER_CHARS).collect())
        };
        let caller = Credentials {
            bearer: bearer(&parts.headers),
            refresh_cookie: cookie(&parts.headers, REFRESH_COOKIE),
            request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
            address: parts.extensions.get::<ClientAddress>().and_then(|address| address.0),
            user_agent: text(header::USER_AGENT),
            accept_language: text(header::ACCEPT_LANGUAGE),
        };
        Ok(Self(caller.into()))
    }
}

/// The token of `Authorization: Bearer`. Anything else in that header is a token that does not hold, not none.
fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?;
    let value = value.to_str().unwrap_or_default();
    Some(bearer_token(value).unwrap_or_default().to_owned())
}

/// The token behind the word `Bearer`.
pub fn bearer_token(value: &str) -> Option<&str> {
    let (scheme, token) = value.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The value of a cookie, if it is sent.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).find_map(|value| {
        value.split(';').find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key == name && !value.is_empty()).then(|| value.to_owned())
        })
    })
}

/// The HTTP answer to a refusal of the application outside GraphQL, in the caller's language.
pub fn problem(error: &Error, caller: &Caller) -> Response<Body> {
    let error = server_error(error, meta(caller).language);
    answer::graphql(transport::closed(error), Media::GraphqlResponse)
}

/// The address of the client: the first one, read from our side, that is not a proxy of ours.
pub fn client_address(peer: Option<IpAddr>, headers: &HeaderMap, proxies: &[IpNet]) -> Option<IpAddr> {
    let trusted = |address: &IpAddr| proxies.iter().any(|proxy| proxy.contains(&address.to_canonical()));
    let mut client = peer?.to_canonical();
    let named = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let named: Vec<&str> = named.flat_map(|value| value.split(',')).collect();
    for hop in named.into_iter().rev() {
        if !trusted(&client) {
            break;
        }
        let Ok(hop) = hop.trim().parse::<IpAddr>() else { break };
        client = hop.to_canonical();
    }
    Some(client)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.append(name, HeaderValue::from_static(value));
        headers
    }

    #[test]
    fn only_our_proxies_are_believed() {
        let proxies: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let forwarded = headers("x-forwarded-for", "6.6.6.6, 9.9.9.9, 10.1.1.1");
        let from = |peer: &str| {
            client_address(Some(peer.parse().unwrap()), &forwarded, &proxies).unwrap().to_string()
        };
        assert_eq!(from("10.0.0.1"), "9.9.9.9");
        assert_eq!(from("::ffff:10.0.0.1"), "9.9.9.9");
        assert_eq!(from("8.8.8.8"), "8.8.8.8");
        let nonsense = headers("x-forwarded-for", "nonsense");
        assert_eq!(client_address("10.0.0.1".parse().ok(), &nonsense, &proxies), "10.0.0.1".parse().ok());
    }

    #[test]
    fn tokens_and_cookies_are_found() {
        assert_eq!(bearer(&headers("authorization", "bearer  abc")).as_deref(), Some("abc"));
        assert_eq!(bearer(&headers("authorization", "Basic abc")).as_deref(), Some(""));
        assert_eq!(bearer(&HeaderMap::new()), None);
        let cookies = headers("cookie", "a=1; calitas_refresh=r=1; b=2");
        assert_eq!(cookie(&cookies, REFRESH_COOKIE).as_deref(), Some("r=1"));
        assert_eq!(cookie(&headers("cookie", "xcalitas_refresh=r"), REFRESH_COOKIE), None);
    }
}
