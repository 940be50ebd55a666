//! Which parts of the executables of Windows and macOS hold texts.
//!
//! Their tables stand at the beginning of the file, so one look is enough.

use std::ops::Range;

use object::read::macho::{MachHeader, Section as _, Segment as _};
use object::read::pe::ImageNtHeaders;
use object::{Endianness, FileKind, LittleEndian, macho, pe};

use super::{ReadAt, read};

/// How much of a file is looked at for its tables, in bytes. Linkers need a tenth of it.
const TABLES: usize = 64 << 10;

/// The parts that are mapped read-only and may hold texts, or `None` if the file is of neither format, or broken.
///
/// What may be written holds no constants, and what the linker and the unwinder keep there holds no texts.
pub(super) fn read_only(file: &impl ReadAt) -> Option<Vec<Range<u64>>> {
    let bytes = read(file, 0, TABLES)?;
    match FileKind::parse(bytes.as_slice()).ok()? {
        FileKind::Pe32 => windows::<pe::ImageNtHeaders32>(&bytes),
        FileKind::Pe64 => windows::<pe::ImageNtHeaders64>(&bytes),
        FileKind::MachO32 => apple::<macho::MachHeader32<Endianness>>(&bytes),
        FileKind::MachO64 => apple::<macho::MachHeader64<Endianness>>(&bytes),
        // A universal file, for one: it is searched from end to end.
        _ => None,
    }
}

fn windows<Headers: ImageNtHeaders>(bytes: &[u8]) -> Option<Vec<Range<u64>>> {
    let mut offset = pe::ImageDosHeader::parse(bytes).ok()?.nt_headers_offset().into();
    let (headers, _) = Headers::parse(bytes, &mut offset).ok()?;
    let sections = headers.sections(bytes, offset).ok()?;
    let holds_texts = |section: &&pe::ImageSectionHeader| {
        let flags = section.characteristics.get(LittleEndian);
        let is_constant = flags & pe::IMAGE_SCN_MEM_READ != 0
            && flags & (pe::IMAGE_SCN_MEM_WRITE | pe::IMAGE_SCN_MEM_EXECUTE | pe::IMAGE_SCN_MEM_DISCARDABLE)
                == 0;
        is_constant
            && !matches!(
                section.raw_name(),
                b".pdata" | b".xdata" | b".rsrc" | b".reloc" | b".eh_fram"
            )
    };
    let range = |section: &pe::ImageSectionHeader| {
        let (start, size) = section.pe_file_range();
        u64::from(start)..u64::from(start) + u64::from(size)
    };
    Some(sections.iter().filter(holds_texts).map(range).collect())
}

fn apple<Header: MachHeader<Endian = Endianness>>(bytes: &[u8]) -> Option<Vec<Range<u64>>> {
    let header = Header::parse(bytes, 0).ok()?;
    let endian = header.endian().ok()?;
    let mut commands = header.load_commands(endian, bytes, 0).ok()?;
    let mut ranges = Vec::new();
    while let Some(command) = commands.next().ok()? {
        let Some((segment, data)) = Header::Segment::from_command(command).ok()? else {
            continue;
        };
        if segment.name() != b"__TEXT" {
            continue;
        }
        let holds_texts = |section: &&Header::Section| {
            !matches!(
                section.name(),
                b"__text"
                    | b"__stubs"
                    | b"__stub_helper"
                    | b"__unwind_info"
                    | b"__eh_frame"
                    | b"__gcc_except_tab"
            )
        };
        let sections = segment.sections(endian, data).ok()?.iter().filter(holds_texts);
        ranges.extend(
            sections
                .filter_map(|section| section.file_range(endian))
                .map(|(start, size)| start..start.saturating_add(size)),
        );
    }
    Some(ranges)
}

#[cfg(test)]
#[path = "other/tests.rs"]
mod tests;
