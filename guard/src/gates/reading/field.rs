//! One member of a request, under its known name.

use crate::gates::json::{FieldName, Reader, Text, Unreadable, Value};
use crate::gates::reading::{Defects, RequestCode};

/// A member that is about to be read.
#[derive(Debug)]
pub(crate) struct Field<'f, 'a> {
    pub(crate) reader: &'f mut Reader<'a>,
    pub(crate) defects: &'f mut Defects,
    key: &'f Text<'a>,
    position: usize,
}

/// The value of a field where text belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextValue<'a> {
    /// Nothing, or null.
    #[default]
    Absent,
    /// Something else than text.
    Wrong,
    /// Text.
    Text(Text<'a>),
}

/// The value of a field where a flag belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Flag {
    /// Nothing, false, or something else that a lenient reader takes for false.
    #[default]
    Off,
    /// True.
    On,
    /// Something else that a lenient reader takes for true.
    LooksOn,
}

impl<'f, 'a> Field<'f, 'a> {
    pub(super) fn new(
        reader: &'f mut Reader<'a>,
        defects: &'f mut Defects,
        key: &'f Text<'a>,
        position: usize,
    ) -> Self {
        Self {
            reader,
            defects,
            key,
            position,
        }
    }

    /// A value that has no key, such as an element of a list.
    pub(crate) fn nameless(reader: &'f mut Reader<'a>, defects: &'f mut Defects) -> Self {
        const NAMELESS: &Text<'static> = &Text::Plain("");
        Self::new(reader, defects, NAMELESS, 0)
    }

    /// The key; one with lone surrogates is no known key.
    pub(crate) fn key(&self) -> &'f str {
        self.key.as_str()
    }

    /// Reads text into `value`.
    #[inline]
    pub(crate) fn text(self, name: &'static str, value: &mut TextValue<'a>) -> Result<(), Unreadable> {
        if let Some(text) = self.reader.text()? {
            self.defects.inspect(name, &text);
            *value = TextValue::Text(text);
            return Ok(());
        }
        *value = self.no_text(name)?;
        Ok(())
    }

    #[cold]
    fn no_text(self, name: &'static str) -> Result<TextValue<'a>, Unreadable> {
        if let Value::Null = self.reader.value()? {
            return Ok(TextValue::Absent);
        }
        self.defects.wrong_type(name);
        Ok(TextValue::Wrong)
    }

    /// Reads text of any length and any characters.
    pub(crate) fn any_text(self) -> Result<TextValue<'a>, Unreadable> {
        let value = self.reader.value()?;
        Ok(match value {
            Value::Null => TextValue::Absent,
            Value::Text(text) => TextValue::Text(text),
            _ => {
                self.defects.note(
                    RequestCode::InvalidFieldType,
                    FieldName::of(self.key, self.position),
                );
                TextValue::Wrong
            }
        })
    }

    /// Reads a flag; null is none.
    pub(crate) fn flag(self, name: &'static str) -> Result<Flag, Unreadable> {
        let value = self.reader.value()?;
        Ok(match value {
            Value::Bool(true) => Flag::On,
            Value::Bool(false) => Flag::Off,
            other => {
                self.defects.wrong_type(name);
                if other.is_truthy() {
                    Flag::LooksOn
                } else {
                    Flag::Off
                }
            }
        })
    }

    /// Notes a key that the gate does not know, and skips its value.
    pub(crate) fn unknown(self) -> Result<(), Unreadable> {
        let name = FieldName::of(self.key, self.position);
        self.defects.note(RequestCode::UnknownField, name);
        self.reader.skip()
    }

    /// Reads with `read`, and says from which text.
    pub(crate) fn with_source<T>(
        self,
        read: impl FnOnce(Field<'_, 'a>) -> Result<T, Unreadable>,
    ) -> Result<(T, &'a str), Unreadable> {
        let Self {
            reader,
            defects,
            key,
            position,
        } = self;
        let start = reader.start();
        let value = read(Field::new(reader, defects, key, position))?;
        Ok((value, reader.since(start)))
    }

    /// Reads an object whose members are fields too. Anything else is of the wrong type; null too, which counts as absent
    /// only where text belongs.
    pub(crate) fn object(
        &mut self,
        name: &'static str,
        mut member: impl FnMut(Field<'_, 'a>) -> Result<(), Unreadable>,
    ) -> Result<bool, Unreadable> {
        let (reader, defects) = (&mut *self.reader, &mut *self.defects);
        if reader.look() != Some(b'{') {
            reader.skip()?;
            defects.wrong_type(name);
            return Ok(false);
        }
        reader.object(|reader, key, position| member(Field::new(reader, defects, key, position)))?;
        Ok(true)
    }
}

impl<'a> TextValue<'a> {
    /// The text, if there is one.
    pub(crate) fn text(&self) -> Option<&Text<'a>> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text, to compare with a constant or to show. Two texts with different lone surrogates look equal here: compare
    /// [`text`](Self::text).
    pub(crate) fn as_str(&self) -> Option<&str> {
        self.text().map(Text::as_str)
    }

    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl Flag {
    /// Whether it is exactly true: for what a request must prove.
    pub(crate) fn is_on(self) -> bool {
        self == Self::On
    }

    /// Whether it is anything but false: for what a request must not ask.
    pub(crate) fn is_set(self) -> bool {
        self != Self::Off
    }
}

impl From<bool> for Flag {
    fn from(flag: bool) -> Self {
        if flag { Self::On } else { Self::Off }
    }
}
