//! The jubilee binary.
fn main() {}
