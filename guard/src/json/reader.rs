//! The strict reader.

use super::name::FieldName;
use super::number::Number;
use super::scan::{is_unescaped, plain_length, unquoted_length};
use super::text::{Builder, Text};
use super::{Source, Value};

/// The line is not JSON, or more than this reader takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// How deep lists and objects may lie in each other.
const DEEPEST: u8 = 127;

/// A position in one line of JSON.
///
/// Takes RFC 8259 and nothing more: no `NaN`, no comment, no trailing comma, no byte order mark.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
    /// Whether every text in it is plain and ends at the next quote.
    is_unescaped: bool,
    /// The keys of the objects around this position, for finding doubles.
    pub(super) keys: Vec<&'a str>,
    /// The keys that were there before, at most [`FieldName::MOST`] of them.
    pub(crate) doubles: Vec<FieldName>,
}

impl<'a> Reader<'a> {
    /// Starts at the beginning of `line`.
    pub(crate) fn new(line: &'a [u8]) -> Result<Self, Unreadable> {
        std::str::from_utf8(line).map(Self::of).map_err(|_| Unreadable)
    }

    /// Starts at the beginning of `text`.
    pub(crate) fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            is_unescaped: is_unescaped(text.as_bytes()),
            keys: Vec::with_capacity(16),
            doubles: Vec::new(),
        }
    }

    /// Insists that nothing but white space is left.
    pub(crate) fn finish(&mut self) -> Result<(), Unreadable> {
        match self.look() {
            None => Ok(()),
            Some(_) => Err(Unreadable),
        }
    }

    /// The first byte of what comes next; `None` at the end.
    pub(crate) fn look(&mut self) -> Option<u8> {
        loop {
            match self.byte() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.step(),
                other => return other,
            }
        }
    }

    /// Reads one value of any kind.
    pub(crate) fn value(&mut self) -> Result<Value<'a>, Unreadable> {
        match self.look() {
            Some(b'"') => self.string().map(Value::Text),
            Some(b'{') => {
                let mark = self.at;
                let is_empty = self.object(|reader, _, _| reader.skip())? == 0;
                let text = self.since(mark);
                Ok(Value::Object(Source { text, is_empty }))
            }
            Some(b'[') => {
                let mark = self.at;
                let is_empty = self.list(Self::skip)? == 0;
                let text = self.since(mark);
                Ok(Value::List(Source { text, is_empty }))
            }
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => {
                let (number, length) = Number::parse(self.rest())?;
                self.at = self.at.saturating_add(length);
                Ok(Value::Number(number))
            }
        }
    }

    /// Reads a value if it is text.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Option<Text<'a>>, Unreadable> {
        match self.look() {
            Some(b'"') => self.string().map(Some),
            _ => Ok(None),
        }
    }

    /// The position of what comes next, for [`since`](Self::since).
    pub(crate) fn mark(&mut self) -> usize {
        self.look();
        self.at
    }

    /// The text from `mark` to here.
    pub(crate) fn since(&self, mark: usize) -> &'a str {
        self.text.get(mark..self.at).unwrap_or_default()
    }

    /// Reads one value and forgets it.
    pub(crate) fn skip(&mut self) -> Result<(), Unreadable> {
        self.value().map(drop)
    }

    /// Reads a list, calling `element` at each element; says how many there were.
    pub(crate) fn list(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<(), Unreadable>,
    ) -> Result<usize, Unreadable> {
        self.enter(b'[')?;
        let mut count = 0_usize;
        if self.look() == Some(b']') {
            self.step();
        } else {
            loop {
                element(self)?;
                count = count.saturating_add(1);
                if self.is_last(b']')? {
                    break;
                }
            }
        }
        self.leave();
        Ok(count)
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

    fn word(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, Unreadable> {
        if !self.rest().starts_with(word) {
            return Err(Unreadable);
        }
        self.at = self.at.saturating_add(word.len());
        Ok(value)
    }

    pub(super) fn enter(&mut self, bracket: u8) -> Result<(), Unreadable> {
        if self.depth >= DEEPEST {
            return Err(Unreadable);
        }
        self.depth = self.depth.saturating_add(1);
        self.expect(bracket)
    }

    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Steps over a comma, or over the closing bracket, and says whether it was the latter.
    pub(super) fn is_last(&mut self, bracket: u8) -> Result<bool, Unreadable> {
        let found = self.look();
        self.step();
        match found {
            Some(b',') => Ok(false),
            Some(byte) if byte == bracket => Ok(true),
            _ => Err(Unreadable),
        }
    }

    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Unreadable> {
        if self.look() != Some(byte) {
            return Err(Unreadable);
        }
        self.step();
        Ok(())
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }
}
