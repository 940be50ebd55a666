//! JSON as strangers send it: a strict reader, a value, a writer.
//!
//! A visitor over `serde_json` could see the same key twice and half of a surrogate pair too. But what that crate reads
//! depends on its features (`arbitrary_precision`, `float_roundtrip`, `unbounded_depth`), which any other crate of a program
//! turns on for all of it, and a gate's answer may not depend on who else is linked. This one also builds no tree of
//! what the gate does not know: beside the text of the line it keeps only the keys of the objects that it is in.

mod canonical;
mod name;
mod number;
mod reader;
mod string;
mod text;
mod write;

pub(crate) use self::canonical::{canonical, canonical_by_amount, canonical_source};
pub(crate) use self::name::FieldName;
pub(crate) use self::number::Number;
pub(crate) use self::reader::{Reader, Unreadable};
pub(crate) use self::text::Text;
pub(crate) use self::write::Writer;

/// A value; what holds other values keeps its source text.
#[derive(Clone, Debug)]
pub(crate) enum Value<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Text<'a>),
    List(Source<'a>),
    Object(Source<'a>),
}

impl Value<'_> {
    /// Whether a language that judges by truthiness would call it true.
    pub(crate) fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(flag) => *flag,
            Self::Number(number) => !number.is_zero(),
            Self::Text(text) => !text.as_str().is_empty(),
            Self::List(source) | Self::Object(source) => !source.is_empty,
        }
    }
}

/// The text of a list or an object, which was read once and is well formed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    pub(crate) is_empty: bool,
}
