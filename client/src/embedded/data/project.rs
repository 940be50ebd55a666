//! Projects.

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::cycle::Cycle;
use super::module::Module;
use super::row::{External, of_project};
use super::stamp::Stamp;
use super::state::State;
use super::world::World;
use crate::id::{ProjectId, UserId};

/// A project, with the states it had when it was asked for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Project {
    id: ProjectId,
    /// Its name.
    pub name: String,
    /// The upper-case prefix of its work items, such as `ORCH`.
    pub identifier: String,
    /// Its states in their order, without the hidden one.
    pub states: Vec<State>,
}

impl Project {
    /// Its id, which is what a guard should know it by.
    #[must_use]
    pub fn id(&self) -> ProjectId {
        self.id
    }

    /// Its state of this name.
    #[must_use]
    pub fn state(&self, name: &str) -> Option<&State> {
        self.states.iter().find(|state| state.name == name)
    }
}

impl World {
    /// The project as a test sees it.
    pub(crate) fn shown(&self, row: &Row) -> Project {
        Project {
            id: row.id,
            name: row.name.clone(),
            identifier: row.identifier.clone(),
            states: self.states_of(row.id).into_iter().cloned().collect(),
        }
    }
}

/// A project as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    pub(crate) id: ProjectId,
    pub(crate) name: String,
    pub(crate) identifier: String,
    pub(crate) description: String,
    pub(crate) created_at: Stamp,
    pub(crate) updated_at: Stamp,
    pub(crate) archived_at: Option<Stamp>,
    pub(crate) created_by: Option<UserId>,
    pub(crate) updated_by: Option<UserId>,
    pub(crate) cycle_view: bool,
    pub(crate) module_view: bool,
    pub(crate) intake_view: bool,
    #[serde(rename = "logo_props")]
    pub(crate) icon: Value,
    pub(crate) timezone: String,
    #[serde(flatten)]
    pub(crate) external: External,
    pub(crate) archive_in: i64,
    #[serde(rename = "project_lead")]
    pub(crate) lead: Option<UserId>,
    pub(crate) default_assignee: Option<UserId>,
    /// The one intake, from when it was first switched on; there is nothing to be known of it but its id.
    #[serde(skip)]
    pub(crate) intake: Option<Uuid>,
    pub(crate) workspace: Uuid,
}

/// A project in an answer.
#[derive(Serialize)]
struct Wire<'a> {
    #[serde(flatten)]
    row: &'a Row,
    #[serde(flatten)]
    besides: Value,
    /// Only in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_order: Option<f64>,
}

impl Row {
    /// The project as an answer to the caller shows it.
    pub(crate) fn wire(&self, world: &World, sort_order: Option<f64>) -> impl Serialize {
        let member_role = world.role_in(self.id, world.caller);
        let besides = json!({
            "total_members": world.members_of(self.id).count(),
            "total_cycles": of_project::<Cycle>(world, self.id).count(),
            "total_modules": of_project::<Module>(world, self.id).count(),
            "is_member": member_role.is_some(),
            "member_role": member_role,
            "is_deployed": false,
            "cover_image": null,
            "cover_image_asset": null,
            "cover_image_url": null,
            "deleted_at": null,
            "description_text": null,
            "description_html": null,
            "network": 2,
            "emoji": null,
            "icon_prop": null,
            "issue_views_view": false,
            "page_view": true,
            "is_time_tracking_enabled": false,
            "is_issue_type_enabled": false,
            "guest_view_all_features": false,
            "close_in": 0,
            "estimate": null,
            "default_state": null,
        });
        let row = self;
        Wire {
            row,
            besides,
            sort_order,
        }
    }

    /// The project inside another object.
    pub(crate) fn lite(&self) -> Value {
        json!({
            "id": self.id,
            "identifier": self.identifier,
            "name": self.name,
            "cover_image": null,
            "icon_prop": null,
            "emoji": null,
            "description": self.description,
            "cover_image_url": null,
        })
    }
}
