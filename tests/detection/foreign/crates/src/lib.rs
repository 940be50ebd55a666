//! What the tests share.

/// Which case this process is.
pub fn case() -> String {
    std::env::var("CASE").unwrap_or_else(|_| "crates".into())
}
