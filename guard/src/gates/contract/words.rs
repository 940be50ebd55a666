//! Words of authority in plain output.

/// Whether `line` holds a word of authority on its own: `PASS`, `SEAL`, `CERT`, or capitals that end in `_PASS`,
/// `_AUTHORIZED` or `_GRANTED`.
///
/// A word is letters, digits and underscores. `PASS_REJECTED` is a word of rejection, not of authority. What a terminal
/// does not show, such as colour, is no part of a word.
#[must_use]
pub fn holds_authority(line: &str) -> bool {
    if !line.contains(['\u{1b}', '\u{9b}']) {
        return words_hold_authority(line);
    }
    let shown = shown_pieces(line);
    // An escape sequence may separate words, stand within one, or be unknown to the terminal and shown: so the line is read in
    // pieces, without its sequences, and as it is.
    shown.iter().any(|piece| words_hold_authority(piece))
        || words_hold_authority(&shown.concat())
        || words_hold_authority(line)
}

fn words_hold_authority(text: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .any(is_authority)
}

/// What stands between the escape sequences for a terminal (ECMA-48).
fn shown_pieces(line: &str) -> Vec<String> {
    let line = line.replace('\u{9b}', "\u{1b}[");
    let mut pieces = line.split('\u{1b}');
    let before = pieces.next().unwrap_or_default();
    let after = pieces.map(|piece| {
        let piece = piece.trim_start_matches(|character| matches!(character, ' '..='/'));
        let piece = match piece.strip_prefix('[') {
            Some(parameters) => parameters.trim_start_matches(|character| matches!(character, ' '..='?')),
            None => piece,
        };
        let is_last = |character| matches!(character, '0'..='~');
        piece.strip_prefix(is_last).unwrap_or(piece)
    });
    std::iter::once(before).chain(after).map(str::to_owned).collect()
}

fn is_authority(word: &str) -> bool {
    let word = word.trim_end_matches('_');
    let is_capitals = word
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let has_ending = ["_PASS", "_AUTHORIZED", "_GRANTED"]
        .iter()
        .any(|ending| word.ends_with(ending));
    matches!(word.trim_start_matches('_'), "PASS" | "SEAL" | "CERT") || (is_capitals && has_ending)
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
            "_GRANTED",
            "_AUTHORIZED_",
            "\u{1b}[32mPASS\u{1b}[0m",
            "\u{1b}[1;38;5;10mPASS\u{1b}(B\u{1b}[m",
            "\u{1b}(BPASS",
            "\u{9b}32mPASS",
            "result\u{1b}[0mPASS\u{1b}[0mfor x",
            "PRODUCTION\u{1b}[1m_PASS",
            "PA\u{1b}[1mSS",
            "\u{1b}]8;;http://x\u{1b}\\PASS\u{1b}]8;;\u{1b}\\",
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
            "\u{1b}[32mPASS_REJECTED\u{1b}[0m",
            "\u{1b}[31mrejected\u{1b}[0m",
            "\u{1b}",
            "\u{1b}[",
        ] {
            assert!(!holds_authority(line), "{line:?}");
        }
    }
}
