//! The way from the network to the schema and back: HTTP, sockets, event streams, files, settings, logs. It holds no
//! rules and asks the application only through [`gate::Gate`].
//!
//! To add a transport: take a [`transport::Transport`], enter through the gate, run through
//! `Transport::answer` or `Transport::stream`, keep a seat while it lives, end on `stop`.

pub mod app_gate;
pub mod cli;
pub mod event_stream;
pub mod gate;
pub mod http;
pub mod listener;
pub mod logging;
pub mod measure;
pub mod paced;
pub mod postman;
pub mod running;
pub mod seats;
pub mod secrets;
pub mod settings;
pub mod socket;
pub mod traces;
pub mod transport;
pub mod turns;
