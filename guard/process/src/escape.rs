//! Makes text from elsewhere safe to show.

use std::borrow::Cow;

/// The longest text shown, in characters; the rest is cut, and `…` says so.
const LONGEST: usize = 128;

/// Text from elsewhere as it may stand in a message, a log line or a terminal: what signals show of paths and names.
///
/// What does not print (control, format, private-use and separator characters, so no line break, escape sequence or
/// reordering survives), quotes, backticks and backslashes are escaped.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && text.bytes().all(is_harmless) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    for character in text.chars().take(LONGEST) {
        match character {
            '`' => shown.push_str("\\u{60}"),
            _ => shown.extend(character.escape_debug()),
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    Cow::Owned(shown)
}

fn is_harmless(byte: u8) -> bool {
    (byte.is_ascii_graphic() || byte == b' ') && !b"\"'`\\".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_text_is_shown_as_it_is() {
        assert_eq!(escape("ORCH-114 in project x"), "ORCH-114 in project x");
        assert_eq!(escape("Käse"), "Käse");
    }

    #[test]
    fn nothing_that_could_forge_a_line_or_a_quote_survives() {
        let hostile = "a\u{1b}[31m\nb\r\u{9b}\u{202e}\u{2028}\u{85}\u{feff}\u{200b}\u{e000}`\"'\\\0";
        let shown = escape(hostile);
        assert!(shown.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{shown}");
        assert!(!shown.contains('`'));
        for alone in hostile
            .chars()
            .filter(|alone| !alone.is_alphanumeric() && *alone != '[')
        {
            assert!(escape(&alone.to_string()).starts_with('\\'), "{alone:?}");
        }
    }

    #[test]
    fn long_text_is_cut_and_the_cut_is_shown() {
        for text in ["ä", "a"] {
            let shown = escape(&text.repeat(1_000)).into_owned();
            assert_eq!(shown.chars().count(), LONGEST + 1);
            assert!(shown.ends_with('…'));
        }
    }
}
