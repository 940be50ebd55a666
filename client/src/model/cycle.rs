use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::progress::Progress;
use super::project::Project;
use super::resource;
use super::user::User;
use crate::change::{Change, body};
use crate::expandable::Expandable;
use crate::id::{CycleId, CycleItemId, ProjectId, UserId, WorkItemId};

/// A cycle: a span of time in which work items are to be done.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Cycle {
    /// Its id.
    pub id: CycleId,
    /// Its name.
    pub name: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// When it begins; a draft has no dates.
    #[serde(default, with = "super::instant")]
    pub start_date: Option<Timestamp>,
    /// When it ends.
    #[serde(default, with = "super::instant")]
    pub end_date: Option<Timestamp>,
    /// Its place among the cycles.
    pub sort_order: Option<f64>,
    /// Its time zone, such as `UTC`.
    #[serde(default)]
    pub timezone: String,
    /// Who owns it.
    #[serde(default)]
    pub owned_by: Expandable<User>,
    /// The project it belongs to.
    #[serde(default)]
    pub project: Expandable<Project>,
    /// How far its work items are; nothing in the answer to a write.
    #[serde(flatten)]
    pub progress: Progress,
    /// The system that made it.
    pub external_source: Option<String>,
    /// What that system calls it.
    pub external_id: Option<String>,
    /// When it was made.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    #[serde(default, with = "super::instant")]
    pub updated_at: Option<Timestamp>,
    /// When it was put into the archive.
    ///
    /// Some answers tell the day only: that is its first instant in UTC.
    #[serde(default, with = "super::instant")]
    pub archived_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

resource!(Cycle, CycleId);

/// A work item's place in a cycle.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CycleItem {
    /// The place's own id.
    pub id: CycleItemId,
    /// The cycle.
    pub cycle: CycleId,
    /// The work item.
    pub issue: WorkItemId,
    /// The project in which it was first put into a cycle.
    pub project: ProjectId,
    /// How many parts the work item has; missing where one place is read.
    pub sub_issues_count: Option<u64>,
    /// When it was made.
    #[serde(default, with = "super::instant")]
    pub created_at: Option<Timestamp>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Which of a project's cycles are listed.
///
/// The one that is going on has a method of its own: [`Cycles::current`](crate::Cycles::current).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CycleView {
    /// Those that have not begun.
    Upcoming,
    /// Those that are over.
    Completed,
    /// Those without dates.
    Draft,
    /// Those that are not over.
    Incomplete,
}

impl CycleView {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Completed => "completed",
            Self::Draft => "draft",
            Self::Incomplete => "incomplete",
        }
    }
}

body! {
    /// What a new cycle is made of: a name. It has both dates or none.
    NewCycle (name: String);
    optional {
        /// What it is about.
        description: String,
        /// Who owns it, the key's user unless set.
        owned_by: UserId,
        /// The time zone of its days, such as `Europe/Berlin`.
        timezone: String,
    }
    nullable {
        /// Its first day.
        start_date: Date,
        /// Its last day.
        end_date: Date,
        /// The system that makes it.
        external_source: String,
        /// What that system calls it: with both a POST can be repeated safely.
        external_id: String,
    }
}

body! {
    /// What changes about a cycle. Of one that is over nothing can change.
    CyclePatch;
    optional {
        /// Its name.
        name: String,
        /// What it is about.
        description: String,
        /// Who owns it.
        owned_by: UserId,
        /// The time zone of its days, such as `Europe/Berlin`.
        timezone: String,
    }
    nullable {
        /// The system that made it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
    unset {
        start_date: Date,
        end_date: Date,
    }
}

impl CyclePatch {
    /// Its first and its last day; without them it is a draft.
    ///
    /// One of them cannot be changed alone: the server reads both in the project's time zone, but a lone one in that of the
    /// key's user.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use plane_client::{Change, CyclePatch};
    ///
    /// let longer = CyclePatch::new().dates((date(2026, 11, 20), date(2026, 12, 11)));
    /// let draft = CyclePatch::new().dates(Change::Clear);
    /// # let _ = (longer, draft);
    /// ```
    pub fn dates(self, dates: impl Into<Change<(Date, Date)>>) -> Self {
        let (start_date, end_date) = dates.into().halves();
        Self {
            start_date,
            end_date,
            ..self
        }
    }
}
