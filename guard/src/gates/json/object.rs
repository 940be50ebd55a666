//! Objects, and keys that come twice.

use std::collections::HashSet;

use super::name::FieldName;
use super::reader::{Reader, Unreadable};
use super::text::Text;

/// Up to how many keys with the same mark are compared one by one.
const FEW: usize = 32;

impl<'a> Reader<'a> {
    /// Reads an object, calling `member` at each value with its key and the key's position, counted from 1; says how
    /// many there were.
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &Text<'a>, usize) -> Result<(), Unreadable>,
    ) -> Result<usize, Unreadable> {
        self.enter(b'{')?;
        let mut keys = Keys {
            first: self.keys.len(),
            marks: 0,
            many: None,
        };
        let mut count = 0_usize;
        if self.look() == Some(b'}') {
            self.step();
        } else {
            loop {
                let key = self.key()?;
                count = count.saturating_add(1);
                if keys.has(&key, &mut self.keys) && self.doubles.len() < FieldName::MOST {
                    self.doubles.push(FieldName::of(&key, count));
                }
                member(self, &key, count)?;
                if self.is_last(b'}')? {
                    break;
                }
            }
        }
        self.keys.truncate(keys.first);
        self.leave();
        Ok(count)
    }

    #[inline]
    fn key(&mut self) -> Result<Text<'a>, Unreadable> {
        let key = self.text()?.ok_or(Unreadable)?;
        self.expect(b':')?;
        Ok(key)
    }
}

/// The keys of one object.
struct Keys<'a> {
    /// Where they start among the keys of all objects around.
    first: usize,
    /// The sum of their marks: a key whose mark is not in it is new.
    marks: u64,
    /// All of them, once they are many or one of them is not plain.
    many: Option<HashSet<Text<'a>>>,
}

impl<'a> Keys<'a> {
    /// Whether `key` was there before; remembers it.
    #[inline]
    fn has(&mut self, key: &Text<'a>, all: &mut Vec<&'a str>) -> bool {
        if let (Text::Plain(text), None) = (key, &self.many) {
            let mark = mark(text.as_bytes());
            let is_new = self.marks & mark == 0;
            self.marks |= mark;
            if is_new {
                all.push(text);
                return false;
            }
        }
        self.has_among(key, all)
    }

    /// As [`has`](Self::has), by comparing with every key there is.
    #[inline(never)]
    fn has_among(&mut self, key: &Text<'a>, all: &mut Vec<&'a str>) -> bool {
        let few = all.get(self.first..).unwrap_or_default();
        let (None, Text::Plain(text), true) = (&self.many, key, few.len() < FEW) else {
            let known = || few.iter().map(|known| Text::Plain(known)).collect();
            return !self.many.get_or_insert_with(known).insert(key.clone());
        };
        if few.contains(text) {
            return true;
        }
        all.push(text);
        false
    }
}

/// One of 64 bits, which equal keys share: made of the length, and of the beginning and the end of keys of eight bytes or
/// more.
fn mark(key: &[u8]) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let end = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let print = end(key.first_chunk()) ^ end(key.last_chunk()).rotate_left(29) ^ key.len() as u64;
    1 << (print.wrapping_mul(SPREAD) >> 58)
}
