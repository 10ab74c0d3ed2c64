//! Which web pages may speak to us. Programs that are no browser send no `Origin` and are let through: they have no
//! cookies of other people.

use axum::http::{HeaderMap, Uri, header, uri::Authority};

/// The pages that may.
#[derive(Debug, Clone)]
pub struct Origins {
    own: String,
    loopback: Loopback,
}

/// Whether pages from this very machine may speak to us besides our own, as the development server's do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loopback {
    /// Development.
    Allowed,
    /// Production.
    Refused,
}

impl Origins {
    /// Our own pages live at `public_url`.
    pub fn new(public_url: &Uri, loopback: Loopback) -> Self {
        let scheme = public_url.scheme_str().unwrap_or("https");
        let authority = public_url.authority().map(Authority::as_str).unwrap_or_default();
        Self { own: format!("{scheme}://{authority}").to_ascii_lowercase(), loopback }
    }

    /// Our own origin, `https://host[:port]`.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Whether a request with these headers may be answered.
    pub fn allow(&self, headers: &HeaderMap) -> bool {
        let mut stated = headers.get_all(header::ORIGIN).iter();
        let Some(origin) = stated.next() else { return true };
        if stated.next().is_some() {
            return false;
        }
        let Ok(origin) = origin.to_str() else { return false };
        if origin.eq_ignore_ascii_case(&self.own) {
            return true;
        }
        match self.loopback {
            Loopback::Refused => false,
            Loopback::Allowed => {
                let host = origin.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
                matches!(host.as_deref(), Some("localhost" | "127.0.0.1" | "[::1]"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn allowed(loopback: Loopback, origin: &str) -> bool {
        let origins = Origins::new(&Uri::from_static("https://calitas.example:8443/x"), loopback);
        origins.allow(&HeaderMap::from_iter([(header::ORIGIN, HeaderValue::from_str(origin).unwrap())]))
    }

    #[test]
    fn only_our_own_pages_and_programs_pass() {
        assert!(allowed(Loopback::Refused, "https://calitas.example:8443"));
        assert!(allowed(Loopback::Allowed, "http://localhost:5173"));
        for origin in
            ["null", "http://calitas.example:8443", "https://calitas.example", "http://localhost:5173"]
        {
            assert!(!allowed(Loopback::Refused, origin), "{origin}");
        }
        assert!(!allowed(Loopback::Allowed, "http://localhost.evil.example"));
        assert!(Origins::new(&Uri::from_static("https://a"), Loopback::Refused).allow(&HeaderMap::new()));
    }
}
