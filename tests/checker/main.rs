//! A checker that rejects its input badly, in the way its argument names.
fn main() {}
