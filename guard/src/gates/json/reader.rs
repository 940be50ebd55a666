//! The strict reader.

use super::name::FieldName;
use super::number::Number;
use super::scan::is_unescaped;
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
    pub(super) at: usize,
    depth: u8,
    /// Whether every text in it is plain and ends at the next quote.
    pub(super) is_unescaped: bool,
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

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }
}
