//! Text and its escapes.

use super::reader::{Reader, Unreadable};
use super::scan::{plain_length, unquoted_length};
use super::text::{Builder, Text};

impl<'a> Reader<'a> {
    /// Reads a value if it is text.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Option<Text<'a>>, Unreadable> {
        match self.look() {
            Some(b'"') => self.string().map(Some),
            _ => Ok(None),
        }
    }

    /// Reads text; the next byte is its opening quote.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Text<'a>, Unreadable> {
        self.step();
        if !self.is_unescaped {
            return self.any_string();
        }
        self.plain().map(Text::Plain).ok_or(Unreadable)
    }

    /// Reads up to the next quote. What it gives back fits into two registers, so it stays one function.
    #[inline(never)]
    fn plain(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let (text, rest) = rest.split_at_checked(unquoted_length(rest.as_bytes()))?;
        self.at = self.at.saturating_add(text.len()).saturating_add(1);
        (!rest.is_empty()).then_some(text)
    }

    /// Reads text in a line that is not all plain.
    #[cold]
    fn any_string(&mut self) -> Result<Text<'a>, Unreadable> {
        let rest = self.rest();
        let plain = rest.get(..plain_length(rest.as_bytes())).ok_or(Unreadable)?;
        self.at = self.at.saturating_add(plain.len());
        match self.byte() {
            Some(b'"') => {
                self.step();
                Ok(plain.into())
            }
            Some(b'\\') => self.escaped(plain),
            _ => Err(Unreadable),
        }
    }

    fn escaped(&mut self, plain: &str) -> Result<Text<'a>, Unreadable> {
        let mut text = Builder::default();
        text.push_str(plain);
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.step();
                    return Ok(text.finish());
                }
                Some(b'\\') => self.escape(&mut text)?,
                _ => {
                    let rest = self.rest();
                    let length = plain_length(rest.as_bytes());
                    if length == 0 {
                        return Err(Unreadable);
                    }
                    text.push_str(rest.get(..length).ok_or(Unreadable)?);
                    self.at = self.at.saturating_add(length);
                }
            }
        }
    }

    fn escape(&mut self, text: &mut Builder) -> Result<(), Unreadable> {
        self.step();
        let letter = self.byte().ok_or(Unreadable)?;
        self.step();
        match letter {
            b'"' | b'\\' | b'/' => text.push(char::from(letter)),
            b'b' => text.push('\u{8}'),
            b'f' => text.push('\u{c}'),
            b'n' => text.push('\n'),
            b'r' => text.push('\r'),
            b't' => text.push('\t'),
            b'u' => self.unicode(text)?,
            _ => return Err(Unreadable),
        }
        Ok(())
    }

    /// Reads the digits of `\u`, and the other half of a pair if there is one.
    fn unicode(&mut self, text: &mut Builder) -> Result<(), Unreadable> {
        let unit = self.hex()?;
        if (0xD800..0xDC00).contains(&unit) && self.rest().starts_with("\\u") {
            let here = self.at;
            self.at = self.at.saturating_add(2);
            let next = self.hex()?;
            if let Some(Ok(pair)) = char::decode_utf16([unit, next]).next() {
                text.push(pair);
                return Ok(());
            }
            self.at = here;
        }
        match char::from_u32(u32::from(unit)) {
            Some(character) => text.push(character),
            None => text.push_surrogate(unit),
        }
        Ok(())
    }

    fn hex(&mut self) -> Result<u16, Unreadable> {
        let digits = self.rest().get(..4).ok_or(Unreadable)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Unreadable);
        }
        self.at = self.at.saturating_add(4);
        u16::from_str_radix(digits, 16).map_err(|_| Unreadable)
    }
}
