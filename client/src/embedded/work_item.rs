//! Work items, and how they are read.

use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use super::answer::Answer;
use super::expand::shown;
use super::handler::Call;
use super::order::ordering;
use super::page::page;
use super::row::Row;
use super::stamp::Stamp;
use super::world::{World, external_key};

/// A work item as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WorkItem {
    pub(super) id: Uuid,
    pub(super) type_id: Option<Uuid>,
    pub(super) created_at: Stamp,
    pub(super) updated_at: Stamp,
    pub(super) deleted_at: Option<Stamp>,
    pub(super) point: Option<i64>,
    pub(super) name: String,
    pub(super) description_html: String,
    pub(super) description_binary: Option<String>,
    pub(super) priority: String,
    pub(super) start_date: Option<Date>,
    pub(super) target_date: Option<Date>,
    pub(super) sequence_id: u64,
    pub(super) sort_order: f64,
    pub(super) completed_at: Option<Stamp>,
    pub(super) archived_at: Option<Date>,
    pub(super) is_draft: bool,
    pub(super) external_source: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) created_by: Option<Uuid>,
    pub(super) updated_by: Option<Uuid>,
    pub(super) project: Uuid,
    pub(super) workspace: Uuid,
    pub(super) parent: Option<Uuid>,
    pub(super) state: Uuid,
    pub(super) estimate_point: Option<Uuid>,
    #[serde(rename = "type")]
    pub(super) kind: Option<Uuid>,
    pub(super) assignees: Vec<Uuid>,
    pub(super) labels: Vec<Uuid>,
}

impl WorkItem {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The project it belongs to.
    #[must_use]
    pub fn project(&self) -> Uuid {
        self.project
    }

    /// Its number within the project: the 114 of `ORCH-114`.
    #[must_use]
    pub fn sequence_id(&self) -> u64 {
        self.sequence_id
    }

    /// Its title.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    #[must_use]
    pub fn description_html(&self) -> &str {
        &self.description_html
    }

    /// Its state.
    #[must_use]
    pub fn state(&self) -> Uuid {
        self.state
    }

    /// `urgent`, `high`, `medium`, `low` or `none`.
    #[must_use]
    pub fn priority(&self) -> &str {
        &self.priority
    }

    /// When it was made.
    #[must_use]
    pub fn created_at(&self) -> Stamp {
        self.created_at
    }

    /// When it was last changed; a comment counts, wherever it was posted.
    #[must_use]
    pub fn updated_at(&self) -> Stamp {
        self.updated_at
    }

    /// When it came into a state of the group *completed*, while it is in one.
    #[must_use]
    pub fn completed_at(&self) -> Option<Stamp> {
        self.completed_at
    }

    /// Its id in another system, which is the second half of its external id.
    #[must_use]
    pub fn external_id(&self) -> Option<&str> {
        self.external_id.as_deref()
    }

    /// Its labels.
    #[must_use]
    pub fn labels(&self) -> &[Uuid] {
        &self.labels
    }

    /// Who it is assigned to.
    #[must_use]
    pub fn assignees(&self) -> &[Uuid] {
        &self.assignees
    }

    /// The work item it is a part of.
    #[must_use]
    pub fn parent(&self) -> Option<Uuid> {
        self.parent
    }
}

impl Row for WorkItem {
    const NAME: &'static str = "Issue";

    fn id(&self) -> Uuid {
        self.id
    }

    fn project(&self) -> Uuid {
        self.project
    }

    fn created_at(&self) -> Stamp {
        self.created_at
    }

    fn external(&self) -> Option<(&str, &str)> {
        external_key(self.external_source.as_deref(), self.external_id.as_deref())
    }

    fn all(world: &World) -> impl Iterator<Item = &Self> {
        world.items.values()
    }
}

/// Where a URL says that something is: a project, and a work item that may be another project's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) project: Uuid,
    pub(super) item: Uuid,
}

/// In the order of the lists of cycles and modules.
pub(super) fn oldest_first<'a>(items: impl Iterator<Item = &'a WorkItem>) -> Vec<&'a WorkItem> {
    let mut items: Vec<&WorkItem> = items.collect();
    items.sort_by_key(|item| item.created_at);
    items
}

/// A page; or, asked by external id, one bare object.
pub(super) fn list(world: &World, call: &Call<'_>, project: Uuid) -> Result<Answer, Answer> {
    let target = call.target;
    if let Some(key) = external_key(target.query("external_source"), target.query("external_id")) {
        let item = world.items_of(project).find(|item| item.external() == Some(key));
        return Ok(Answer::ok(shown(
            world,
            target,
            item.ok_or_else(Answer::not_found)?,
        )));
    }
    let order = ordering(world, target.query("order_by").unwrap_or("-created_at"))?;
    let mut items: Vec<&WorkItem> = world
        .items_of(project)
        .filter(|item| world.is_listed(item))
        .collect();
    items.sort_by(|a, b| order(a, b).then(b.created_at.cmp(&a.created_at)));
    page(target, items, |item| shown(world, target, item))
}

pub(super) fn get(world: &World, call: &Call<'_>, at: Place) -> Result<Answer, Answer> {
    let item = world.item_of(at.project, at.item);
    let item = item.filter(|item| world.is_listed(item));
    Ok(Answer::ok(shown(
        world,
        call.target,
        item.ok_or_else(Answer::not_found)?,
    )))
}

/// By a key such as `ORCH-114`. A number that is none is the server's mistake, not the client's.
pub(super) fn by_key(
    world: &World,
    call: &Call<'_>,
    identifier: &str,
    number: &str,
) -> Result<Answer, Answer> {
    let number: i64 = number.trim().parse().map_err(|_| Answer::server_error())?;
    let item = u64::try_from(number)
        .ok()
        .and_then(|number| world.item_by_key(identifier, number));
    Ok(Answer::ok(shown(
        world,
        call.target,
        item.ok_or_else(Answer::not_found)?,
    )))
}
