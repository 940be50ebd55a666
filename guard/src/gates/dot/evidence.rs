//! What was measured in production before and after a run.

use std::borrow::Cow;

use super::surface::{APPEND_TABLES, Surface};
use crate::gates::json::{Number, Text, Unreadable, Value, canonical, canonical_source};
use crate::gates::reading::Field;

/// The measurements that say whether production was touched.
#[derive(Clone, Debug, Default)]
pub struct Evidence<'e> {
    pub(super) before: Option<Snapshot<'e>>,
    pub(super) after: Option<Snapshot<'e>>,
    pub(super) writes: Option<AppendWrites>,
    /// The text it was read from, if that says more than the fields above.
    source: Option<&'e str>,
}

/// What the surfaces measured at one time.
#[derive(Clone, Debug, Default)]
pub struct Snapshot<'e> {
    values: [Option<Value<'e>>; Surface::ALL.len()],
    pub(super) has_unknown_surface: bool,
}

/// What was appended to the append tables.
#[derive(Clone, Debug, Default)]
pub(super) struct AppendWrites {
    tables: [bool; APPEND_TABLES.len()],
    pub(super) is_empty: bool,
}

impl<'e> Evidence<'e> {
    /// Evidence of two snapshots.
    #[must_use]
    pub fn new(before: Snapshot<'e>, after: Snapshot<'e>) -> Self {
        Self {
            before: Some(before),
            after: Some(after),
            ..Self::default()
        }
    }

    /// Says that nothing was appended to the append tables.
    #[must_use]
    pub fn append_tables_untouched(self) -> Self {
        Self {
            writes: Some(AppendWrites::all(true)),
            ..self
        }
    }

    /// Says that something was appended to the append tables.
    #[must_use]
    pub fn append_tables_written(self) -> Self {
        Self {
            writes: Some(AppendWrites::all(false)),
            ..self
        }
    }

    pub(super) fn read(field: Field<'_, 'e>) -> Result<Option<Self>, Unreadable> {
        let mut evidence = Self::default();
        let before = field.defects.noted();
        let ((is_object, after, has_doubles), source) = field.with_source(|mut field| {
            let is_object = field.object("production_untouched_evidence", |field| evidence.member(field))?;
            Ok((is_object, field.defects.noted(), !field.reader.doubles.is_empty()))
        })?;
        let is_odd = before != after || has_doubles || !evidence.is_told_by_its_fields();
        evidence.source = is_odd.then_some(source);
        Ok(is_object.then_some(evidence))
    }

    fn member(&mut self, mut field: Field<'_, 'e>) -> Result<(), Unreadable> {
        match field.key() {
            "before" => self.before = Snapshot::read("before", &mut field)?,
            "after" => self.after = Snapshot::read("after", &mut field)?,
            "append_tables_write_set" => self.writes = AppendWrites::read(&mut field)?,
            _ => field.unknown()?,
        }
        Ok(())
    }

    fn is_told_by_its_fields(&self) -> bool {
        let is_told =
            |half: &Option<Snapshot<'_>>| half.as_ref().is_some_and(|half| !half.has_unknown_surface);
        is_told(&self.before)
            && is_told(&self.after)
            && self.writes.as_ref().is_none_or(|writes| writes.is_empty)
    }

    /// Writes it without white space, the members of objects sorted by key.
    pub(super) fn canonical(&self, out: &mut Vec<u8>) {
        if let Some(source) = self.source {
            return canonical_source(source, out);
        }
        let mut members = Members::default();
        if let Some(after) = &self.after {
            members.key("after", out);
            after.canonical(out);
        }
        if let Some(writes) = &self.writes {
            members.key("append_tables_write_set", out);
            writes.canonical(out);
        }
        if let Some(before) = &self.before {
            members.key("before", out);
            before.canonical(out);
        }
        members.end(out);
    }
}

impl<'e> Snapshot<'e> {
    /// A snapshot of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a surface counted. The surface that is no count becomes unusable by it.
    #[must_use]
    pub fn count(self, surface: Surface, count: u64) -> Self {
        self.with(surface, Value::Number(Number::Integer(i128::from(count))))
    }

    /// Adds the date or instant, as RFC 3339 writes it, at which something was last certified.
    #[must_use]
    pub fn max_date_certified(self, date: impl Into<Cow<'e, str>>) -> Self {
        self.with(
            Surface::BirthRegistryMaxDateCertified,
            Value::Text(Text::from(date)),
        )
    }

    /// What `surface` measured.
    pub(super) fn get(&self, surface: Surface) -> Option<&Value<'e>> {
        self.values.get(surface as usize).and_then(Option::as_ref)
    }

    fn with(mut self, surface: Surface, value: Value<'e>) -> Self {
        self.set(surface, value);
        self
    }

    fn set(&mut self, surface: Surface, value: Value<'e>) {
        if let Some(slot) = self.values.get_mut(surface as usize) {
            *slot = Some(value);
        }
    }

    fn read(name: &'static str, field: &mut Field<'_, 'e>) -> Result<Option<Self>, Unreadable> {
        let mut snapshot = Self::default();
        let is_object = field.object(name, |field| {
            let surface = Surface::named(field.key());
            let value = field.reader.value()?;
            match surface {
                Some(surface) => snapshot.set(surface, value),
                None => snapshot.has_unknown_surface = true,
            }
            Ok(())
        })?;
        Ok(is_object.then_some(snapshot))
    }

    fn canonical(&self, out: &mut Vec<u8>) {
        let mut members = Members::default();
        for surface in Surface::SORTED {
            if let Some(value) = self.get(surface) {
                members.key(surface.as_str(), out);
                canonical(value, out);
            }
        }
        members.end(out);
    }
}

impl AppendWrites {
    fn all(is_empty: bool) -> Self {
        Self {
            tables: [true; APPEND_TABLES.len()],
            is_empty,
        }
    }

    /// What is not an empty list of a known table counts as a write.
    fn read(field: &mut Field<'_, '_>) -> Result<Option<Self>, Unreadable> {
        const NAME: &str = "append_tables_write_set";
        let mut writes = Self {
            is_empty: true,
            ..Self::default()
        };
        let is_object = field.object(NAME, |field| {
            let table = APPEND_TABLES.iter().position(|table| *table == field.key());
            let list = if let Value::List(list) = field.reader.value()? {
                Some(list)
            } else {
                field.defects.wrong_type(NAME);
                None
            };
            match table.and_then(|table| writes.tables.get_mut(table)) {
                Some(is_given) => *is_given = true,
                None => writes.is_empty = false,
            }
            writes.is_empty &= list.is_some_and(|list| list.is_empty);
            Ok(())
        })?;
        Ok(is_object.then_some(writes))
    }

    fn canonical(&self, out: &mut Vec<u8>) {
        if !self.is_empty {
            out.extend_from_slice(b"true");
            return;
        }
        let mut members = Members::default();
        let mut given: Vec<&'static str> = APPEND_TABLES
            .iter()
            .zip(self.tables)
            .filter_map(|(table, is_given)| is_given.then_some(*table))
            .collect();
        given.sort_unstable();
        for table in given {
            members.key(table, out);
            out.extend_from_slice(b"[]");
        }
        members.end(out);
    }
}

/// The members of an object that is being written.
#[derive(Debug, Default)]
struct Members {
    are_begun: bool,
}

impl Members {
    fn key(&mut self, key: &'static str, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.are_begun { b",\"" } else { b"{\"" });
        self.are_begun = true;
        // Known names hold nothing that JSON would have to escape.
        out.extend_from_slice(key.as_bytes());
        out.extend_from_slice(b"\":");
    }

    fn end(self, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.are_begun { b"}" } else { b"{}" });
    }
}

#[cfg(test)]
mod tests {
    use super::Surface;
    use crate::gates::dot::DotRequest;

    fn canonical(evidence: &str) -> String {
        let line = format!(r#"{{"production_untouched_evidence":{evidence}}}"#);
        let request = DotRequest::read(line.as_bytes());
        let mut out = Vec::new();
        request.evidence.as_deref().unwrap().canonical(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_value_that_another_one_replaced_is_evidence_too() {
        let half = |first: &str| {
            let surfaces = Surface::ALL.iter().map(|surface| format!(r#""{surface}":7"#));
            format!("{{{first}{}}}", surfaces.collect::<Vec<_>>().join(","))
        };
        let (plain, replaced) = (half(""), half(r#""dot_tools.count":9,"#));
        let evidence = [
            format!(r#"{{"before":{plain},"after":{plain}}}"#),
            format!(r#"{{"before":{replaced},"after":{plain}}}"#),
            format!(r#"{{"before":{plain},"after":{replaced}}}"#),
            format!(r#"{{"before":{plain},"before":{plain},"after":{plain}}}"#),
            format!(r#"{{"before":{{}},"before":{plain},"after":{plain}}}"#),
            format!(r#"{{"before":{plain},"after":{plain},"append_tables_write_set":{{}}}}"#),
            format!(
                r#"{{"before":{plain},"after":{plain},"append_tables_write_set":{{"x":[1]}},"append_tables_write_set":{{}}}}"#
            ),
        ];
        let mut spellings = evidence.each_ref().map(|evidence| canonical(evidence)).to_vec();
        spellings.sort();
        spellings.dedup();
        assert_eq!(spellings.len(), evidence.len(), "{spellings:#?}");
    }
}
