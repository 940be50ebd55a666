//! Projects.

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::answer::{Answer, json_of};
use super::expand::shown;
use super::handler::Call;
use super::page::page;
use super::stamp::Stamp;
use super::state::State;
use super::world::World;

/// A project, with the states it had when it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    pub(super) row: Row,
    pub(super) states: Vec<State>,
}

impl Project {
    /// Its id, which is what a guard should know it by.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.row.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.row.name
    }

    /// The upper-case prefix of its work items, such as `ORCH`.
    #[must_use]
    pub fn identifier(&self) -> &str {
        &self.row.identifier
    }

    /// Its states in their order, without the hidden one.
    #[must_use]
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// Its state of this name.
    #[must_use]
    pub fn state(&self, name: &str) -> Option<&State> {
        self.states.iter().find(|state| state.name == name)
    }
}

impl World {
    /// The project as a test sees it.
    pub(super) fn project_with_states(&self, id: Uuid) -> Option<Project> {
        let states = self.states_of(id).into_iter().cloned().collect();
        self.project(id).map(|row| Project {
            row: row.clone(),
            states,
        })
    }
}

/// A project as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) identifier: String,
    pub(super) created_at: Stamp,
    pub(super) workspace: Uuid,
}

/// The keys of a project in an answer.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the fields are those of the wire")]
struct Wire<'a> {
    id: Uuid,
    total_members: u32,
    total_cycles: u32,
    total_modules: u32,
    is_member: bool,
    member_role: u32,
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
    archive_in: u32,
    close_in: u32,
    logo_props: Map<String, Value>,
    archived_at: (),
    timezone: &'a str,
    external_source: (),
    external_id: (),
    created_by: (),
    updated_by: (),
    workspace: Uuid,
    default_assignee: (),
    project_lead: (),
    cover_image_asset: (),
    estimate: (),
    default_state: (),
    /// Only in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_order: Option<f64>,
}

impl Row {
    fn wire(&self, sort_order: Option<f64>) -> Wire<'_> {
        Wire {
            id: self.id,
            total_members: 1,
            total_cycles: 0,
            total_modules: 0,
            is_member: true,
            member_role: 20,
            is_deployed: false,
            cover_image_url: (),
            created_at: self.created_at,
            updated_at: self.created_at,
            deleted_at: (),
            name: &self.name,
            description: "",
            description_text: (),
            description_html: (),
            network: 2,
            identifier: &self.identifier,
            emoji: (),
            icon_prop: (),
            module_view: true,
            cycle_view: true,
            issue_views_view: false,
            page_view: true,
            intake_view: true,
            is_time_tracking_enabled: false,
            is_issue_type_enabled: false,
            guest_view_all_features: false,
            cover_image: (),
            archive_in: 0,
            close_in: 0,
            logo_props: Map::new(),
            archived_at: (),
            timezone: "UTC",
            external_source: (),
            external_id: (),
            created_by: (),
            updated_by: (),
            workspace: self.workspace,
            default_assignee: (),
            project_lead: (),
            cover_image_asset: (),
            estimate: (),
            default_state: (),
            sort_order,
        }
    }

    /// The project inside another object.
    pub(super) fn lite(&self) -> Value {
        let mut lite = json_of(&self.wire(None));
        if let Value::Object(keys) = &mut lite {
            const KEYS: [&str; 8] = [
                "id",
                "identifier",
                "name",
                "cover_image",
                "icon_prop",
                "emoji",
                "description",
                "cover_image_url",
            ];
            keys.retain(|key, _| KEYS.contains(&key.as_str()));
        }
        lite
    }
}

pub(super) fn list(world: &World, call: &Call<'_>) -> Result<Answer, Answer> {
    let projects = world.projects.iter().collect();
    page(call.target, projects, |project: &Row| {
        shown(world, call.target, &project.wire(Some(65535.0)))
    })
}

pub(super) fn get(world: &World, call: &Call<'_>, id: Uuid) -> Result<Answer, Answer> {
    let project = world.project(id).ok_or_else(Answer::not_found)?;
    Ok(Answer::ok(shown(world, call.target, &project.wire(None))))
}
