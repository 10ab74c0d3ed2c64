use crate::server::Server;
use calitas_graphql::trusted::DocumentRule;
use calitas_server::http::files::Explorer;
use std::{fs, path::PathBuf};

/// A web build in a folder of its own, gone with the value.
struct Build(PathBuf);

impl Build {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("calitas-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("dist/assets")).unwrap();
        fs::create_dir_all(folder.join("dist/explorer")).unwrap();
        for (file, text) in [
            ("dist/index.html", "<!doctype html>first page"),
            ("dist/index.html.br", "compressed"),
            ("dist/assets/index-3f.js", "script"),
            ("dist/explorer/index.html", "explorer"),
            ("dist/config.js", "settings"),
            ("secret.txt", "geheim"),
        ] {
            fs::write(folder.join(file), text).unwrap();
        }
        Self(folder)
    }
}

impl Drop for Build {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn screens_get_the_first_page_and_files_their_caching() {
    let build = Build::new("screens");
    let server = Server::with(DocumentRule::Any, Some(build.0.join("dist")), Explorer::Served).await;
    for path in ["/", "/plan/7kq", "/index.html"] {
        let answer = server.get(path, &[]).await;
        assert_eq!((answer.status(), answer.text()), (200, "<!doctype html>first page"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert!(answer.header("content-security-policy").is_some());
    }
    let compressed = server.get("/", &[("Accept-Encoding", "gzip, br")]).await;
    assert_eq!((compressed.header("content-encoding"), compressed.text()), (Some("br"), "compressed"));
    let script = server.get("/assets/index-3f.js", &[]).await;
    assert_eq!(script.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(script.header("content-type"), Some("text/javascript"));
    assert_eq!(server.get("/config.js", &[]).await.header("cache-control"), Some("no-cache"));
    assert_eq!(server.get("/explorer/", &[]).await.text(), "explorer");
}

#[tokio::test]
async fn nothing_outside_the_folder_is_served() {
    let build = Build::new("outside");
    let server = Server::with(DocumentRule::Any, Some(build.0.join("dist")), Explorer::Hidden).await;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..\\..\\secret.txt",
        "//secret.txt",
        "/assets/%00",
        "/missing.js",
        "/assets/missing-1.js",
        "/explorer/",
        "/explorer/index.html",
    ] {
        let answer = server.get(path, &[]).await;
        assert!(matches!(answer.status(), 400 | 404), "{path}: {}", answer.raw);
        assert!(!answer.raw.contains("geheim"), "{path}");
    }
    assert_eq!(server.send(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.status(), 405);
}

#[tokio::test]
async fn schema_keys_and_health_are_public() {
    let server = Server::start().await;
    assert!(server.get("/schema.graphql", &[]).await.text().contains("type Query"));
    assert_eq!(server.get("/.well-known/jwks.json", &[]).await.text(), r#"{"keys":[]}"#);
    assert_eq!(server.get("/health/live", &[]).await.status(), 200);
    assert_eq!(server.get("/health/ready", &[]).await.json()["status"], "ready");
    assert_eq!(server.get("/metrics", &[]).await.status(), 404);
}
