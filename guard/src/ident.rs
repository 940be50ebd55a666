//! What counts as an exact identity.

use std::borrow::Cow;

use uuid::Uuid;

/// The longest plain id, in bytes.
const LONGEST: usize = 256;

/// Whether `text` is empty or only white space.
///
/// White space is Unicode `White_Space` plus the information separators U+001C to U+001F.
pub(crate) fn is_blank(text: &str) -> bool {
    match text.bytes().next() {
        Some(byte) if byte.is_ascii_graphic() => false,
        _ => text.chars().all(is_white),
    }
}

/// Whether `text`, without the white space around it and in lower case, is one of `words`.
pub(crate) fn is_one_in_any_case(words: &[&str], text: &str) -> bool {
    let text = trim(text);
    if text.is_ascii() {
        return words.iter().any(|word| word.eq_ignore_ascii_case(text));
    }
    words.contains(&&*text.to_lowercase())
}

/// `text` without the white space around it.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_white)
}

/// Whether `text` is one part of a path, and stays one however often it is decoded: neither blank nor a step, and without a
/// separator.
pub(crate) fn is_one_part(text: &str) -> bool {
    let text = decoded(text);
    !is_blank(&text) && !matches!(&*text, "." | "..") && !text.contains(['/', '\\'])
}

/// `text` with every percent-encoded ASCII character written out, also if it was encoded more than once.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    while let Some(next) = decoded_once(&text) {
        text = Cow::Owned(next);
    }
    text
}

/// `None` if there is nothing to decode.
fn decoded_once(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let byte = after.get(..2).and_then(|digits| {
            let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            u8::from_str_radix(digits, 16)
                .ok()
                .filter(|byte| is_hex && byte.is_ascii())
        });
        if let Some(byte) = byte {
            out.push(char::from(byte));
            rest = after.get(2..).unwrap_or_default();
        } else {
            out.push('%');
            rest = after;
        }
    }
    out.push_str(rest);
    (out.len() != text.len()).then_some(out)
}

/// Whether `text` is an identity that a list may hold.
///
/// That is 1 to 256 printable ASCII characters without white space, comma, quote, `*` or `?`; and what is a UUID is in
/// canonical form: lower case and hyphenated.
pub(crate) fn is_plain_id(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b",'\"`*?".contains(&byte))
        && is_canonical_if_uuid(text)
}

fn is_canonical_if_uuid(text: &str) -> bool {
    Uuid::try_parse(text).map_or(true, |uuid| {
        *uuid.hyphenated().encode_lower(&mut Uuid::encode_buffer()) == *text
    })
}

/// Whether `character` is Unicode `White_Space` or an information separator.
pub(crate) fn is_white(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SANDBOX: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";

    #[test]
    fn a_plain_id_is_printable_ascii_of_1_to_256_bytes() {
        for id in ["a", "SAND", "team/sandbox#1", "!", "~", SANDBOX, &"x".repeat(256)] {
            assert!(is_plain_id(id), "{id:?}");
        }
        for id in [
            "",
            " ",
            "a b",
            "a,b",
            "'a'",
            "\"a\"",
            "`a`",
            "a*",
            "a?",
            "a\n",
            "\u{7f}",
            "ä",
            "\u{feff}a",
            &"x".repeat(257),
        ] {
            assert!(!is_plain_id(id), "{id:?}");
        }
    }

    #[test]
    fn a_uuid_has_one_spelling() {
        let upper = SANDBOX.to_uppercase();
        let simple = SANDBOX.replace('-', "");
        for id in [
            upper.as_str(),
            &simple,
            &simple.to_uppercase(),
            &format!("{{{SANDBOX}}}"),
            &format!("urn:uuid:{SANDBOX}"),
            &SANDBOX.replacen('c', "C", 1),
        ] {
            assert!(!is_plain_id(id), "{id:?}");
        }
        assert!(is_plain_id(SANDBOX));
    }

    #[test]
    fn blank_is_empty_or_white_space_of_any_script() {
        for text in [
            "",
            " ",
            "\t\r\n",
            "\u{a0}\u{2003}\u{3000}",
            "\u{1c}\u{1d}\u{1e}\u{1f}",
            "\u{85}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", "\u{200b}", "\0", "\u{feff}"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
