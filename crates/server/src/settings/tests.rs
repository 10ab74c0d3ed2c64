#![expect(clippy::result_large_err, reason = "figment gives its error to closures by value")]

use super::*;
use figment::Jail;
use std::collections::BTreeSet;

#[test]
fn every_setting_is_explained_and_every_explanation_is_a_setting() {
    let settings: BTreeSet<_> = table::values(&Settings::default()).into_iter().map(|(key, _)| key).collect();
    let explained: BTreeSet<_> = table::keys().into_iter().map(str::to_owned).collect();
    assert_eq!(settings, explained);
}

#[test]
fn what_is_printed_can_be_read_and_holds_no_password() {
    Jail::expect_with(|jail| {
        jail.set_env("CALITAS_DATABASE__APP_URL", "postgres://calitas_app:geheim@localhost/calitas");
        let settings = Settings::read(None).unwrap();
        let text = explain(&settings);
        assert!(!text.contains("geheim") && text.contains("CALITAS_DATABASE__APP_URL"));
        jail.create_file("calitas.toml", &text)?;
        jail.clear_env();
        assert_eq!(Settings::read(Some("calitas.toml".into())).unwrap(), Settings::default());
        Ok(())
    });
}

#[test]
fn the_environment_wins_over_the_file_and_the_file_over_defaults() {
    Jail::expect_with(|jail| {
        jail.create_file(
            "calitas.toml",
            "listen = \"127.0.0.1:1\"\nconnections = 7\n[log]\nformat = \"text\"",
        )?;
        jail.set_env("CALITAS_LISTEN", "127.0.0.1:2");
        jail.set_env("CALITAS_ENVIRONMENT", "development");
        jail.set_env("CALITAS_TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.1");
        jail.set_env("CALITAS_CHROMIUM", "/usr/bin/chromium");
        let settings = Settings::read(Some("calitas.toml".into())).unwrap();
        assert_eq!((settings.listen.port(), settings.connections), (2, 7));
        assert_eq!(settings.log_format(), LogFormat::Text);
        assert_eq!(settings.trusted_proxies.len(), 2);
        assert_eq!(settings.public_url().unwrap(), "http://127.0.0.1:2");
        Ok(())
    });
}

#[test]
fn mistakes_are_named() {
    Jail::expect_with(|jail| {
        jail.create_file("calitas.toml", "lissten = \"127.0.0.1:1\"")?;
        let error = Settings::read(Some("calitas.toml".into())).unwrap_err().to_string();
        assert!(error.contains("lissten"), "{error}");
        jail.set_env("CALITAS_LISTEN", "nowhere");
        let error = Settings::read(None).unwrap_err().to_string();
        assert!(error.to_lowercase().contains("listen"), "{error}");
        assert!(Settings::read(Some("missing.toml".into())).is_err());
        Ok(())
    });
}

#[test]
fn traces_are_off_unless_a_collector_is_named() {
    let with = |endpoint: &str, ratio| Traces { endpoint: Some(endpoint.to_owned()), ratio };
    assert_eq!(Traces::default().endpoint().unwrap(), None);
    assert_eq!(with("", 1.0).endpoint().unwrap(), None);
    let address = "http://127.0.0.1:4318/v1/traces";
    assert_eq!(with(address, 0.1).endpoint().unwrap(), Some(address));
    for (endpoint, ratio, word) in [
        ("collector", 1.0, "endpoint"),
        ("ftp://x", 1.0, "endpoint"),
        (address, 1.5, "ratio"),
        ("", -1.0, "ratio"),
    ] {
        let wrong = with(endpoint, ratio).endpoint().unwrap_err().to_string();
        assert!(wrong.contains(word), "{wrong}");
    }
}

#[test]
fn production_is_reached_over_tls() {
    let with = |environment, url: &str| {
        Settings { environment, public_url: url.into(), ..Settings::default() }.public_url()
    };
    assert_eq!(with(Environment::Production, "https://calitas.example/").unwrap(), "https://calitas.example");
    assert_eq!(
        with(Environment::Production, "").unwrap_err().to_string(),
        "CALITAS_PUBLIC_URL is not set; `calitas config` explains every setting"
    );
    for url in ["http://calitas.example", "calitas.example", "https://calitas.example/path", "ftp://x", "::"]
    {
        assert!(with(Environment::Production, url).is_err(), "{url}");
    }
    assert!(with(Environment::Production, "http://127.0.0.1:8080").is_ok());
}
