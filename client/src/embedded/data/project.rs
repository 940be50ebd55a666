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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub(crate) icon: Value,
    pub(crate) timezone: String,
    pub(crate) external: External,
    pub(crate) archive_in: i64,
    pub(crate) lead: Option<UserId>,
    pub(crate) default_assignee: Option<UserId>,
    /// The one intake, from when it was first switched on; there is nothing to be known of it but its id.
    pub(crate) intake: Option<Uuid>,
    pub(crate) workspace: Uuid,
}

/// The keys of a project in an answer.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the fields are those of the wire")]
struct Wire<'a> {
    id: ProjectId,
    total_members: usize,
    total_cycles: usize,
    total_modules: usize,
    is_member: bool,
    member_role: Option<i64>,
    is_deployed: bool,
    cover_image_url: (),
    created_at: Stamp,
    updated_at: Stamp,
    deleted_at: (),
    name: &'a str,
    description: &'a str,
    description_text: (),
    description_html: (),
    network: u32,
    identifier: &'a str,
    emoji: (),
    icon_prop: (),
    module_view: bool,
    cycle_view: bool,
    issue_views_view: bool,
    page_view: bool,
    intake_view: bool,
    is_time_tracking_enabled: bool,
    is_issue_type_enabled: bool,
    guest_view_all_features: bool,
    cover_image: (),
    archive_in: i64,
    close_in: u32,
    logo_props: &'a Value,
    archived_at: Option<Stamp>,
    timezone: &'a str,
    #[serde(flatten)]
    external: &'a External,
    created_by: Option<UserId>,
    updated_by: Option<UserId>,
    workspace: Uuid,
    default_assignee: Option<UserId>,
    project_lead: Option<UserId>,
    cover_image_asset: (),
    estimate: (),
    default_state: (),
    /// Only in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_order: Option<f64>,
}

impl Row {
    /// The project as an answer to the caller shows it.
    pub(crate) fn wire(&self, world: &World, sort_order: Option<f64>) -> impl Serialize {
        let member_role = world.role_in(self.id, world.caller);
        Wire {
            id: self.id,
            total_members: world.members_of(self.id).count(),
            total_cycles: of_project::<Cycle>(world, self.id).count(),
            total_modules: of_project::<Module>(world, self.id).count(),
            is_member: member_role.is_some(),
            member_role,
            is_deployed: false,
            cover_image_url: (),
            created_at: self.created_at,
            updated_at: self.updated_at,
            deleted_at: (),
            name: &self.name,
            description: &self.description,
            description_text: (),
            description_html: (),
            network: 2,
            identifier: &self.identifier,
            emoji: (),
            icon_prop: (),
            module_view: self.module_view,
            cycle_view: self.cycle_view,
            issue_views_view: false,
            page_view: true,
            intake_view: self.intake_view,
            is_time_tracking_enabled: false,
            is_issue_type_enabled: false,
            guest_view_all_features: false,
            cover_image: (),
            archive_in: self.archive_in,
            close_in: 0,
            logo_props: &self.icon,
            archived_at: self.archived_at,
            timezone: &self.timezone,
            external: &self.external,
            created_by: self.created_by,
            updated_by: self.updated_by,
            workspace: self.workspace,
            default_assignee: self.default_assignee,
            project_lead: self.lead,
            cover_image_asset: (),
            estimate: (),
            default_state: (),
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
