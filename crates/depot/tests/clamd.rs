//! An antivirus that takes its time: nobody waits longer than the patience, whatever it stands still at.

use calitas_depot::{DepotError, Scanner, Spool};
use std::time::{Duration, Instant};
use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
};

const PATIENCE: Duration = Duration::from_millis(300);

/// Where it stands still.
#[derive(Clone, Copy)]
enum Stall {
    /// It takes the connection and reads nothing.
    Reading,
    /// It reads everything and says nothing.
    Answering,
    /// It takes no connections: its queue is full.
    Accepting,
}

async fn clamd(stall: Stall) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address").to_string();
    tokio::spawn(async move {
        let mut held: Vec<TcpStream> = Vec::new();
        loop {
            match stall {
                Stall::Accepting => std::future::pending::<()>().await,
                Stall::Reading => held.push(listener.accept().await.expect("a connection").0),
                Stall::Answering => {
                    let (mut stream, _) = listener.accept().await.expect("a connection");
                    tokio::spawn(async move {
                        let mut content = Vec::new();
                        let _read = stream.read_to_end(&mut content).await;
                        drop(stream);
                    });
                }
            }
        }
    });
    address
}

#[tokio::test]
async fn nobody_waits_longer_than_the_patience() {
    // More than the buffers of a connection take.
    let spool = Spool::of(&vec![b' '; 16 * 1024 * 1024]).await.expect("there is room");
    for stall in [Stall::Reading, Stall::Answering, Stall::Accepting] {
        let scanner = Scanner::from_setting(&clamd(stall).await);
        let started = Instant::now();
        let outcome = scanner.scan_within(&spool, PATIENCE).await;
        assert!(matches!(outcome, Err(DepotError::Scanner(_))), "{outcome:?}");
        assert!(started.elapsed() < Duration::from_secs(5));
    }
}
