//! Objects, and keys that come twice.

use std::borrow::Cow;
use std::collections::HashSet;

use super::name::FieldName;
use super::reader::{Reader, Unreadable};
use super::text::Text;

/// Up to how many keys are compared one by one.
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

    fn key(&mut self) -> Result<Text<'a>, Unreadable> {
        if self.look() != Some(b'"') {
            return Err(Unreadable);
        }
        let key = self.string()?;
        self.expect(b':')?;
        Ok(key)
    }
}

/// The keys of one object.
struct Keys<'a> {
    /// Where they start among the keys of all objects around.
    first: usize,
    /// All of them, once they are many or one of them is not plain.
    many: Option<HashSet<Text<'a>>>,
}

/// A key as it stands in the source, and a number that equal keys share and others hardly do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key<'a> {
    print: u64,
    text: &'a str,
}

impl<'a> Keys<'a> {
    /// Whether `key` was there before; remembers it.
    fn has(&mut self, key: &Text<'a>, all: &mut Vec<Key<'a>>) -> bool {
        let few = all.get(self.first..).unwrap_or_default();
        let (None, Text::Plain(Cow::Borrowed(text)), true) = (&self.many, key, few.len() < FEW) else {
            let known = || {
                few.iter()
                    .map(|known| Text::Plain(Cow::Borrowed(known.text)))
                    .collect()
            };
            return !self.many.get_or_insert_with(known).insert(key.clone());
        };
        let print = print(text.as_bytes());
        if few
            .iter()
            .any(|known| known.print == print && known.text == *text)
        {
            return true;
        }
        all.push(Key { print, text });
        false
    }
}

/// The length, the beginning and the end in one number.
fn print(key: &[u8]) -> u64 {
    let start = key
        .first_chunk::<8>()
        .map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let end = key
        .last_chunk::<8>()
        .map_or(0, |bytes| u64::from_le_bytes(*bytes));
    start ^ end.rotate_left(29) ^ (key.len() as u64).rotate_left(57)
}
