//! What the linker says about the parts of a file. A loader needs none of it, so it may be missing.

use std::ops::Range;

use super::super::{ReadAt, read};
use super::Header;

/// The section `.comment`, where compilers leave their names; `None` if there is none.
pub(in crate::signal::image) fn comment(file: &impl ReadAt) -> Option<Vec<u8>> {
    let header = Header::read(file)?;
    let (sections, names) = all(&header, file)?;
    let section = sections
        .iter()
        .find(|section| section.name(&names) == b".comment")?;
    read(
        file,
        section.start,
        usize::try_from(section.size.min(MOST_COMMENT)).ok()?,
    )
}

/// Where the linker's own tables are: relocations, symbols, and how to unwind. `None` if it does not say.
pub(super) fn tables(header: &Header, file: &impl ReadAt) -> Option<Vec<Range<u64>>> {
    let (sections, names) = all(header, file)?;
    let mut tables = Vec::new();
    for section in sections {
        if section.size >= LEAST && section.is_table(&names) {
            tables.push(section.start..section.start.checked_add(section.size)?);
        }
    }
    Some(tables)
}

/// The smallest table that is worth a gap between two reads, in bytes.
const LEAST: u64 = 8 << 10;

/// The longest table of section names and the longest comment that are read, in bytes.
const MOST_NAMES: u64 = 64 << 10;
const MOST_COMMENT: u64 = 4 << 10;

struct Section {
    name: u64,
    kind: u64,
    start: u64,
    size: u64,
}

impl Section {
    /// Its name, out of the table of all names.
    fn name<'n>(&self, names: &'n [u8]) -> &'n [u8] {
        let rest = usize::try_from(self.name).ok().and_then(|at| names.get(at..));
        rest.and_then(|rest| rest.split(|byte| *byte == 0).next())
            .unwrap_or_default()
    }

    fn is_table(&self, names: &[u8]) -> bool {
        TABLES.contains(&self.kind) || UNWINDING.iter().any(|ending| self.name(names).ends_with(ending))
    }
}

/// Kinds: relocations, symbols, hashes of symbols, versions of symbols, and unwinding on x86-64.
///
/// `SHT_RELA`, `SHT_HASH`, `SHT_REL`, `SHT_DYNSYM`, `SHT_RELR`, `SHT_X86_64_UNWIND`, `SHT_GNU_HASH`, `SHT_GNU_versym`.
const TABLES: [u64; 8] = [4, 5, 9, 11, 19, 0x7000_0001, 0x6fff_fff6, 0x6fff_ffff];

/// Most linkers give the tables for unwinding no kind of their own. Tools that rewrite programs put something before.
const UNWINDING: [&[u8]; 3] = [b".eh_frame", b".eh_frame_hdr", b".gcc_except_table"];

/// All sections, and the table of their names.
fn all(header: &Header, file: &impl ReadAt) -> Option<(Vec<Section>, Vec<u8>)> {
    let bytes = header.sections.read(file)?;
    let mut sections = Vec::with_capacity(header.sections.count);
    for entry in bytes.chunks_exact(header.sections.entry) {
        sections.push(Section {
            name: header.number(entry, 0, 4)?,
            kind: header.number(entry, 4, 4)?,
            start: header.wide(entry, 24, 16)?,
            size: header.wide(entry, 32, 20)?,
        });
    }
    let names = sections.get(header.names)?;
    let length = usize::try_from(names.size.min(MOST_NAMES)).ok()?;
    let names = read(file, names.start, length)?;
    Some((sections, names))
}
