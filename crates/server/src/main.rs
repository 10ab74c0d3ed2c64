//! The `calitas` program.

use std::process::ExitCode;

/// An answer is made of thousands of small pieces on several threads; the allocator of the C library takes its time
/// over them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Two libraries bring two providers of TLS: this one is chosen before anything can ask.
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        eprintln!("calitas: the TLS provider was chosen twice");
        return ExitCode::FAILURE;
    }
    calitas_server::cli::run()
}
