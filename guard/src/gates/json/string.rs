//! Text and its escapes.

use memchr::memchr2;

use super::text::{Builder, Text, is_printable};

/// Reads the text whose opening quote stands before `source`; also says how much of `source` it takes, with its closing
/// quote. `None` if it is no text.
pub(super) fn read(source: &str) -> Option<(Text<'_>, usize)> {
    let (text, rest) = first_part(source)?;
    let (text, rest) = match rest.strip_prefix('"') {
        Some(rest) if is_printable(text) => (Text::Plain(text), rest),
        _ => any(source)?,
    };
    Some((text, source.len().saturating_sub(rest.len())))
}

/// As [`read`], for text with escapes or beyond ASCII; says what follows.
#[cold]
fn any(source: &str) -> Option<(Text<'_>, &str)> {
    let (first, mut rest) = unescaped(source)?;
    if let Some(after) = rest.strip_prefix('"') {
        return Some((first.into(), after));
    }
    let mut text = Builder::default();
    text.push_str(first);
    loop {
        rest = escape(rest, &mut text)?;
        let (more, after) = unescaped(rest)?;
        text.push_str(more);
        rest = after;
        if let Some(after) = rest.strip_prefix('"') {
            return Some((text.finish(), after));
        }
    }
}

/// As [`first_part`], which must hold no control character.
fn unescaped(source: &str) -> Option<(&str, &str)> {
    first_part(source).filter(|(text, _)| !text.bytes().any(|byte| byte < b' '))
}

/// What stands before the next quote or backslash, and what begins with it.
fn first_part(source: &str) -> Option<(&str, &str)> {
    source.split_at_checked(memchr2(b'"', b'\\', source.as_bytes())?)
}

/// Reads the escape that `source` begins with into `text`; says what follows.
fn escape<'s>(source: &'s str, text: &mut Builder) -> Option<&'s str> {
    let mut characters = source.strip_prefix('\\')?.chars();
    let letter = characters.next()?;
    let rest = characters.as_str();
    text.push(match letter {
        '"' | '\\' | '/' => letter,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(rest, text),
        _ => return None,
    });
    Some(rest)
}

/// Reads the digits of `\u`, and the other half of a pair if there is one; says what follows.
fn unicode<'s>(source: &'s str, text: &mut Builder) -> Option<&'s str> {
    let (unit, rest) = hex(source)?;
    let other_half = rest
        .strip_prefix("\\u")
        .filter(|_| (0xD800..0xDC00).contains(&unit));
    if let Some(other_half) = other_half {
        let (other, rest) = hex(other_half)?;
        if let Some(Ok(pair)) = char::decode_utf16([unit, other]).next() {
            text.push(pair);
            return Some(rest);
        }
    }
    match char::from_u32(u32::from(unit)) {
        Some(character) => text.push(character),
        None => text.push_surrogate(unit),
    }
    Some(rest)
}

fn hex(source: &str) -> Option<(u16, &str)> {
    let (digits, rest) = source.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = u16::from_str_radix(digits, 16).ok()?;
    is_hex.then_some((unit, rest))
}
