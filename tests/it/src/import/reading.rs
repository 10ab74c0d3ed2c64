//! Sheets over HTTP: in as bytes, out as lines.

use crate::transport;
use calitas_domain::{access::Role, import::ImportKind};
use calitas_kit::World;
use calitas_server::settings::Environment;
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

async fn post(address: SocketAddr, headers: &str, body: &[u8]) -> (u16, Value) {
    let (status, _, body) = send(address, "POST /imports", headers, body).await;
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

async fn send(address: SocketAddr, what: &str, headers: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let head = format!(
        "{what} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.expect("sent");
    // A refusal may come before the body was read.
    let _refused_early = stream.write_all(body).await;
    let mut bytes = Vec::new();
    let _cut = stream.read_to_end(&mut bytes).await;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, head, bytes.split_off((end + 4).min(bytes.len())))
}

#[tokio::test]
async fn a_sheet_comes_back_as_lines_for_those_who_may_take_something_over() {
    let world = World::new().await;
    let address = transport::serve(&world, Environment::Development).await;
    let bytes = "Content-Type: application/octet-stream\r\n";
    let as_role = |role: Role| {
        let token = world.token(&world.hall.people[&role]);
        format!("Authorization: Bearer {token}\r\n{bytes}")
    };
    let admin = as_role(Role::InstitutionAdmin);
    let (status, sheet) = post(address, &admin, b"Cod;Denumire\r\nSJ;\"\xAAefi; \xEEn ora\xBA\"\r\n").await;
    assert_eq!(status, 200);
    assert_eq!(
        sheet,
        json!({ "headings": ["Cod", "Denumire"], "rows": [{ "number": 2, "cells": ["SJ", "Şefi; în oraş"] }] })
    );
    let reason = |answer: &Value| answer["errors"][0]["extensions"]["fields"][0]["code"].clone();
    for (content, code) in [
        (&b"%PDF-1.7"[..], "FILE_TYPE_REFUSED"),
        (b"", "FILE_EMPTY"),
        (b"PK\x03\x04", "FILE_DAMAGED"),
        (&vec![b'a'; 5 * 1024 * 1024 + 1], "FILE_TOO_LARGE"),
    ] {
        let (_, answer) = post(address, &admin, content).await;
        assert_eq!(reason(&answer), json!(code), "{answer}");
    }
    assert_eq!(post(address, bytes, b"A;B\n1;2\n").await.0, 401);
    assert_eq!(post(address, &as_role(Role::Reader), b"A;B\n1;2\n").await.0, 403);
    let form = admin.replace("application/octet-stream", "text/csv");
    assert_eq!(post(address, &form, b"A;B\n1;2\n").await.0, 415);
}

#[tokio::test]
async fn templates_are_for_those_who_are_signed_in_and_name_their_columns() {
    let world = World::new().await;
    let address = transport::serve(&world, Environment::Development).await;
    let token = world.token(&world.hall.people[&Role::InstitutionAdmin]);
    let admin = format!("Authorization: Bearer {token}\r\n");
    for kind in ImportKind::ALL {
        let what = format!("GET /imports/{}.xlsx", kind.code());
        let (status, head, file) = send(address, &what, &admin, b"").await;
        assert_eq!(status, 200, "{kind:?}");
        assert!(head.contains("openxmlformats"), "{head}");
        // It is read as a sheet with only headings.
        let (_, answer) =
            post(address, &format!("{admin}Content-Type: application/octet-stream\r\n"), &file).await;
        assert_eq!(answer["errors"][0]["extensions"]["fields"][0]["code"], "FILE_EMPTY");
        assert_eq!(send(address, &what, "", b"").await.0, 401);
    }
    assert_eq!(send(address, "GET /imports/OTHER.xlsx", &admin, b"").await.0, 404);
    assert_eq!(send(address, "GET /imports/UNITS", &admin, b"").await.0, 404);
}
