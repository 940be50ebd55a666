//! Words of authority in plain output.

/// Whether `line` holds a word of authority on its own: `PASS`, `SEAL`, `CERT`, or capitals that end in `_PASS`,
/// `_AUTHORIZED` or `_GRANTED`.
///
/// A word is letters, digits and underscores. `PASS_REJECTED` is a word of rejection, not of authority.
#[must_use]
pub fn holds_authority(line: &str) -> bool {
    line.split(|character: char| !character.is_alphanumeric() && character != '_')
        .any(is_authority)
}

fn is_authority(word: &str) -> bool {
    let word = word.trim_matches('_');
    let is_capitals = word
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let has_ending = ["_PASS", "_AUTHORIZED", "_GRANTED"]
        .iter()
        .any(|ending| word.ends_with(ending));
    matches!(word, "PASS" | "SEAL" | "CERT") || (is_capitals && has_ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_authority_stands_on_its_own() {
        for line in [
            "PASS",
            "result: PASS.",
            "[SEAL]",
            "\"CERT\"",
            "PRE-PASS",
            "QT001_PASS",
            "SEAL_AUTHORIZED",
            "x=ACCESS_GRANTED;",
            "__PASS__",
            "PASS PASS_REJECTED",
            "\u{1b}[32mPASS\u{1b}[0m PASS",
        ] {
            assert!(holds_authority(line), "{line:?}");
        }
    }

    #[test]
    fn words_of_rejection_and_other_words_are_none() {
        for line in [
            "",
            "PASS_REJECTED",
            "ORACLE_CLAIMS_SEAL_REJECTED",
            "SEAL_DENIED",
            "passed",
            "Pass",
            "pass",
            "PASSAGE",
            "BYPASS",
            "CERTIFICATE",
            "x_PASS",
            "NOT_GRANTED_AT_ALL",
            "GRANTED",
            "ÄPASS",
        ] {
            assert!(!holds_authority(line), "{line:?}");
        }
    }
}
