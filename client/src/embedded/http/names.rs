//! What the names in a path stand for.

use uuid::Uuid;

use super::route::Route;
use super::routes::ROUTES;

/// The names of a path; one that its row does not have is empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) slug: String,
    pub(crate) project: Uuid,
    pub(crate) id: Uuid,
    /// The one that stands last, which is inside that or itself.
    pub(crate) last: Uuid,
    /// An id, where something else may stand too.
    pub(crate) any: Option<Uuid>,
    /// `ORCH-114`: the number is whatever stands after the last hyphen, a number or not.
    pub(crate) key: (String, String),
}

impl Route {
    /// The row of a decoded path, and its names. Every path ends in a slash.
    pub(crate) fn of(path: &str) -> Option<(&'static Self, Names)> {
        let inner = path.strip_prefix("/api/v1/")?.strip_suffix('/')?;
        let segments: Vec<&str> = inner.split('/').collect();
        ROUTES
            .iter()
            .find_map(|route| Some((route, route.names(&segments)?)))
    }

    fn names(&self, segments: &[&str]) -> Option<Names> {
        if self.path.split('/').count() != segments.len() {
            return None;
        }
        let mut names = Names::default();
        for (pattern, segment) in self.path.split('/').zip(segments) {
            match pattern {
                "{slug}" if !segment.is_empty() => (*segment).clone_into(&mut names.slug),
                "{project}" => names.project = uuid(segment)?,
                "{id}" => {
                    names.id = uuid(segment)?;
                    names.last = names.id;
                }
                "{inner}" => names.last = uuid(segment)?,
                "{any}" => names.any = uuid(segment),
                "{key}" => {
                    let (identifier, number) = split_key(segment)?;
                    names.key = (identifier.to_owned(), number.to_owned());
                }
                words if words.split('|').any(|word| word == *segment) => {}
                _ => return None,
            }
        }
        Some(names)
    }
}

/// Only the lower-case hyphenated form is a UUID to the router.
fn uuid(segment: &str) -> Option<Uuid> {
    Uuid::parse_str(segment)
        .ok()
        .filter(|id| id.to_string() == segment)
}

/// Splits at the last hyphen that leaves something on both sides.
fn split_key(key: &str) -> Option<(&str, &str)> {
    key.rmatch_indices('-')
        .filter_map(|(at, _)| Some((key.get(..at)?, key.get(at + 1..)?)))
        .find(|(identifier, number)| !identifier.is_empty() && !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{ROUTES, Route, split_key};

    #[test]
    fn a_key_splits_at_its_last_hyphen() {
        assert_eq!(split_key("ORCH-114"), Some(("ORCH", "114")));
        assert_eq!(split_key("A-B-7"), Some(("A-B", "7")));
        assert_eq!(split_key("ORCH-114-"), Some(("ORCH", "114-")));
        assert_eq!(split_key("-114"), None);
        assert_eq!(split_key("ORCH"), None);
    }

    #[test]
    fn a_path_without_its_slash_has_no_route() {
        assert_eq!(
            Route::of("/api/v1/users/me/").map(|(route, _)| route.path),
            Some("users/me")
        );
        assert!(Route::of("/api/v1/users/me").is_none());
        assert!(Route::of("/api/v1/users/me//").is_none());
    }

    #[test]
    fn every_row_is_found_by_its_own_path() {
        let id = "7b0c8a52-9a9c-4c3e-9d3c-0d5f9a1f7e01";
        for route in ROUTES {
            let segments = route.path.split('/').map(|part| match part {
                "{slug}" => "lab",
                "{key}" => "ORCH-114",
                name if name.starts_with('{') => id,
                words => words.split('|').next_back().unwrap_or_default(),
            });
            let path = format!("/api/v1/{}/", segments.collect::<Vec<_>>().join("/"));
            let found = Route::of(&path).map(|(found, _)| found.path);
            assert_eq!(found, Some(route.path), "{path}");
        }
    }
}
