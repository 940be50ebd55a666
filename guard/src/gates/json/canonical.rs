//! One spelling for equal values.

use std::ops::Range;

use super::reader::{Reader, Unreadable};
use super::{Number, Text, Value, Writer};

/// Which values count as equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Equal {
    /// Those of one type, with the same members.
    Exactly,
    /// Those that a lenient reader takes for the same: 1, 1.0 and `true` are one amount, and of two members with one key the last
    /// counts.
    ByAmount,
}

/// Writes `value` without white space, the members of objects sorted by key.
pub(crate) fn canonical(value: &Value<'_>, out: &mut Vec<u8>) {
    Equal::Exactly.write(value, out);
}

/// As [`canonical`], but the same text for all values that a lenient reader takes for equal.
pub(crate) fn canonical_by_amount(value: &Value<'_>, out: &mut Vec<u8>) {
    Equal::ByAmount.write(value, out);
}

/// Writes the value whose text is `source`, which was read before: so it can be read again.
pub(crate) fn canonical_source(source: &str, out: &mut Vec<u8>) {
    Equal::Exactly.write_source(source, out);
}

impl Equal {
    fn write(self, value: &Value<'_>, out: &mut Vec<u8>) {
        match value {
            Value::Null => out.extend_from_slice(b"null"),
            Value::Bool(flag) if self == Self::ByAmount => Writer::new(out).integer(i128::from(*flag)),
            Value::Bool(flag) => Writer::new(out).flag(*flag),
            Value::Number(Number::Integer(integer)) => Writer::new(out).integer(*integer),
            Value::Number(Number::Other(other)) => out.extend_from_slice(self.spelled(*other).as_bytes()),
            Value::Text(text) => Writer::new(out).exact(text),
            Value::List(source) | Value::Object(source) => self.write_source(source.text, out),
        }
    }

    fn spelled(self, number: f64) -> String {
        match self {
            Self::ByAmount if number == 0.0 => "0".to_owned(),
            // With all of its digits, so that it never equals an integer that would only round to it.
            Self::ByAmount if number.fract() == 0.0 => format!("{number:.0}"),
            _ => format!("{number:?}"),
        }
    }

    fn write_source(self, source: &str, out: &mut Vec<u8>) {
        let _ = self.copy(&mut Reader::of(source), out);
    }

    /// Writes the next value that `reader` reads.
    fn copy(self, reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Unreadable> {
        match reader.look() {
            Some(b'[') => self.list(reader, out),
            Some(b'{') => self.object(reader, out),
            _ => {
                self.write(&reader.value()?, out);
                Ok(())
            }
        }
    }

    fn list(self, reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Unreadable> {
        let mut separator: &[u8] = b"";
        out.push(b'[');
        reader.list(|reader| {
            out.extend_from_slice(separator);
            separator = b",";
            self.copy(reader, out)
        })?;
        out.push(b']');
        Ok(())
    }

    fn object(self, reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Unreadable> {
        let mut members: Vec<(Text<'_>, Range<usize>)> = Vec::new();
        out.push(b'{');
        let first = out.len();
        reader.object(|reader, key, _| {
            if !members.is_empty() {
                out.push(b',');
            }
            let start = out.len();
            Writer::new(out).exact(key);
            out.push(b':');
            self.copy(reader, out)?;
            members.push((key.clone(), start..out.len()));
            Ok(())
        })?;
        if !members.is_sorted_by(|(one, _), (two, _)| one < two) {
            members.sort_by(|(one, _), (two, _)| one.cmp(two));
            if self == Self::ByAmount {
                members.reverse();
                members.dedup_by(|(earlier, _), (later, _)| earlier == later);
                members.reverse();
            }
            write_again(members, first, out);
        }
        out.push(b'}');
        Ok(())
    }
}

/// Writes the members that were written from `first` on again, in this order.
fn write_again(members: Vec<(Text<'_>, Range<usize>)>, first: usize, out: &mut Vec<u8>) {
    let written = out.split_off(first);
    let mut separator: &[u8] = b"";
    for (_, place) in members {
        out.extend_from_slice(separator);
        separator = b",";
        out.extend_from_slice(
            written
                .get(place.start - first..place.end - first)
                .unwrap_or_default(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::{Equal, canonical_source};

    fn canonical(source: &str) -> String {
        let mut out = Vec::new();
        canonical_source(source, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn texts_that_differ_are_spelled_differently() {
        let spellings = [r#""\ud800""#, r#""\udc00""#, r#""\ufffd""#, r#""a\ud800b\udfff""#].map(canonical);
        assert_eq!(
            spellings,
            [
                r#""\ud800""#,
                r#""\udc00""#,
                "\"\u{fffd}\"",
                r#""a\ud800b\udfff""#
            ]
        );
    }

    #[test]
    fn equal_objects_are_spelled_alike() {
        for (one, two) in [
            (
                r#"{"b":[1, 2],"a":{"d":0,"c":-0}}"#,
                r#"{ "a":{"c":0,"\u0064":0},"b":[1,2] }"#,
            ),
            (r#"{"\ud800":1,"\udc00":2}"#, r#"{"\uDC00":2,"\uD800":1}"#),
        ] {
            assert_eq!(canonical(one), canonical(two));
        }
    }

    #[test]
    fn what_a_lenient_reader_takes_for_the_same_is_spelled_alike() {
        let by_amount = |source: &str| {
            let mut out = Vec::new();
            Equal::ByAmount.write_source(source, &mut out);
            String::from_utf8(out).unwrap()
        };
        for (one, two) in [
            ("[1,0,-0]", "[1.0,false,-0.0]"),
            ("[true]", "[1e0]"),
            (r#"{"b":2,"a":[{"c":1}]}"#, r#"{"a":[{"c":true}],"b":2.0}"#),
            (r#"{"a":2}"#, r#"{"a":1,"a":2}"#),
            (r#"{"a":2,"b":3}"#, r#"{"b":3,"a":1,"\u0061":2}"#),
            ("9007199254740992", "9007199254740992.0"),
        ] {
            assert_eq!(by_amount(one), by_amount(two), "{one} {two}");
            assert_ne!(canonical(one), canonical(two), "{one} {two}");
        }
        for (one, two) in [
            ("1", r#""1""#),
            ("0", "null"),
            ("0", "1e-300"),
            ("9007199254740993", "9007199254740992.0"),
            ("18446744073709551615", "18446744073709551616.0"),
            (r#"{"a":1}"#, r#"{"a":2,"a":1,"b":0}"#),
            ("[]", "{}"),
        ] {
            assert_ne!(by_amount(one), by_amount(two), "{one} {two}");
        }
    }
}
