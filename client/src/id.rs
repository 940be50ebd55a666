//! Ids, each parsed once.
//!
//! They are the only variable parts of a path, so what they cannot hold cannot reach one: a UUID in canonical form, a
//! key of any alphabet that is percent-encoded, a slug of letters, digits, `_` and `-`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use write_guard::Identity;

use crate::change::Change;

/// An id on its way into a path: what it is the id of, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    placeholder: &'static str,
    text: String,
}

impl Segment {
    /// The placeholder that it may stand for.
    pub(crate) fn placeholder(&self) -> &'static str {
        self.placeholder
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// Text that is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind}: {expected}")]
pub struct InvalidId {
    kind: &'static str,
    expected: &'static str,
}

impl InvalidId {
    /// Text that is no path of plain segments.
    pub(crate) fn path() -> Self {
        Self {
            kind: "path",
            expected: "segments of letters, digits, `_` and `-` are expected, with a `/` between them",
        }
    }
}

macro_rules! uuid_id {
    ($name:ident, $placeholder:literal, $kind:literal, $doc:literal) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let id = Uuid::try_parse(text).map(Self).ok();
                id.filter(|id| id.to_string() == text).ok_or(InvalidId {
                    kind: $kind,
                    expected: "a lower-case, hyphenated UUID is expected",
                })
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<Uuid> for Change<$name> {
            fn from(uuid: Uuid) -> Self {
                Self::Set(uuid.into())
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl Identity for $name {
            fn identity(&self) -> Option<Cow<'_, str>> {
                Some(self.to_string().into())
            }
        }

        impl From<$name> for Segment {
            fn from(id: $name) -> Self {
                Self {
                    placeholder: $placeholder,
                    text: id.to_string(),
                }
            }
        }
    };
}

uuid_id!(
    ProjectId,
    "project",
    "project id",
    "The id of a project: what the guard compares with the sandbox allowlist."
);
uuid_id!(WorkItemId, "work_item", "work item id", "The id of a work item.");
uuid_id!(StateId, "state", "state id", "The id of a state.");
uuid_id!(LabelId, "label", "label id", "The id of a label.");
uuid_id!(CommentId, "comment", "comment id", "The id of a comment.");
uuid_id!(LinkId, "link", "link id", "The id of a link.");
uuid_id!(
    ActivityId,
    "activity",
    "activity id",
    "The id of an entry of a work item's history."
);
uuid_id!(
    AttachmentId,
    "attachment",
    "attachment id",
    "The id of an attachment."
);
uuid_id!(CycleId, "cycle", "cycle id", "The id of a cycle.");
uuid_id!(ModuleId, "module", "module id", "The id of a module.");
uuid_id!(
    CycleItemId,
    "cycle_item",
    "cycle item id",
    "The id of a work item's place in a cycle: not the id of the work item."
);
uuid_id!(
    ModuleItemId,
    "module_item",
    "module item id",
    "The id of a work item's place in a module: not the id of the work item."
);
uuid_id!(
    IntakeItemId,
    "intake_item",
    "intake item id",
    "The id of a work item's place in the intake: not the id of the work item."
);
uuid_id!(
    EstimatePointId,
    "estimate_point",
    "estimate point id",
    "The id of a size that a project estimates with."
);
uuid_id!(
    WorkItemTypeId,
    "work_item_type",
    "work item type id",
    "The id of a type of work item."
);
uuid_id!(
    InvitationId,
    "invitation",
    "invitation id",
    "The id of an invitation to a workspace."
);
uuid_id!(StickyId, "sticky", "sticky id", "The id of a note.");
uuid_id!(
    AssetId,
    "asset",
    "asset id",
    "The id of a file that belongs to no work item."
);
uuid_id!(UserId, "user", "user id", "The id of a user.");
uuid_id!(
    MembershipId,
    "membership",
    "membership id",
    "The id of a membership in a project: not the id of the user."
);
uuid_id!(WebhookId, "webhook", "webhook id", "The id of a webhook.");
uuid_id!(
    WorkspaceId,
    "workspace_id",
    "workspace id",
    "The id of a workspace; a path takes its slug."
);

/// A work item's key, such as `ORCH-114`.
///
/// ```
/// use plane_client::WorkItemKey;
///
/// let key: WorkItemKey = "ORCH-114".parse()?;
/// assert_eq!((key.identifier(), key.number()), ("ORCH", 114));
/// assert!("orch-114".parse::<WorkItemKey>().is_err());
/// # Ok::<(), plane_client::InvalidId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WorkItemKey {
    identifier: Box<str>,
    number: u64,
}

impl WorkItemKey {
    /// The project's identifier, such as `ORCH`. Projects can trade identifiers, so nothing is decided by it.
    #[must_use]
    pub fn identifier(&self) -> &str {
        &self.identifier
    }

    /// The number within the project.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl FromStr for WorkItemKey {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        parse_key(text).ok_or(InvalidId {
            kind: "work item key",
            expected: "up to 12 characters as the server writes them, in capitals and without punctuation, a hyphen and a \
                       number are expected, as in `ORCH-114`",
        })
    }
}

fn parse_key(text: &str) -> Option<WorkItemKey> {
    let (identifier, digits) = text.split_once('-')?;
    let is_identifier = (1..=12).contains(&identifier.chars().count())
        && identifier.trim() == identifier
        && !identifier.chars().any(is_banned);
    let number = digits.parse::<u64>().ok()?;
    let is_canonical = number > 0 && number.to_string() == digits;
    (is_identifier && is_canonical).then(|| WorkItemKey {
        identifier: identifier.into(),
        number,
    })
}

/// What no identifier holds: what the server bans, what it makes capitals of, and what would be, or look like, another path.
fn is_banned(char: char) -> bool {
    const BANNED: &str = "&+,:;$^}{*=?@#|'<>.()%!-/\\\"";
    let is_of_an_alphabet = char.is_alphanumeric() && !char.is_lowercase();
    let is_ascii = (char.is_ascii_graphic() || char == ' ') && !char.is_ascii_lowercase();
    !is_of_an_alphabet && !is_ascii || BANNED.contains(char)
}

impl fmt::Display for WorkItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.identifier, self.number)
    }
}

impl Identity for WorkItemKey {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some(self.to_string().into())
    }
}

impl From<&WorkItemKey> for Segment {
    fn from(key: &WorkItemKey) -> Self {
        Self {
            placeholder: "key",
            text: encoded(&key.to_string()),
        }
    }
}

/// The text with everything percent-encoded but letters, digits and what a path holds as it is.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"_-".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(format!("%{byte:02X}").chars());
        }
    }
    encoded
}

/// A workspace's slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slug(Box<str>);

impl FromStr for Slug {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let is_slug = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        is_slug.then(|| Self(text.into())).ok_or(InvalidId {
            kind: "workspace slug",
            expected: "1 to 64 letters, digits, `_` or `-` are expected",
        })
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&Slug> for Segment {
    fn from(slug: &Slug) -> Self {
        Self {
            placeholder: "workspace",
            text: slug.to_string(),
        }
    }
}

/// A write's target when it names no project: a workspace is nobody's sandbox, so no list can hold it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoProject;

impl Identity for NoProject {
    fn identity(&self) -> Option<Cow<'_, str>> {
        None
    }
}

#[cfg(test)]
mod tests;
