//! The path of a finished request.

use crate::ident;

/// The segments of a URL's path, as they go over the wire; `None` if a server may read another path than you.
///
/// `path` is that of a *parsed* URL, such as `url.path()`, and starts with a slash: what a URL parser does to text (steps
/// up, tabs, backslashes) it has done by then. Refused is what some server or proxy takes for a step, a separator or
/// nothing, however it is written: `.` and `..`, also encoded, encoded twice, with parameters (`..;x`) or blanks; an empty
/// segment, but for one slash at the end; a backslash, a control character, bytes that are no UTF-8, `%` without two hex
/// digits, and whatever is not printable ASCII. So what you read from it is what the server reads.
///
/// ```
/// use write_guard::Target;
///
/// /// What a request to `/projects/{project}/…` changes.
/// fn project_in(path: &str) -> Target<'_> {
///     let segments = write_guard::plain_segments(path).unwrap_or_default();
///     match segments[..] {
///         ["projects", project, ..] => Target::new(Some(project)),
///         _ => Target::unknown(),
///     }
/// }
///
/// assert_eq!(project_in("/projects/sand/items/7").id(), Some("sand"));
/// for path in ["/projects/sand/items/../../prod", "/projects/sand/%2e%2e/prod", "/projects/sand/..%3bx/prod"] {
///     assert_eq!(project_in(path).id(), None);
/// }
/// ```
#[must_use]
pub fn plain_segments(path: &str) -> Option<Vec<&str>> {
    let inner = path.strip_prefix('/')?;
    // Of a `%` without two hex digits one server drops the sign, and another reads `%u002e` as a dot.
    let is_encoded = path.split('%').skip(1).all(ident::is_encoded);
    if !path.bytes().all(is_plain_byte) || !is_encoded {
        return None;
    }
    let mut segments: Vec<&str> = inner.split('/').collect();
    if segments.last() == Some(&"") {
        segments.pop();
    }
    segments
        .iter()
        .all(|segment| is_plain(segment))
        .then_some(segments)
}

fn is_plain_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"\\?#".contains(&byte)
}

/// Whether a segment is one, and no step, however often it is decoded.
fn is_plain(segment: &str) -> bool {
    let mut text = segment.to_owned();
    loop {
        if !text.split('/').all(is_name) || text.contains(is_strange) {
            return false;
        }
        match decoded(&text) {
            None => return false,
            Some(next) if next == text => return true,
            Some(next) => text = next,
        }
    }
}

/// Neither empty nor a step, with or without parameters and blanks.
fn is_name(name: &str) -> bool {
    let name = name.split(';').next().unwrap_or_default();
    let is_of_dots = name
        .chars()
        .all(|character| character == '.' || character.is_whitespace());
    !is_of_dots || (name.len() > 2 && !name.contains(char::is_whitespace))
}

/// What a server may take for a separator, a dot, an escape, nothing, or the end.
fn is_strange(character: char) -> bool {
    const LIKE_SLASHES: &str =
        "\\\u{a5}\u{20a9}\u{2044}\u{2215}\u{2216}\u{29f5}\u{29f8}\u{29f9}\u{fe68}\u{ff0f}\u{ff3c}";
    const HOLD_SLASHES: &str = "\u{2100}\u{2101}\u{2105}\u{2106}";
    const LIKE_DOTS: &str =
        "\u{2024}\u{2025}\u{2026}\u{3002}\u{fe12}\u{fe19}\u{fe30}\u{fe52}\u{ff0e}\u{ff61}";
    const LIKE_ESCAPES: &str = "\u{fe6a}\u{ff05}";
    character.is_control()
        || [LIKE_SLASHES, HOLD_SLASHES, LIKE_DOTS, LIKE_ESCAPES]
            .iter()
            .any(|strange| strange.contains(character))
        || is_unseen(character)
}

/// What has no width: a server that drops it joins what stands around it.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// `text` with its escapes written out, once; `None` if that is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = Vec::from(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.get(..2).filter(|_| ident::is_encoded(part));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part.bytes().skip(2));
            }
            // After one round of decoding, what is left of a sign that stands for itself.
            None if part.starts_with(['u', 'U']) => return None,
            None => {
                bytes.push(b'%');
                bytes.extend(part.bytes());
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_may_read_otherwise_is_no_plain_path() {
        for step in [
            "..",
            ".",
            "%2e%2e",
            "%2E.",
            ".%2e",
            "%252e%252e",
            "%25252e.",
            "..;",
            "..;x=1",
            "..%3b",
            "..%3Bx",
            "..%00",
            "x%00",
            "..%20",
            "%20..",
            ".%20",
            "%20",
            "..%09",
            "a\tb",
            "a b",
            "..\\x",
            "x%5c..",
            "..%5c..",
            "x%2f..%2fy",
            "x%2f%2fy",
            "%2f",
            "x%2f",
            "%c0%ae%c0%ae",
            "%c0%af",
            "%e0%80%ae",
            "%c1%9c",
            "%ff",
            "%u002e",
            "%25u002e",
            "%",
            "%2",
            "%zz",
            "",
            ";x",
            "%ef%bc%8e%ef%bc%8e",
            "x%ef%bc%8fy",
            "ä",
            "a?b",
            "a#b",
            "%0d%0a",
            "%7f",
            ".. ",
            "..%20.",
            ".%e2%80%8b.",
            ".%c2%ad.",
            "%ef%bb%bf..",
            "x%e2%88%96y",
            "x%c2%a5y",
            "x%e2%84%85y",
            "%ef%bc%852e",
            "%e2%80%a5",
            "%f0%80%80%ae",
        ] {
            assert_eq!(
                plain_segments(&format!("/projects/sand/{step}/prod")),
                None,
                "{step}"
            );
        }
        for path in [
            "",
            "projects/sand",
            "//projects/sand",
            "/projects/sand//",
            "/..",
            "/.",
            "//",
        ] {
            assert_eq!(plain_segments(path), None, "{path}");
        }
    }

    #[test]
    fn a_plain_path_is_read_as_it_goes_over_the_wire() {
        for (path, segments) in [
            ("/", vec![]),
            ("/projects/sand", vec!["projects", "sand"]),
            ("/projects/sand/", vec!["projects", "sand"]),
            ("/a%2Fb/%73and", vec!["a%2Fb", "%73and"]),
            ("/.github/a..b/...", vec![".github", "a..b", "..."]),
            (
                "/a;v=1/b%20c/100%25/%C3%A4",
                vec!["a;v=1", "b%20c", "100%25", "%C3%A4"],
            ),
        ] {
            assert_eq!(plain_segments(path), Some(segments), "{path}");
        }
    }
}
