//! Told to stop while people write: whoever was let in is answered, nobody is cut off in the middle.

use super::{Act, is_whole, sign_in};
use crate::program::Program;
use calitas_kit::{World, hard};
use std::time::{Duration, Instant};
use tokio::{net::TcpStream, process::Command, time::sleep, time::timeout};

const STOPS: usize = 3;
const WRITERS: usize = 8;

#[tokio::test]
async fn stopping_under_load_loses_no_request_that_was_let_in() {
    let world = World::new().await;
    let server = Program::start(&world.database).await;
    let token = sign_in(&world, &server).await;
    server.kill().await;
    let (mut acts, mut longest): (Vec<Act>, Duration) = (Vec::new(), Duration::ZERO);
    for stop in 0..STOPS {
        let mut server = Program::start(&world.database).await;
        let address = server.address.clone();
        let writers = (0..WRITERS).map(|writer| {
            let (world, token, address) = (&world, &token, &address);
            async move {
                let mut acts = Vec::new();
                // Until nobody is let in any more.
                while TcpStream::connect(address.as_str()).await.is_ok() {
                    let mut act = Act::new(world, stop * 100 + writer, acts.len());
                    match act.ask(address, token).await {
                        Ok(reply) => {
                            assert_eq!(reply.status, 200, "{reply:?}");
                            acts.push(act);
                        }
                        // Not let in, as far as the client can tell: then it did not happen.
                        Err(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => break,
                        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
                        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => break,
                        Err(error) => panic!("{error}"),
                    }
                }
                acts
            }
        });
        let stopping = async {
            sleep(Duration::from_millis(600)).await;
            let id = server.child.id().expect("running").to_string();
            assert!(Command::new("kill").args(["-TERM", &id]).status().await.expect("ran").success());
            let told = Instant::now();
            let ended = timeout(Duration::from_secs(30), server.child.wait()).await.expect("in time");
            assert_eq!(ended.expect("ended").code(), Some(0));
            told.elapsed()
        };
        let (done, took) = tokio::join!(futures_util::future::join_all(writers), stopping);
        acts.extend(done.into_iter().flatten());
        longest = longest.max(took);
    }
    let (count, longest) = (acts.len(), longest.as_secs_f32());
    hard::figure(format_args!("{STOPS} stops; {count} requests answered; longest stop {longest:.1} s"));
    assert!(count > STOPS * WRITERS, "{count}");
    // What was answered happened, and nothing else did.
    is_whole(&world, &acts).await;
}
