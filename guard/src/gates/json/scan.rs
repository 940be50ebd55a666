//! Looking through text eight bytes at a time.

/// How far `bytes` go on without quote, backslash or control character.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let is_special = |byte: &u8| *byte == b'"' || *byte == b'\\' || *byte < 0x20;
    length_without(bytes, special, is_special)
}

/// How far `bytes`, which are ASCII, go on without quote.
#[inline]
pub(super) fn unquoted_length(bytes: &[u8]) -> usize {
    // What is no quote carries into the highest bit of its byte, and never beyond.
    let quotes = |word: u64| !((word ^ spread(b'"')).wrapping_add(spread(0x7f))) & HIGH;
    length_without(bytes, quotes, |byte| *byte == b'"')
}

/// Whether `bytes` are printable ASCII without backslash.
pub(super) fn is_unescaped(bytes: &[u8]) -> bool {
    // A loop that always runs to its end is compiled to look at sixteen bytes at a time.
    let is_odd = |byte: &u8| !(0x20..0x7f).contains(byte) || *byte == b'\\';
    !bytes.iter().fold(false, |found, byte| found | is_odd(byte))
}

/// How far `bytes` go on without what `mark` marks in a word, and `is_marked` says of a byte.
#[inline]
fn length_without(bytes: &[u8], mark: impl Fn(u64) -> u64, is_marked: impl Fn(&u8) -> bool) -> usize {
    let words = bytes.chunks_exact(8);
    let rest = words.remainder();
    for (index, word) in words.enumerate() {
        let marks = mark(word_of(word));
        if marks != 0 {
            // The lowest mark is exact; those above it may be carried over.
            return index * 8 + marks.trailing_zeros() as usize / 8;
        }
    }
    let tail = rest.iter().position(is_marked).unwrap_or(rest.len());
    bytes.len() - rest.len() + tail
}

/// Whether `bytes` are printable ASCII without quote and backslash.
pub(crate) fn is_plain(bytes: &[u8]) -> bool {
    let mut words = bytes.chunks_exact(8);
    let rest = words.remainder();
    let word = |word: &[u8]| {
        let word = word_of(word);
        let deletes = zeros(word ^ spread(0x7f));
        (special(word) | deletes | (word & HIGH)) == 0
    };
    words.all(word) && rest.iter().all(|byte| is_plain_byte(*byte))
}

fn is_plain_byte(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte) && byte != b'"' && byte != b'\\'
}

/// Eight bytes as a word whose lowest byte is the first; fewer are none.
fn word_of(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Marks quotes, backslashes and control characters.
fn special(word: u64) -> u64 {
    let control = word.wrapping_sub(spread(0x20)) & !word & HIGH;
    control | zeros(word ^ spread(b'"')) | zeros(word ^ spread(b'\\'))
}

/// Marks bytes that are zero.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(spread(1)) & !word & HIGH
}

const fn spread(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

const HIGH: u64 = spread(0x80);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_found_at_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut bytes = vec![b'x'; 20];
                bytes[place] = byte;
                let is_special = byte < 0x20 || byte == b'"' || byte == b'\\';
                assert_eq!(
                    plain_length(&bytes),
                    if is_special { place } else { 20 },
                    "{byte} at {place}"
                );
                if byte.is_ascii() {
                    assert_eq!(
                        unquoted_length(&bytes),
                        if byte == b'"' { place } else { 20 },
                        "{byte} at {place}"
                    );
                }
                assert_eq!(is_plain(&bytes), is_plain_byte(byte), "{byte} at {place}");
                assert_eq!(
                    is_unescaped(&bytes),
                    is_plain_byte(byte) || byte == b'"',
                    "{byte} at {place}"
                );
            }
        }
    }

    #[test]
    fn neighbours_do_not_disturb_each_other() {
        for one in 0..=u8::MAX {
            for two in 0..=u8::MAX {
                let bytes = [b'x', one, two, b'x', b'x', b'x', b'x', b'x'];
                let slow = bytes
                    .iter()
                    .position(|b| *b < 0x20 || *b == b'"' || *b == b'\\')
                    .unwrap_or(8);
                assert_eq!(plain_length(&bytes), slow, "{one} {two}");
                if bytes.is_ascii() {
                    assert_eq!(
                        unquoted_length(&bytes),
                        bytes.iter().position(|b| *b == b'"').unwrap_or(8),
                        "{one} {two}"
                    );
                }
                assert_eq!(
                    is_plain(&bytes),
                    bytes.iter().all(|byte| is_plain_byte(*byte)),
                    "{one} {two}"
                );
            }
        }
    }
}
