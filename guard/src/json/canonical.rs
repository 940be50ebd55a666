//! One spelling for equal values.

use super::reader::Reader;
use super::{Number, Text, Value, Writer};

/// Writes `value` without white space, the members of objects sorted by key.
pub(crate) fn canonical(value: &Value<'_>, out: &mut Vec<u8>) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
        Value::Number(Number::Integer(integer)) => Writer::new(out).integer(*integer),
        Value::Number(Number::Other(other)) => out.extend_from_slice(format!("{other:?}").as_bytes()),
        Value::Text(text) => Writer::new(out).text(text.as_str()),
        Value::List(source) => list(source.text, out),
        Value::Object(source) => {
            let mut members: Vec<(Text<'_>, Value<'_>)> = Vec::new();
            // The source was read before: it can be read again.
            let _ = Reader::of(source.text).object(|reader, key, _| {
                members.push((key.clone(), reader.value()?));
                Ok(())
            });
            object(members, out);
        }
    }
}

fn list(source: &str, out: &mut Vec<u8>) {
    let mut separator: &[u8] = b"";
    out.push(b'[');
    let _ = Reader::of(source).list(|reader| {
        out.extend_from_slice(separator);
        separator = b",";
        canonical(&reader.value()?, out);
        Ok(())
    });
    out.push(b']');
}

fn object(mut members: Vec<(Text<'_>, Value<'_>)>, out: &mut Vec<u8>) {
    members.sort_by(|(one, _), (two, _)| one.as_str().cmp(two.as_str()));
    let mut separator: &[u8] = b"";
    out.push(b'{');
    for (key, value) in &members {
        out.extend_from_slice(separator);
        separator = b",";
        Writer::new(out).text(key.as_str());
        out.push(b':');
        canonical(value, out);
    }
    out.push(b'}');
}
