//! Whether a schema is a staging schema of this run.

use crate::gates::dot::code::DotCode;
use crate::gates::dot::vocabulary::{ALLOWLIST_PREFIX, PROTECTED_SCHEMAS, is_one_in_any_case};
use crate::ident;

/// What speaks against `target` in the run named `run_id`, in the order of the codes.
pub(super) fn codes(target: Option<&str>, run_id: Option<&str>, found: &mut dyn FnMut(DotCode)) {
    let Some(target) = target.filter(|target| !ident::is_blank(target)) else {
        return found(DotCode::MissingTargetSchema);
    };
    let is_bad = |character| ident::is_white(character) || character.is_control();
    if !target.bytes().all(|byte| byte.is_ascii_graphic()) && target.chars().any(is_bad) {
        found(DotCode::MalformedSchemaChars);
    }
    if is_one_in_any_case(&PROTECTED_SCHEMAS, target) {
        found(DotCode::ProtectedSchemaTarget);
    }
    if !has_allowlist_shape(target) {
        found(DotCode::NonAllowlistSchema);
    } else if run_id.is_some_and(|run_id| !names_run(target, run_id)) {
        found(DotCode::SchemaRunidMismatch);
    }
}

/// Whether `name` as a whole is `r2_b2_wb_` and then groups of a–z and 0–9 joined by single underscores.
pub(in crate::gates::dot) fn has_allowlist_shape(name: &str) -> bool {
    let Some(groups) = name.strip_prefix(ALLOWLIST_PREFIX) else {
        return false;
    };
    let mut is_in_group = false;
    for byte in groups.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => is_in_group = true,
            b'_' if is_in_group => is_in_group = false,
            _ => return false,
        }
    }
    is_in_group
}

/// Whether the lower-case form of `run_id` occurs in `name`, which has the shape of the allowlist.
///
/// White space around the run id is ignored here; `BAD_RUN_ID` reports it.
pub(in crate::gates::dot) fn names_run(name: &str, run_id: &str) -> bool {
    let run_id = ident::trim(run_id);
    if let (true, [first, ..]) = (run_id.is_ascii(), run_id.as_bytes()) {
        let first = first.to_ascii_lowercase();
        let starts = |from: &[u8]| {
            let start = from.get(..run_id.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(run_id.as_bytes()))
        };
        let mut places = name.bytes().enumerate().filter(|(_, byte)| *byte == first);
        return places.any(|(place, _)| name.as_bytes().get(place..).is_some_and(starts));
    }
    name.contains(&*run_id.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_beyond_ascii_is_not_on_the_allowlist_and_not_malformed() {
        for (target, expected) in [
            ("r2_b2_wb_a", &[][..]),
            ("r2_b2_wb_ä", &[DotCode::NonAllowlistSchema]),
            (
                "r2_b2_wb_ a",
                &[DotCode::MalformedSchemaChars, DotCode::NonAllowlistSchema],
            ),
            (
                "r2_b2_wb_\u{2003}a",
                &[DotCode::MalformedSchemaChars, DotCode::NonAllowlistSchema],
            ),
        ] {
            let mut found = Vec::new();
            codes(Some(target), Some("a"), &mut |code| found.push(code));
            assert_eq!(found, expected, "{target:?}");
        }
    }
}
