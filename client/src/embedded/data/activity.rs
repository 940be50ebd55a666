//! What happened to a work item, written down by the writes themselves.

use serde::Serialize;
use uuid::Uuid;

use super::comment::Comment;
use super::link::Link;
use super::relation::Relation;
use super::stamp::Stamp;
use super::work_item::WorkItem;
use super::world::World;
use crate::id::{ActivityId, CommentId, CycleId, LabelId, ProjectId, StateId, UserId, WorkItemId};

/// An entry in the history of a work item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Activity {
    pub(crate) id: ActivityId,
    pub(crate) created_at: Stamp,
    updated_at: Stamp,
    deleted_at: Option<Stamp>,
    /// `created`, `updated` or `deleted`.
    pub verb: String,
    /// What changed, such as `state`; nothing when the work item itself was made.
    pub field: Option<String>,
    /// What it was before, in words.
    pub old_value: Option<String>,
    /// What it is now, in words.
    pub new_value: Option<String>,
    comment: String,
    attachments: Vec<String>,
    old_identifier: Option<Uuid>,
    new_identifier: Option<Uuid>,
    epoch: f64,
    /// The project of the URL that was written to, whichever project the work item is in.
    pub project: ProjectId,
    workspace: Uuid,
    pub(crate) issue: WorkItemId,
    issue_comment: Option<CommentId>,
    actor: UserId,
}

/// One value of a field: in words, and by id if it has one.
type Named = (Option<String>, Option<Uuid>);

impl World {
    fn record(
        &mut self,
        (project, issue): (ProjectId, WorkItemId),
        verb: &str,
        field: Option<&str>,
        fill: impl FnOnce(&mut Activity),
    ) {
        let now = self.now();
        let mut activity = Activity {
            id: Uuid::new_v4().into(),
            created_at: now,
            updated_at: now,
            deleted_at: None,
            verb: verb.to_owned(),
            field: field.map(str::to_owned),
            old_value: None,
            new_value: None,
            comment: format!("{verb} the {}", field.unwrap_or("issue").replace('_', " ")),
            attachments: Vec::new(),
            old_identifier: None,
            new_identifier: None,
            epoch: now.epoch(),
            project,
            workspace: self.workspace,
            issue,
            issue_comment: None,
            actor: self.caller,
        };
        fill(&mut activity);
        self.activities.push(activity);
    }

    pub(crate) fn record_created(&mut self, item: &WorkItem) {
        self.record((item.project, item.id), "created", None, |_| {});
    }

    pub(crate) fn record_commented(&mut self, comment: &Comment) {
        let place = (comment.project, comment.issue);
        self.record(place, "created", Some("comment"), |activity| {
            activity.new_value = Some(comment.comment_html.clone());
            activity.issue_comment = Some(comment.id);
        });
    }

    pub(crate) fn record_linked(&mut self, link: &Link) {
        self.record((link.project, link.issue), "created", Some("link"), |activity| {
            activity.new_value = Some(link.url.clone());
            activity.new_identifier = Some(link.id.into());
        });
    }

    /// On both work items.
    pub(crate) fn record_related(&mut self, relation: &Relation) {
        for item in [relation.issue, relation.related_issue] {
            if let Some((kind, other)) = relation.seen_from(item) {
                let name = self.items.get(&other).map(|item| item.name.clone());
                self.record((relation.project, item), "updated", Some(kind), |activity| {
                    (activity.new_value, activity.new_identifier) = (name, Some(other.into()));
                });
            }
        }
    }

    pub(crate) fn record_cycle(
        &mut self,
        project: ProjectId,
        item: WorkItemId,
        old: Option<CycleId>,
        new: Option<CycleId>,
    ) {
        let name = |id: CycleId| self.cycles.get(&id).map(|cycle| cycle.name.clone());
        let names = (old.and_then(name), new.and_then(name));
        self.record((project, item), "updated", Some("cycles"), |activity| {
            (activity.old_value, activity.new_value) = names;
            (activity.old_identifier, activity.new_identifier) = (old.map(Uuid::from), new.map(Uuid::from));
        });
    }

    /// One entry for each field of a PATCH that differs, and one for each label or assignee that came or went.
    pub(crate) fn record_changes(&mut self, old: &WorkItem, new: &WorkItem) {
        let word = |text: &str| (Some(text.to_owned()), None);
        let day = |date: &Option<jiff::civil::Date>| {
            (Some(date.map(|date| date.to_string()).unwrap_or_default()), None)
        };
        let state = |id: StateId| {
            let state = self.states.get(&id);
            (state.map(|state| state.name.clone()), Some(id.into()))
        };
        let parent = |id: Option<WorkItemId>| {
            let item = id.and_then(|id| self.items.get(&id));
            (item.map(|item| item.name.clone()), id.map(Uuid::from))
        };
        let changes: [(&str, Named, Named); 7] = [
            ("state", state(old.state), state(new.state)),
            ("name", word(&old.name), word(&new.name)),
            ("priority", word(&old.priority), word(&new.priority)),
            (
                "description",
                word(&old.description_html),
                word(&new.description_html),
            ),
            ("parent", parent(old.parent), parent(new.parent)),
            ("start_date", day(&old.start_date), day(&new.start_date)),
            ("target_date", day(&old.target_date), day(&new.target_date)),
        ];
        let label = |id: LabelId| self.labels.get(&id).map(|label| label.name.clone());
        let user = |id: UserId| self.user(id).map(|user| user.display_name.clone());
        let members = [
            members("labels", "label", &old.labels, &new.labels, label),
            members("assignees", "assignee", &old.assignees, &new.assignees, user),
        ];
        let place = (new.project, new.id);
        let changes = changes.into_iter().filter(|(_, old, new)| old != new);
        let changes = changes.map(|(field, old, new)| {
            let words = field.replace('_', " ");
            (field, format!("updated the {words} to"), old, new)
        });
        for (field, comment, old, new) in changes.chain(members.into_iter().flatten()).collect::<Vec<_>>() {
            self.record(place, "updated", Some(field), |activity| {
                activity.comment = comment;
                (activity.old_value, activity.old_identifier) = old;
                (activity.new_value, activity.new_identifier) = new;
            });
        }
    }
}

/// What came to a list and what went from it.
fn members<I: Copy + PartialEq + Into<Uuid>>(
    field: &'static str,
    one: &str,
    old: &[I],
    new: &[I],
    name: impl Fn(I) -> Option<String>,
) -> Vec<(&'static str, String, Named, Named)> {
    let nobody = || (Some(String::new()), None);
    let known = |id: &I| (name(*id), Some((*id).into()));
    let gone = old.iter().filter(|id| !new.contains(id));
    let come = new.iter().filter(|id| !old.contains(id));
    gone.map(|id| (field, format!("removed {one} "), known(id), nobody()))
        .chain(come.map(|id| (field, format!("added {one} "), nobody(), known(id))))
        .collect()
}
