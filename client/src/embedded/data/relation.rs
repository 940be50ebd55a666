//! Relations between work items.

use super::stamp::Stamp;
use crate::id::{ProjectId, WorkItemId};

/// How two work items can be related, seen from the first, with its name seen from the other.
pub(crate) const KINDS: [(&str, &str); 8] = [
    ("blocking", "blocked_by"),
    ("blocked_by", "blocking"),
    ("duplicate", "duplicate"),
    ("relates_to", "relates_to"),
    ("start_before", "start_after"),
    ("start_after", "start_before"),
    ("finish_before", "finish_after"),
    ("finish_after", "finish_before"),
];

/// A relation as stored: always by that of its two names that the database knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub(crate) created_at: Stamp,
    pub(crate) kind: &'static str,
    pub(crate) issue: WorkItemId,
    pub(crate) related_issue: WorkItemId,
    /// The project of the URL it was posted under, whichever projects the work items are in.
    pub project: ProjectId,
}

impl Relation {
    /// The relation of a kind between a work item and another one; `None` if there is no such kind.
    pub(crate) fn new(
        created_at: Stamp,
        project: ProjectId,
        item: WorkItemId,
        kind: &str,
        other: WorkItemId,
    ) -> Option<Self> {
        let (kind, reverse) = *KINDS.iter().find(|(name, _)| *name == kind)?;
        let reversed = matches!(kind, "blocking" | "start_after" | "finish_after");
        let (kind, issue, related_issue) = if reversed {
            (reverse, other, item)
        } else {
            (kind, item, other)
        };
        Some(Self {
            created_at,
            kind,
            issue,
            related_issue,
            project,
        })
    }

    /// What the relation is to one of its two work items, and which the other one is: `blocking` and what it blocks.
    #[must_use]
    pub fn seen_from(&self, item: impl Into<WorkItemId>) -> Option<(&'static str, WorkItemId)> {
        let item = item.into();
        if item == self.issue {
            return Some((self.kind, self.related_issue));
        }
        let reverse = KINDS.iter().find(|(name, _)| *name == self.kind)?.1;
        (item == self.related_issue).then_some((reverse, self.issue))
    }
}
