//! The strict reader.

use std::collections::BTreeSet;

use super::name::FieldName;
use super::number::Number;
use super::string;
use super::text::Text;
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
    /// The keys that came twice in their object, at most [`FieldName::MOST`] of them.
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
                let start = self.at;
                let is_empty = self.object(|reader, _, _| reader.skip())? == 0;
                let text = self.since(start);
                Ok(Value::Object(Source { text, is_empty }))
            }
            Some(b'[') => {
                let start = self.at;
                let is_empty = self.list(Self::skip)? == 0;
                let text = self.since(start);
                Ok(Value::List(Source { text, is_empty }))
            }
            Some(b't') => self.literal("true", Value::Bool(true)),
            Some(b'f') => self.literal("false", Value::Bool(false)),
            Some(b'n') => self.literal("null", Value::Null),
            _ => {
                let (number, length) = Number::parse(self.rest()).ok_or(Unreadable)?;
                self.at = self.at.saturating_add(length);
                Ok(Value::Number(number))
            }
        }
    }

    /// Reads a value if it is text.
    pub(crate) fn text(&mut self) -> Result<Option<Text<'a>>, Unreadable> {
        match self.look() {
            Some(b'"') => self.string().map(Some),
            _ => Ok(None),
        }
    }

    /// Where the next value begins, for [`since`](Self::since).
    pub(crate) fn start(&mut self) -> usize {
        self.look();
        self.at
    }

    /// The text from `start` to here.
    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
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

    /// Reads an object, calling `member` at each value with its key and the key's position, counted from 1; says how
    /// many there were.
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &Text<'a>, usize) -> Result<(), Unreadable>,
    ) -> Result<usize, Unreadable> {
        self.enter(b'{')?;
        let mut keys = Keys::new();
        let mut count = 0_usize;
        if self.look() == Some(b'}') {
            self.step();
        } else {
            loop {
                let key = self.text()?.ok_or(Unreadable)?;
                self.expect(b':')?;
                count = count.saturating_add(1);
                if !keys.add(&key) && self.doubles.len() < FieldName::MOST {
                    self.doubles.push(FieldName::of(&key, count));
                }
                member(self, &key, count)?;
                if self.is_last(b'}')? {
                    break;
                }
            }
        }
        self.leave();
        Ok(count)
    }

    /// Reads text; the next byte is its opening quote.
    fn string(&mut self) -> Result<Text<'a>, Unreadable> {
        self.step();
        let (text, length) = string::read(self.rest()).ok_or(Unreadable)?;
        self.at = self.at.saturating_add(length);
        Ok(text)
    }

    fn literal(&mut self, literal: &str, value: Value<'a>) -> Result<Value<'a>, Unreadable> {
        if !self.rest().starts_with(literal) {
            return Err(Unreadable);
        }
        self.at = self.at.saturating_add(literal.len());
        Ok(value)
    }

    fn enter(&mut self, bracket: u8) -> Result<(), Unreadable> {
        if self.depth >= DEEPEST {
            return Err(Unreadable);
        }
        self.depth = self.depth.saturating_add(1);
        self.expect(bracket)
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Steps over a comma, or over the closing bracket, and says whether it was the latter.
    fn is_last(&mut self, bracket: u8) -> Result<bool, Unreadable> {
        let found = self.look();
        self.step();
        match found {
            Some(b',') => Ok(false),
            Some(byte) if byte == bracket => Ok(true),
            _ => Err(Unreadable),
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), Unreadable> {
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

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }
}

/// The keys of one object.
#[derive(Debug)]
struct Keys<'a> {
    /// The first plain ones. Comparing a few one by one is cheaper than any set, and they need no memory of their own.
    few: [&'a str; FEW],
    count: usize,
    more: BTreeSet<Text<'a>>,
}

const FEW: usize = 16;

impl<'a> Keys<'a> {
    fn new() -> Self {
        Self {
            few: [""; FEW],
            count: 0,
            more: BTreeSet::new(),
        }
    }

    /// Adds `key`; `false` if it was there.
    fn add(&mut self, key: &Text<'a>) -> bool {
        // However they are written: a plain key and one with escapes may be the same.
        let mut few = self.few.iter().take(self.count);
        if few.any(|known| *known == key.as_str()) || self.more.contains(key) {
            return false;
        }
        match (key, self.few.get_mut(self.count)) {
            (Text::Plain(text), Some(place)) => {
                *place = text;
                self.count = self.count.saturating_add(1);
                true
            }
            _ => self.more.insert(key.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    /// How many repeated keys the reader reports of an object with `others` different keys, then `one` and `two`.
    fn doubles(others: usize, one: &str, two: &str) -> usize {
        let others: Vec<String> = (0..others).map(|other| format!(r#""k{other}":0,"#)).collect();
        let line = format!(r#"{{{}"{one}":0,"{two}":0}}"#, others.concat());
        let mut reader = Reader::of(&line);
        reader.skip().unwrap();
        reader.doubles.len()
    }

    #[test]
    fn a_key_is_the_same_however_it_is_written_and_wherever_it_stands() {
        for others in [0, 14, 15, 16, 40] {
            for (one, two) in [
                ("a", "a"),
                (r"\u0061", "a"),
                ("a", r"\u0061"),
                (r"\u0061", r"\u0061"),
                (r"\ud800", r"\uD800"),
                ("\u{e4}", r"\u00e4"),
            ] {
                assert_eq!(doubles(others, one, two), 1, "{others} {one} {two}");
            }
            for (one, two) in [
                ("a", "b"),
                (r"\ud800", r"\udc00"),
                (r"\ud800", "\u{fffd}"),
                ("a", "a\u{e4}"),
            ] {
                assert_eq!(doubles(others, one, two), 0, "{others} {one} {two}");
            }
        }
    }
}
