//! JSON as this crate writes it.

use super::text::{Text, is_plain};
use crate::gates::clock::Moment;
use crate::gates::unprintable::is_unprintable;

/// Appends JSON to a buffer.
///
/// Whatever does not print is escaped, so a line shown in a terminal holds no escape sequence and no reordering.
#[derive(Debug)]
pub(crate) struct Writer<'o> {
    out: &'o mut Vec<u8>,
}

impl<'o> Writer<'o> {
    pub(crate) fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out }
    }

    /// JSON that is known to be JSON.
    pub(crate) fn raw(&mut self, json: &str) {
        self.out.extend_from_slice(json.as_bytes());
    }

    /// Text, quoted and escaped.
    pub(crate) fn text(&mut self, text: &str) {
        self.out.push(b'"');
        self.inner(text);
        self.out.push(b'"');
    }

    /// Text as somebody sent it, quoted and escaped.
    pub(crate) fn sent(&mut self, text: &Text<'_>) {
        match text {
            Text::Plain(text) => self.quoted(text),
            _ => self.text(text.as_str()),
        }
    }

    /// Text as somebody sent it, quoted and escaped, lone surrogates too: what differs is written differently.
    pub(crate) fn exact(&mut self, text: &Text<'_>) {
        let (shown, surrogates) = text.parts();
        if surrogates.is_empty() {
            return self.sent(text);
        }
        let mut rest = shown;
        let mut begin = 0;
        self.raw("\"");
        for (place, unit) in surrogates {
            let (before, after) = rest.split_at_checked(place - begin).unwrap_or((rest, ""));
            self.inner(before);
            self.raw(&format!("\\u{unit:04x}"));
            // The shown text has one replacement character for each.
            rest = after.strip_prefix(char::REPLACEMENT_CHARACTER).unwrap_or(after);
            begin = place + char::REPLACEMENT_CHARACTER.len_utf8();
        }
        self.inner(rest);
        self.raw("\"");
    }

    /// Text as somebody sent it, as much of it as a record keeps, or null.
    pub(crate) fn record(&mut self, text: Option<&Text<'_>>) {
        match text {
            None => self.raw("null"),
            Some(text) if text.as_str().len() <= LONGEST => self.sent(text),
            Some(text) => self.text(cut(text.as_str())),
        }
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, flag: bool) {
        self.raw(if flag { "true" } else { "false" });
    }

    /// An integer.
    pub(crate) fn integer(&mut self, integer: i128) {
        // Every integer that the reader takes fits.
        let mut left = u64::try_from(integer.unsigned_abs()).unwrap_or(u64::MAX);
        let mut digits = [b'0'; 20];
        let mut used = 0_usize;
        for place in digits.iter_mut().rev() {
            *place = b'0' + u8::try_from(left % 10).unwrap_or_default();
            left /= 10;
            used += 1;
            if left == 0 {
                break;
            }
        }
        if integer < 0 {
            self.out.push(b'-');
        }
        self.out
            .extend_from_slice(digits.get(digits.len() - used..).unwrap_or_default());
    }

    /// A date and time.
    pub(crate) fn moment(&mut self, moment: Moment) {
        self.quoted(moment.as_str());
    }

    /// Bytes as hex digits, within text.
    pub(crate) fn hex(&mut self, bytes: &[u8]) {
        let digit = |half: u8| if half < 10 { b'0' + half } else { b'a' + half - 10 };
        let digits = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        self.out.extend(digits);
    }

    /// A text of this crate, which holds nothing to escape, or null.
    pub(crate) fn constant_or_null(&mut self, text: Option<&'static str>) {
        match text {
            Some(text) => self.constant(text),
            None => self.raw("null"),
        }
    }

    /// A text of this crate, which holds nothing to escape.
    pub(crate) fn constant(&mut self, text: &'static str) {
        self.quoted(text);
    }

    /// A list of such texts.
    pub(crate) fn constants(&mut self, texts: impl IntoIterator<Item = &'static str>) {
        self.list(texts, Self::constant);
    }

    /// One quoted text: `before`, `text` with what has to be escaped, and `after`.
    pub(crate) fn phrase(&mut self, before: &'static str, text: &str, after: [&'static str; 3]) {
        self.raw("\"");
        self.raw(before);
        self.inner(text);
        for text in after {
            self.raw(text);
        }
        self.raw("\"");
    }

    /// A list, each element written by `write`.
    pub(crate) fn list<T>(
        &mut self,
        elements: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.raw("[");
        for (index, element) in elements.into_iter().enumerate() {
            if index > 0 {
                self.raw(",");
            }
            write(self, element);
        }
        self.raw("]");
    }

    /// Text in quotes that holds nothing to escape.
    fn quoted(&mut self, text: &str) {
        self.raw("\"");
        self.raw(text);
        self.raw("\"");
    }

    fn inner(&mut self, text: &str) {
        if is_plain(text) {
            self.raw(text);
        } else {
            self.escaped(text);
        }
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '"' => self.raw("\\\""),
                '\\' => self.raw("\\\\"),
                '\n' => self.raw("\\n"),
                '\r' => self.raw("\\r"),
                '\t' => self.raw("\\t"),
                _ if is_unprintable(character) => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        self.raw(&format!("\\u{unit:04x}"));
                    }
                }
                _ => self.raw(character.encode_utf8(&mut [0; 4])),
            }
        }
    }
}

/// As much of a text as a record keeps: what is longer is malformed anyway.
fn cut(text: &str) -> &str {
    let head = |end| text.get(..end);
    if text.len() <= LONGEST {
        return text;
    }
    (0..=LONGEST).rev().find_map(head).unwrap_or_default()
}

/// The longest text of a caller in a record, in bytes.
const LONGEST: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_print_is_escaped_and_what_has_a_short_escape_gets_it() {
        let mut out = Vec::new();
        Writer::new(&mut out).text("a\"\\/\n\r\t\u{8}\u{1b}\u{202e}\u{e000}ä🎉");
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#""a\"\\/\n\r\t\u0008\u001b\u202e\ue000ä🎉""#
        );
    }

    #[test]
    fn an_integer_has_its_sign_and_no_other() {
        for integer in [0, 7, -7, 10, i128::from(i64::MIN), i128::from(u64::MAX)] {
            let mut out = Vec::new();
            Writer::new(&mut out).integer(integer);
            assert_eq!(String::from_utf8(out).unwrap(), integer.to_string());
        }
    }

    #[test]
    fn a_record_keeps_256_bytes_of_a_text_and_half_a_character_never() {
        let long = "x".repeat(255);
        for (text, kept) in [
            (format!("{long}y"), format!("{long}y")),
            (format!("{long}yz"), format!("{long}y")),
            (format!("{long}ä"), long.clone()),
        ] {
            let mut out = Vec::new();
            Writer::new(&mut out).record(Some(&text.as_str().into()));
            assert_eq!(String::from_utf8(out).unwrap(), format!("\"{kept}\""));
        }
    }
}
