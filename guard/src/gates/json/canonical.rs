//! One spelling for equal values.

use std::ops::Range;

use super::reader::{Reader, Unreadable};
use super::{Number, Text, Value, Writer};

/// Writes `value` without white space, the members of objects sorted by key.
pub(crate) fn canonical(value: &Value<'_>, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(flag) => Writer::new(out).flag(*flag),
        Value::Number(Number::Integer(integer)) => Writer::new(out).integer(*integer),
        Value::Number(Number::Other(other)) => out.extend_from_slice(format!("{other:?}").as_bytes()),
        Value::Text(text) => Writer::new(out).exact(text),
        Value::List(source) | Value::Object(source) => canonical_source(source.text, out),
    }
}

/// Writes the value whose text is `source`, which was read before: so it can be read again.
pub(crate) fn canonical_source(source: &str, out: &mut Vec<u8>) {
    let _ = copy(&mut Reader::of(source), out);
}

/// Writes the next value that `reader` reads.
fn copy(reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Unreadable> {
    match reader.look() {
        Some(b'[') => list(reader, out),
        Some(b'{') => object(reader, out),
        _ => {
            canonical(&reader.value()?, out);
            Ok(())
        }
    }
}

fn list(reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Unreadable> {
    let mut separator: &[u8] = b"";
    out.push(b'[');
    reader.list(|reader| {
        out.extend_from_slice(separator);
        separator = b",";
        copy(reader, out)
    })?;
    out.push(b']');
    Ok(())
}

fn object(reader: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Unreadable> {
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
        copy(reader, out)?;
        members.push((key.clone(), start..out.len()));
        Ok(())
    })?;
    if !members.is_sorted_by(|(one, _), (two, _)| one <= two) {
        sort(members, first, out);
    }
    out.push(b'}');
    Ok(())
}

/// Writes the members that begin at `first` again, by their keys.
fn sort(mut members: Vec<(Text<'_>, Range<usize>)>, first: usize, out: &mut Vec<u8>) {
    members.sort_by(|(one, _), (two, _)| one.cmp(two));
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
    use super::canonical_source;

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
}
