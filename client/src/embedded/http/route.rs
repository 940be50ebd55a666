//! Paths to resources. What no pattern matches is a page that does not exist.

use uuid::Uuid;

use super::project_route::InProject;

/// A resource of the API.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Me,
    UserAssets,
    UserAsset(Uuid),
    ServerAssets,
    Workspace { slug: String, inner: InWorkspace },
}

/// A resource of a workspace.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum InWorkspace {
    /// The page of the web app for it.
    Itself,
    Projects,
    Search,
    Members,
    Invitations,
    /// What stands for an id need not be one.
    Invitation(Option<Uuid>),
    Stickies,
    Sticky(Option<Uuid>),
    Assets,
    Asset(Uuid),
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

impl Route {
    /// The route of a decoded path. Every path ends in a slash.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let inner = path.strip_prefix("/api/v1/")?.strip_suffix('/')?;
        let segments: Vec<&str> = inner.split('/').collect();
        match segments.as_slice() {
            ["users", "me"] => Some(Self::Me),
            ["assets", "user-assets"] => Some(Self::UserAssets),
            ["assets", "user-assets", "server"] => Some(Self::ServerAssets),
            ["assets", "user-assets", id] => uuid(id).map(Self::UserAsset),
            ["workspaces", slug, rest @ ..] if !slug.is_empty() => Some(Self::Workspace {
                slug: (*slug).to_owned(),
                inner: InWorkspace::of(rest)?,
            }),
            _ => None,
        }
    }

    /// The `Allow` header.
    pub(crate) fn allow(&self) -> &'static str {
        let inner = match self {
            Self::Me => return "GET",
            Self::UserAssets | Self::ServerAssets => return "POST",
            Self::UserAsset(_) => return "PATCH, DELETE",
            Self::Workspace { inner, .. } => inner,
        };
        match inner {
            InWorkspace::Itself => "GET, HEAD, OPTIONS",
            InWorkspace::Search | InWorkspace::Key { .. } | InWorkspace::Members => "GET",
            InWorkspace::Projects => "GET, POST",
            InWorkspace::Invitations | InWorkspace::Stickies => "GET, POST, HEAD, OPTIONS",
            InWorkspace::Invitation(_) | InWorkspace::Sticky(_) => "GET, PUT, PATCH, DELETE, HEAD, OPTIONS",
            InWorkspace::Assets => "POST",
            InWorkspace::Asset(_) => "GET, PATCH",
            InWorkspace::Project { inner, .. } => inner.allow(),
        }
    }

    /// Whether requests count against the rate limit; those for some old resources do not.
    pub(crate) fn is_limited(&self) -> bool {
        use InWorkspace::{Invitation, Invitations, Stickies, Sticky};
        let Self::Workspace { inner, .. } = self else {
            return true;
        };
        !matches!(inner, Invitations | Invitation(_) | Stickies | Sticky(_))
    }
}

impl InWorkspace {
    fn of(segments: &[&str]) -> Option<Self> {
        match segments {
            [] => Some(Self::Itself),
            ["projects"] => Some(Self::Projects),
            ["work-items" | "issues", "search"] => Some(Self::Search),
            ["members"] => Some(Self::Members),
            ["invitations"] => Some(Self::Invitations),
            ["invitations", id] => Some(Self::Invitation(uuid(id))),
            ["stickies"] => Some(Self::Stickies),
            ["stickies", id] => Some(Self::Sticky(uuid(id))),
            ["assets"] => Some(Self::Assets),
            ["assets", id] => uuid(id).map(Self::Asset),
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

/// Only the lower-case hyphenated form is a UUID to the router.
pub(crate) fn uuid(segment: &str) -> Option<Uuid> {
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
