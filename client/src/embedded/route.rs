//! Paths to resources. What no pattern matches is a page that does not exist.

use uuid::Uuid;

/// A resource of the API.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    Me,
    Workspace { slug: String, inner: InWorkspace },
}

/// A resource of a workspace.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum InWorkspace {
    Projects,
    Search,
    /// `ORCH-114`: the number is whatever stands after the last hyphen, a number or not.
    Key {
        identifier: String,
        number: String,
    },
    Project {
        id: Uuid,
        inner: InProject,
    },
}

/// A resource of a project.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum InProject {
    Itself,
    States,
    State(Uuid),
    WorkItems,
    WorkItem(Uuid),
    Comments(Uuid),
    Comment { item: Uuid, id: Uuid },
}

impl Route {
    /// The route of a decoded path. Every path ends in a slash.
    pub(super) fn of(path: &str) -> Option<Self> {
        let inner = path.strip_prefix("/api/v1/")?.strip_suffix('/')?;
        let segments: Vec<&str> = inner.split('/').collect();
        match segments.as_slice() {
            ["users", "me"] => Some(Self::Me),
            ["workspaces", slug, rest @ ..] if !slug.is_empty() => Some(Self::Workspace {
                slug: (*slug).to_owned(),
                inner: InWorkspace::of(rest)?,
            }),
            _ => None,
        }
    }

    /// The `Allow` header.
    pub(super) fn allow(&self) -> &'static str {
        let Self::Workspace { inner, .. } = self else {
            return "GET";
        };
        match inner {
            InWorkspace::Search | InWorkspace::Key { .. } => "GET",
            InWorkspace::Projects => "GET, POST",
            InWorkspace::Project { inner, .. } => match inner {
                InProject::States | InProject::WorkItems | InProject::Comments(_) => "GET, POST",
                InProject::Itself
                | InProject::State(_)
                | InProject::WorkItem(_)
                | InProject::Comment { .. } => "GET, PATCH, DELETE",
            },
        }
    }
}

impl InWorkspace {
    fn of(segments: &[&str]) -> Option<Self> {
        match segments {
            ["projects"] => Some(Self::Projects),
            ["work-items" | "issues", "search"] => Some(Self::Search),
            ["work-items" | "issues", key] => {
                let (identifier, number) = split_key(key)?;
                Some(Self::Key {
                    identifier: identifier.to_owned(),
                    number: number.to_owned(),
                })
            }
            ["projects", id, rest @ ..] => Some(Self::Project {
                id: uuid(id)?,
                inner: InProject::of(rest)?,
            }),
            _ => None,
        }
    }
}

impl InProject {
    fn of(segments: &[&str]) -> Option<Self> {
        match segments {
            [] => Some(Self::Itself),
            ["states"] => Some(Self::States),
            ["states", id] => uuid(id).map(Self::State),
            ["work-items" | "issues"] => Some(Self::WorkItems),
            ["work-items" | "issues", id] => uuid(id).map(Self::WorkItem),
            ["work-items" | "issues", item, "comments"] => uuid(item).map(Self::Comments),
            ["work-items" | "issues", item, "comments", id] => Some(Self::Comment {
                item: uuid(item)?,
                id: uuid(id)?,
            }),
            _ => None,
        }
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
    use super::{Route, split_key};

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
        assert_eq!(Route::of("/api/v1/users/me/"), Some(Route::Me));
        assert_eq!(Route::of("/api/v1/users/me"), None);
        assert_eq!(Route::of("/api/v1/users/me//"), None);
    }
}
