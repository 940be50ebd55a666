//! The little of ELF that has to be known: which parts of a file hold read-only data.

mod sections;

use std::ops::Range;

pub(super) use self::sections::comment;
use self::sections::tables;

use super::{ReadAt, read};

/// The parts of the file that are mapped read-only and may hold texts, or `None` if it is not an ELF file that can be
/// understood.
///
/// Some linkers put read-only data beside the code. So where nothing is mapped for reading alone, it is everything that
/// is not writable. Of that, the linker's own tables are left out: they are the larger part, and hold no text.
pub(super) fn read_only(file: &impl ReadAt) -> Option<Vec<Range<u64>>> {
    let header = Header::read(file)?;
    let segments: Vec<Segment> = header.segments(file)?;
    let chosen = |is_chosen: fn(&Segment) -> bool| -> Vec<Range<u64>> {
        segments
            .iter()
            .filter(|segment| is_chosen(segment))
            .map(|segment| segment.range.clone())
            .collect()
    };
    let mut data = chosen(|segment| !segment.is_writable && !segment.is_code);
    if data.is_empty() {
        data = chosen(|segment| !segment.is_writable);
    }
    Some(without(data, &tables(&header, file).unwrap_or_default()))
}

/// What is left of `parts` where there are no `holes`.
fn without(mut parts: Vec<Range<u64>>, holes: &[Range<u64>]) -> Vec<Range<u64>> {
    for hole in holes {
        let mut left = Vec::with_capacity(parts.len() + 1);
        for part in parts {
            let before = part.start..part.end.min(hole.start);
            let behind = part.start.max(hole.end)..part.end;
            for rest in [before, behind] {
                if !rest.is_empty() {
                    left.push(rest);
                }
            }
        }
        parts = left;
    }
    parts
}

struct Segment {
    range: Range<u64>,
    is_writable: bool,
    is_code: bool,
}

/// Where the two tables are, and how to read their numbers.
struct Header {
    is_64: bool,
    is_little: bool,
    segments: Table,
    sections: Table,
    /// Which section holds the names of the sections.
    names: usize,
}

struct Table {
    start: u64,
    entry: usize,
    count: usize,
}

impl Header {
    fn read(file: &impl ReadAt) -> Option<Self> {
        let bytes = read(file, 0, 64)?;
        let [0x7f, b'E', b'L', b'F', class @ (1 | 2), order @ (1 | 2), ..] = *bytes.as_slice() else {
            return None;
        };
        let mut header = Self {
            is_64: class == 2,
            is_little: order == 1,
            segments: Table::EMPTY,
            sections: Table::EMPTY,
            names: 0,
        };
        let wide = if header.is_64 { 8 } else { 4 };
        let at = |in_64, in_32, size| header.number(&bytes, if header.is_64 { in_64 } else { in_32 }, size);
        let table = |start: (usize, usize), entry: (usize, usize), count: (usize, usize)| {
            Some(Table {
                start: at(start.0, start.1, wide)?,
                entry: usize::try_from(at(entry.0, entry.1, 2)?).ok()?,
                count: usize::try_from(at(count.0, count.1, 2)?).ok()?,
            })
        };
        let segments = table((32, 28), (54, 42), (56, 44))?;
        let sections = table((40, 32), (58, 46), (60, 48))?;
        let names = usize::try_from(at(62, 50, 2)?).ok()?;
        header.segments = segments;
        header.sections = sections;
        header.names = names;
        Some(header)
    }

    /// The segments that are loaded.
    fn segments(&self, file: &impl ReadAt) -> Option<Vec<Segment>> {
        let bytes = self.segments.read(file)?;
        let mut loaded = Vec::new();
        for entry in bytes.chunks_exact(self.segments.entry) {
            let kind = self.number(entry, 0, 4)?;
            let flags = self.number(entry, if self.is_64 { 4 } else { 24 }, 4)?;
            let start = self.wide(entry, 8, 4)?;
            let size = self.wide(entry, 32, 16)?;
            let segment = Segment {
                range: start..start.checked_add(size)?,
                is_writable: flags & 2 != 0,
                is_code: flags & 1 != 0,
            };
            if kind == 1 {
                loaded.push(segment);
            }
        }
        Some(loaded)
    }

    /// A number as wide as an address.
    fn wide(&self, bytes: &[u8], in_64: usize, in_32: usize) -> Option<u64> {
        if self.is_64 {
            self.number(bytes, in_64, 8)
        } else {
            self.number(bytes, in_32, 4)
        }
    }

    fn number(&self, bytes: &[u8], at: usize, size: usize) -> Option<u64> {
        let digits = bytes.get(at..at.checked_add(size)?)?;
        let add = |sum: u64, digit: &u8| (sum << 8) | u64::from(*digit);
        Some(if self.is_little {
            digits.iter().rev().fold(0, add)
        } else {
            digits.iter().fold(0, add)
        })
    }
}

impl Table {
    const EMPTY: Self = Self {
        start: 0,
        entry: 0,
        count: 0,
    };

    /// The entries, one after the other; `None` if the file is cut off or the table is no table.
    fn read(&self, file: &impl ReadAt) -> Option<Vec<u8>> {
        let is_sound = (16..=256).contains(&self.entry) && (1..=4_096).contains(&self.count);
        let length = self.entry.checked_mul(self.count).filter(|_| is_sound)?;
        read(file, self.start, length).filter(|bytes| bytes.len() == length)
    }
}

#[cfg(test)]
#[path = "elf/tests.rs"]
mod tests;
