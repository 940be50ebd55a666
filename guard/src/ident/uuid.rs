//! UUIDs, in every form that is written somewhere.

use std::borrow::Cow;

/// How long a hyphenated UUID is.
pub(super) const HYPHENATED: usize = 36;

/// The canonical form of `text`, hyphenated and in lower case, if it is a UUID: hyphenated or not, in braces, or as a URN.
pub(super) fn canonical(text: &str) -> Option<Cow<'_, str>> {
    let plain = match text.len() {
        32 => return bare(text).map(Cow::Owned),
        36 => text,
        38 => text.strip_prefix('{')?.strip_suffix('}')?,
        45 => {
            let (scheme, plain) = text.split_at_checked("urn:uuid:".len())?;
            scheme.eq_ignore_ascii_case("urn:uuid:").then_some(plain)?
        }
        _ => return None,
    };
    if !is_hyphenated(plain.as_bytes()) {
        return None;
    }
    Some(if super::has_uppercase(plain) {
        Cow::Owned(plain.to_ascii_lowercase())
    } else {
        Cow::Borrowed(plain)
    })
}

/// The canonical form of 32 hex digits.
fn bare(text: &str) -> Option<String> {
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut canonical = String::with_capacity(HYPHENATED);
    for (place, digit) in text.chars().enumerate() {
        if matches!(place, 8 | 12 | 16 | 20) {
            canonical.push('-');
        }
        canonical.push(digit.to_ascii_lowercase());
    }
    Some(canonical)
}

/// Whether a hyphenated UUID stands somewhere in `text`, in either case.
pub(super) fn is_within(text: &str) -> bool {
    text.as_bytes().windows(HYPHENATED).any(is_hyphenated)
}

fn is_hyphenated(text: &[u8]) -> bool {
    text.len() == HYPHENATED
        && text.iter().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UUID: &str = "8c5a3025-4f9d-4190-b79f-fa06276bb27e";

    #[test]
    fn a_uuid_has_one_canonical_form() {
        let bare = UUID.replace('-', "");
        for text in [UUID, &bare, &format!("{{{UUID}}}"), &format!("urn:uuid:{UUID}")] {
            for text in [text.to_owned(), text.to_uppercase()] {
                assert_eq!(canonical(&text).as_deref(), Some(UUID), "{text}");
            }
        }
    }

    #[test]
    #[cfg(feature = "uuid")]
    fn what_is_a_uuid_is_what_the_package_of_that_name_takes_for_one() {
        let bare = UUID.replace('-', "");
        let forms = [
            UUID,
            &bare,
            &format!("{{{UUID}}}"),
            &format!("{{{bare}}}"),
            &format!("urn:uuid:{UUID}"),
        ]
        .map(str::to_owned);
        for form in forms {
            for place in 0..=form.len() {
                for other in ["", "-", "g", "F", "{", "}", ":", "é", " "] {
                    let (before, after) = form.split_at(place);
                    let replaced = format!("{before}{other}{}", after.get(1..).unwrap_or_default());
                    let inserted = format!("{before}{other}{after}");
                    for text in [replaced, inserted] {
                        let expected = uuid::Uuid::try_parse(&text).ok().map(|uuid| uuid.to_string());
                        assert_eq!(canonical(&text).as_deref(), expected.as_deref(), "{text}");
                    }
                }
            }
        }
    }
}
