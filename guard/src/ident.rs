//! What counts as an exact identity.

mod uuid;

use std::borrow::Cow;

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
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        out.push(character);
        while let Some((start, written)) = encoded_at_end(&out) {
            out.truncate(start);
            out.push(written);
        }
    }
    Cow::Owned(out)
}

/// The encoded character that `text` ends in, and where it begins.
fn encoded_at_end(text: &str) -> Option<(usize, char)> {
    let start = text.len().checked_sub(3)?;
    let digits = text.get(start..)?.strip_prefix('%')?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok()?;
    (is_hex && byte.is_ascii()).then_some((start, char::from(byte)))
}

/// One text for all spellings that some server may take for the same id: without percent-encoding, in lower case, a UUID in
/// its canonical form, and a number without a sign and zeros before it.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    match in_lower_case(text) {
        text if text.split('/').any(|part| digits_of(part) != part) => {
            let parts: Vec<&str> = text.split('/').map(digits_of).collect();
            Cow::Owned(parts.join("/"))
        }
        text => text,
    }
}

/// The digits that count in a number; what is none is as it is.
fn digits_of(part: &str) -> &str {
    let digits = part.strip_prefix('+').unwrap_or(part);
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    match digits.trim_start_matches('0') {
        _ if !is_number => part,
        "" => "0",
        digits => digits,
    }
}

fn in_lower_case(text: &str) -> Cow<'_, str> {
    match decoded(text) {
        // Of this length, and in lower case, it is a canonical UUID or no UUID.
        Cow::Borrowed(text) if text.len() == uuid::HYPHENATED && !has_uppercase(text) => Cow::Borrowed(text),
        Cow::Borrowed(text) if !has_uppercase(text) => uuid::canonical(text).unwrap_or(Cow::Borrowed(text)),
        decoded => {
            let lower = decoded.to_ascii_lowercase();
            let canonical = uuid::canonical(&lower).map(Cow::into_owned);
            Cow::Owned(canonical.unwrap_or(lower))
        }
    }
}

/// Never ends early: such a loop is compiled to look at several letters at once.
fn has_uppercase(text: &str) -> bool {
    text.bytes()
        .fold(false, |found, byte| found | byte.is_ascii_uppercase())
}

/// Whether `text` is an identity that a list may hold.
///
/// That is 1 to 256 ASCII letters, digits and `-_./~+@`, or `%` with two hex digits, where `/` stands between parts that are
/// neither empty nor steps. What is a UUID is in canonical form, lower case and hyphenated; what holds one is one.
pub(crate) fn is_plain_id(text: &str) -> bool {
    let is_part = |part: &str| !matches!(&*decoded(part), "" | "." | "..");
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(is_plain_byte)
        && text.split('%').skip(1).all(is_encoded)
        && text.split('/').all(is_part)
        && (!holds_a_uuid(text) || text.len() == uuid::HYPHENATED)
        && (!is_nearly_a_uuid(text) || holds_a_uuid(text))
        && uuid::canonical(text).is_none_or(|canonical| canonical == text)
}

fn is_plain_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_./~+@%".contains(&byte)
}

/// Whether what follows a `%` are two hex digits.
pub(crate) fn is_encoded(after: &str) -> bool {
    let digits = after.get(..2);
    digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// Whether `text` is a number, or several: other things have the same one.
pub(crate) fn is_number(text: &str) -> bool {
    let has = |is: fn(&u8) -> bool| text.as_bytes().iter().any(is);
    has(u8::is_ascii_digit) && !has(u8::is_ascii_alphabetic) && !holds_a_uuid(text)
}

/// Whether `text` may say of which kind a target is.
pub(crate) fn is_kind(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain) && !holds_a_uuid(text)
}

/// Whether a hyphenated UUID stands somewhere in `text`, in either case.
pub(crate) fn holds_a_uuid(text: &str) -> bool {
    uuid::is_within(text)
}

/// Whether `text` looks like a UUID with a digit or two too few or too many, which only a slip does.
fn is_nearly_a_uuid(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let groups = text.split('-').count();
    digits.saturating_add(groups) == text.len().saturating_add(1)
        && (4..=6).contains(&groups)
        && (24..=40).contains(&digits)
}

/// Whether `character` is Unicode `White_Space` or an information separator.
pub(crate) fn is_white(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

#[cfg(test)]
mod tests;
