//! The calitas binary.
fn main() {}
