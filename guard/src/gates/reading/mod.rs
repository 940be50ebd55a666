//! From a line of text to a request, and what was wrong on the way.

mod code;
mod field;

pub use self::code::RequestCode;
pub(crate) use self::field::{Field, Flag, TextValue};
use crate::decision::Reason;
use crate::gates::json::{FieldName, Reader, Text, Unreadable};
use crate::gates::rules::{Kind, Rule};
use crate::gates::unprintable::is_unprintable;
use crate::ident;

/// The longest text that is not malformed, in bytes.
const LONGEST: usize = 256;

/// What was wrong with a request before any rule looked at it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Defects {
    is_unreadable: bool,
    noted: usize,
    kept: Vec<(RequestCode, FieldName)>,
}

impl Defects {
    /// Reads the object that is all of `line`, calling `member` at each value.
    pub(crate) fn object<'a>(
        &mut self,
        line: &'a [u8],
        mut member: impl FnMut(Field<'_, 'a>) -> Result<(), Unreadable>,
    ) {
        let outcome = Reader::new(line).and_then(|mut reader| {
            reader.object(|reader, key, position| member(Field::new(reader, self, key, position)))?;
            reader.finish()?;
            Ok(reader.doubles)
        });
        match outcome {
            Ok(doubles) => {
                for name in doubles {
                    self.note(RequestCode::DuplicateKey, name);
                }
            }
            Err(Unreadable) => self.give_up(),
        }
    }

    /// The whole line cannot be read after all, and that is the only thing to say about it.
    pub(crate) fn give_up(&mut self) {
        self.is_unreadable = true;
        self.kept.clear();
    }

    pub(crate) fn is_unreadable(&self) -> bool {
        self.is_unreadable
    }

    /// Whether anything at all was wrong.
    pub(crate) fn is_clean(&self) -> bool {
        !self.is_unreadable && self.kept.is_empty()
    }

    /// How often something was noted.
    pub(crate) fn noted(&self) -> usize {
        self.noted
    }

    /// Notes that `name` holds a value of the wrong type.
    pub(crate) fn wrong_type(&mut self, name: &'static str) {
        self.note(RequestCode::InvalidFieldType, FieldName::known(name));
    }

    /// Notes it if `text`, the value of `name`, is malformed.
    #[inline]
    pub(crate) fn inspect(&mut self, name: &'static str, text: &Text<'_>) {
        if is_malformed(text) {
            self.note(RequestCode::MalformedText, FieldName::known(name));
        }
    }

    /// Notes a defect; each field is named once for each code, and at most [`FieldName::MOST`] of them.
    pub(crate) fn note(&mut self, code: RequestCode, name: FieldName) {
        self.noted = self.noted.saturating_add(1);
        let defect = (code, name);
        let of_this_code = self.kept.iter().filter(|(noted, _)| *noted == code).count();
        if of_this_code < FieldName::MOST && !self.kept.contains(&defect) {
            self.kept.push(defect);
        }
    }

    /// The defects with this code, as reasons.
    fn reasons(&self, code: RequestCode, found: &mut Vec<Reason>) {
        let named = self.kept.iter().filter(|(noted, _)| *noted == code);
        found.extend(named.map(|(code, name)| Reason::from(*code).about("field", name.clone().into_text())));
    }
}

/// Reads a line that is one object into a `T`: `member` takes each value in. If the line cannot be read to its end, nothing of it
/// counts, and the `T` is the default.
pub(crate) fn read<'a, T: Default>(
    line: &'a [u8],
    mut member: impl FnMut(&mut T, Field<'_, 'a>) -> Result<(), Unreadable>,
) -> (T, Defects) {
    let mut read = T::default();
    let mut defects = Defects::default();
    defects.object(line, |field| member(&mut read, field));
    if defects.is_unreadable() {
        read = T::default();
    }
    (read, defects)
}

/// A request that may have been read from a line, with the defects of that line.
pub(crate) trait FromLine {
    fn defects(&self) -> &Defects;
}

/// The rule that comes first in every gate.
pub(crate) const fn unreadable<Q: FromLine>() -> Rule<Q> {
    Rule {
        name: "unreadable",
        kind: Kind::Final,
        check: |question, found| {
            if question.defects().is_unreadable {
                found.push(RequestCode::UnreadableRequest.into());
            }
        },
    }
}

/// The rules that come after the gate's own: one for each kind of defect.
pub(crate) const fn defect_rules<Q: FromLine>() -> [Rule<Q>; 4] {
    const fn rule<Q: FromLine>(name: &'static str, check: fn(&Q, &mut Vec<Reason>)) -> Rule<Q> {
        Rule {
            name,
            kind: Kind::Defect,
            check,
        }
    }
    [
        rule("duplicate_key", |question, found| {
            question.defects().reasons(RequestCode::DuplicateKey, found);
        }),
        rule("unknown_field", |question, found| {
            question.defects().reasons(RequestCode::UnknownField, found);
        }),
        rule("invalid_field_type", |question, found| {
            question.defects().reasons(RequestCode::InvalidFieldType, found);
        }),
        rule("malformed_text", |question, found| {
            question.defects().reasons(RequestCode::MalformedText, found);
        }),
    ]
}

/// Whether text that is not blank holds what does not print, or is too long.
fn is_malformed(text: &Text<'_>) -> bool {
    let shown = text.as_str();
    if let (Text::Plain(_), ..=LONGEST) = (text, shown.len()) {
        return false;
    }
    let is_fine = !text.has_surrogate() && shown.len() <= LONGEST && !shown.chars().any(is_unprintable);
    !is_fine && !ident::is_blank(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_each_field_once_and_sixteen_of_them_at_most() {
        let mut defects = Defects::default();
        for position in 1..=20 {
            for _ in 0..2 {
                defects.note(RequestCode::UnknownField, FieldName::of(&"".into(), position));
            }
            defects.note(RequestCode::DuplicateKey, FieldName::known("actor"));
        }
        let named = |code| {
            let mut found = Vec::new();
            defects.reasons(code, &mut found);
            found.len()
        };
        assert_eq!(named(RequestCode::UnknownField), 16);
        assert_eq!(named(RequestCode::DuplicateKey), 1);
        assert_eq!(named(RequestCode::MalformedText), 0);
        assert_eq!(defects.noted(), 60);
    }
}
