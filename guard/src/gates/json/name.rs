//! The name of a field, as a reason may carry it.

use std::borrow::Cow;

use super::Text;

/// A field, by its key if that is a harmless name, otherwise by its position.
///
/// A key that a gate does not know is text that the caller chose. It is shown if it is at most 32 letters and underscores
/// without two capitals in a row: then it can spell neither a code nor a token nor an access key. Any other key is
/// shown as `#3`, the third of its object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldName(Cow<'static, str>);

impl FieldName {
    /// How many fields are named for one code.
    pub(crate) const MOST: usize = 16;

    /// The field with this key, at this position counted from 1.
    pub(crate) fn of(key: &Text<'_>, position: usize) -> Self {
        let text = key.as_str();
        Self(if is_harmless(text) {
            Cow::Owned(text.to_owned())
        } else {
            Cow::Owned(format!("#{position}"))
        })
    }

    /// A field that the gate knows.
    pub(crate) fn known(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    pub(crate) fn into_text(self) -> Cow<'static, str> {
        self.0
    }
}

fn is_harmless(key: &str) -> bool {
    let has_two_capitals = key
        .as_bytes()
        .windows(2)
        .any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    (1..=32).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && !has_two_capitals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(key: &str) -> String {
        FieldName::of(&key.into(), 3).into_text().into_owned()
    }

    #[test]
    fn a_plain_word_names_its_field() {
        for key in ["sql", "Target", "dotCode", "owner_real_run_gate_open", "_"] {
            assert_eq!(name(key), key);
        }
    }

    #[test]
    fn what_could_be_a_token_a_secret_or_a_trick_is_named_by_its_position() {
        for key in [
            "",
            "SQL",
            "PRODUCTION_PASS",
            "x_REAL_RUN_PASS",
            "sk_live_51Abc",
            "a b",
            "a\u{202e}b",
            "a\"b",
            "ключ",
            &"a".repeat(33),
        ] {
            assert_eq!(name(key), "#3");
        }
    }
}
