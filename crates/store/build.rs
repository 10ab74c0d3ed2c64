//! A migration that is added makes this crate anew: the program carries them all.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
