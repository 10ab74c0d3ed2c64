//! What is looked at before a file is kept: content, archives, pictures, viruses.

use super::{Desk, PDF};
use calitas_app::document::Scanner;
use calitas_kit::{World, world::Files};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

#[tokio::test]
async fn a_content_that_is_not_what_its_name_says_is_refused_and_gone() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    for (name, content) in [
        ("pagina.pdf", &b"<html><script>alert(1)</script></html>"[..]),
        ("desen.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("program.docx", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00"),
        ("note.txt", b"<!DOCTYPE html><p>"),
        ("tabel.csv", b"a;b\x00c"),
    ] {
        let refused = desk.send(name, content).await;
        let fields = [("uploadId".to_owned(), "FILE_CONTENT_MISMATCH".to_owned())];
        assert_eq!(refused.fields(), fields, "{name}");
    }
    assert_eq!(desk.traces().await, (0, 0, 0));
}

#[tokio::test]
async fn a_photo_is_kept_without_its_place() {
    let world = World::new().await;
    let desk = Desk::new(&world).await;
    let photo = [
        &b"\xFF\xD8\xFF\xE0\x00\x07JFIF\x00"[..],
        b"\xFF\xE1\x00\x1CExif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00GPS 44.43N",
        b"\xFF\xDA\x00\x04ab",
        b"pixels\xFF\xD9",
    ]
    .concat();
    let sent = desk.send("poză.jpg", &photo).await.ok();
    let file = &sent["finishUpload"]["evidenceFile"];
    assert_eq!(file["preview"], json!("PICTURE"));
    let (path, cookie) = desk.path(file["id"].as_str().unwrap(), "previewPath").await;
    let fetched = desk.get(&path, &format!("Cookie: {cookie}\r\n")).await;
    assert_eq!(fetched.status, 200);
    assert!(fetched.body.ends_with(b"pixels\xFF\xD9"));
    assert!(!fetched.body.windows(3).any(|part| part == b"GPS"));
    assert!(fetched.header("content-disposition").starts_with("inline"));
}

/// A clamd that knows one virus; `Silent` takes everything and never answers.
async fn clamd(manner: Manner) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut command = [0; 10];
            stream.read_exact(&mut command).await.expect("the other side is there");
            assert_eq!(&command, b"zINSTREAM\0");
            let mut content = Vec::new();
            loop {
                let length = stream.read_u32().await.expect("the other side is there");
                if length == 0 {
                    break;
                }
                let mut part = vec![0; usize::try_from(length).expect("the other side is there")];
                stream.read_exact(&mut part).await.expect("the other side is there");
                content.extend(part);
            }
            let is_virus = content.windows(5).any(|part| part == b"EICAR");
            let verdict: &[u8] = match manner {
                Manner::Silent => return drop(stream),
                Manner::Scanning if is_virus => b"stream: Eicar-Test-Signature FOUND\0",
                Manner::Scanning => b"stream: OK\0",
            };
            stream.write_all(verdict).await.expect("the other side is there");
        }
    });
    address
}

#[derive(Clone, Copy)]
enum Manner {
    Scanning,
    Silent,
}

async fn scanned_by(address: &str) -> World {
    World::with_files(Files { scanner: Scanner::from_setting(address), ..Files::default() }).await
}

#[tokio::test]
async fn the_antivirus_lets_clean_files_pass_and_stops_others() {
    let world = scanned_by(&clamd(Manner::Scanning).await).await;
    let desk = Desk::new(&world).await;
    desk.send("curat.pdf", PDF).await.ok();
    let infected = [PDF, b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].concat();
    let refused = desk.send("infectat.pdf", &infected).await;
    assert_eq!(refused.fields(), [("uploadId".to_owned(), "FILE_INFECTED".to_owned())]);
    assert_eq!(desk.traces().await, (1, 0, 1));
}

#[tokio::test]
async fn without_an_answer_of_the_antivirus_nothing_is_kept_and_the_upload_waits() {
    let gone = "127.0.0.1:1".to_owned();
    for address in [gone, clamd(Manner::Silent).await] {
        let world = scanned_by(&address).await;
        let desk = Desk::new(&world).await;
        let refused = desk.send("a.pdf", PDF).await;
        assert_eq!((refused.code(), refused.reason()), ("UNAVAILABLE", "SCANNER_SILENT"));
        assert_eq!(refused.errors[0]["extensions"]["retryable"], json!(true));
        assert_eq!(desk.traces().await, (0, 1, 1), "the chunk stays for another try");
    }
}
