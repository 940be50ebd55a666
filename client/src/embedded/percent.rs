//! Paths as they stand in a URL.

use std::fmt::Write as _;

/// The path with everything percent-encoded that a path may not hold as it is.
pub(crate) fn percent_encode(path: &str) -> String {
    path.bytes()
        .fold(String::with_capacity(path.len()), |mut encoded, byte| {
            if byte.is_ascii_alphanumeric() || b"/:&=+$,!*'();@~-_.".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
            encoded
        })
}
