use serde::{Deserialize, Serialize};

/// How far the work items of a cycle or a module are: how many there are by the kind of their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Progress {
    /// All of them.
    #[serde(rename = "total_issues")]
    pub total: Option<u64>,
    /// Those that are not planned yet.
    #[serde(rename = "backlog_issues")]
    pub backlog: Option<u64>,
    /// Those that are planned.
    #[serde(rename = "unstarted_issues")]
    pub unstarted: Option<u64>,
    /// Those that are worked on.
    #[serde(rename = "started_issues")]
    pub started: Option<u64>,
    /// Those that are finished.
    #[serde(rename = "completed_issues")]
    pub completed: Option<u64>,
    /// Those that were given up.
    #[serde(rename = "cancelled_issues")]
    pub cancelled: Option<u64>,
}
