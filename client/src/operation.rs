//! Every write of the API, as data.

use serde::Deserialize as _;
use serde_json::Value;
use uuid::Uuid;

use crate::id::{LabelId, ProjectId, Segment, WorkItemId};

/// A write that the client can do: one row of [`operations`].
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Operation {
    /// Its name, as an audit event and a block show it.
    pub name: &'static str,
    /// Its method. There is no way to say `GET`.
    pub method: Method,
    /// Its path below `/api/v1/`, with the names of the ids in braces; `(storage)` for a file's way to the storage,
    /// `(raw)` for a path of the caller's.
    pub path: &'static str,
    /// Where its target, the project that it changes, is named.
    pub target: TargetIn,
}

/// The method of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// `POST`.
    Post,
    /// `PATCH`.
    Patch,
    /// `DELETE`.
    Delete,
}

/// Where a write names the project that it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetIn {
    /// In the path.
    Path,
    /// In a field of the body.
    Body(&'static str),
    /// In no request: a file goes to the storage that the server named when the file was announced for a project. In a
    /// test process the storage must be the server itself or [named](crate::Builder::storage_origin).
    Storage,
    /// Where the caller says, of a request that the client has no function for, and in its path too. Without a project such a
    /// write is always blocked in a test process.
    Caller,
    /// Nowhere: in a test process such a write is always blocked.
    Nowhere,
}

/// Every write of the client, each of them guarded.
///
/// ```
/// let comment = plane_client::operations().iter().find(|row| row.name == "comment");
/// let path = "workspaces/{workspace}/projects/{project}/work-items/{work_item}/comments/";
/// assert_eq!(comment.map(|row| row.path), Some(path));
/// ```
#[must_use]
pub fn operations() -> &'static [&'static Operation] {
    ALL
}

macro_rules! project {
    ($($rest:literal)?) => {
        concat!("workspaces/{workspace}/projects/{project}/" $(, $rest)?)
    };
}

macro_rules! work_item {
    ($($rest:literal)?) => {
        concat!("workspaces/{workspace}/projects/{project}/work-items/{work_item}/" $(, $rest)?)
    };
}

impl Operation {
    /// Whether the last id of the path is the object that is written. What is put into a cycle or a module, or taken out of
    /// it, is an object of its own.
    pub(crate) fn ends_with_its_object(&self) -> bool {
        let is_in_another = self.path.contains("{cycle}") || self.path.contains("{module}");
        self.path.ends_with("}/") && !(is_in_another && self.path.ends_with("{work_item}/"))
    }

    /// Whether the server refuses a second row with the same external id.
    pub(crate) fn knows_external_ids(&self) -> bool {
        [
            COMMENT,
            CYCLE_CREATE,
            LABEL_CREATE,
            MODULE_CREATE,
            STATE_CREATE,
            WORK_ITEM_CREATE,
        ]
        .contains(&self)
    }

    /// The fields by which an answer names the project that was written to.
    pub(crate) fn project_fields(&self) -> &'static [&'static str] {
        if self.path.ends_with("/{project}/") {
            &["id"]
        } else {
            &["project", "project_id"]
        }
    }
}

impl Operation {
    /// What the server deletes or moves with the object.
    pub(crate) fn takes(&self) -> Takes {
        match self.name {
            "raw.delete" => Takes::Untold,
            "project.delete" => Takes::Everything,
            "label.delete" => Takes::Labels,
            "work-item.delete" | "intake.delete" => Takes::WorkItems,
            "cycle.delete" | "cycle-item.transfer" => Takes::Places(CYCLE_UPDATE.path, CYCLE_ITEM_ADD.path),
            "module.delete" => Takes::Places(MODULE_UPDATE.path, MODULE_ITEM_ADD.path),
            _ => Takes::Nothing,
        }
    }

    /// What it makes, of the kinds that only their maker deletes, if `answer` says so.
    pub(crate) fn made(&self, answer: &Value) -> Option<Segment> {
        let id = |field| Uuid::deserialize(answer.get(field)?).ok();
        match self.name {
            "project.create" => id("id").map(|id| ProjectId::from(id).into()),
            "label.create" => id("id").map(|id| LabelId::from(id).into()),
            "work-item.create" => id("id").map(|id| WorkItemId::from(id).into()),
            "intake.create" => id("issue").map(|id| WorkItemId::from(id).into()),
            _ => None,
        }
    }
}

/// What is deleted or moved with an object, whatever project it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing that another project has.
    Nothing,
    /// Nobody knows what.
    Untold,
    /// All that is in a project, and what refers to it.
    Everything,
    /// A label, those that name it as their parent, and their uses.
    Labels,
    /// A work item and its parts, with all that refers to them.
    WorkItems,
    /// The places of work items in what is read at the first path; those of the project are listed at the second one.
    Places(&'static str, &'static str),
}

/// How a read shows which project an object belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// By itself, at this path.
    Alone(&'static str),
    /// In the list at this path.
    Among(&'static str),
}

/// Where the object with an id of this kind is read, to see which project it belongs to. An operation that names such an
/// object beside its own proves it in a test process.
pub(crate) fn proof(operation: &Operation, placeholder: &str) -> Option<Proof> {
    // What is in an archive is in no other place: the server has no path to one object of it.
    let is_archived = operation.path.contains("/archived-");
    match placeholder {
        "work_item" => Some(Proof::Alone(work_item!())),
        "cycle" if is_archived => Some(Proof::Among(ARCHIVED_CYCLES)),
        "cycle" => Some(Proof::Alone(project!("cycles/{cycle}/"))),
        "module" if is_archived => Some(Proof::Among(ARCHIVED_MODULES)),
        "module" => Some(Proof::Alone(project!("modules/{module}/"))),
        _ => None,
    }
}

/// Where the archived cycles of a project are listed.
pub(crate) const ARCHIVED_CYCLES: &str = project!("archived-cycles/");
/// Where the archived modules of a project are listed.
pub(crate) const ARCHIVED_MODULES: &str = project!("archived-modules/");

macro_rules! operations {
    ($($constant:ident: $name:literal, $method:ident $path:expr, $target:expr;)*) => {
        $(pub(crate) const $constant: &Operation = &Operation {
            name: $name,
            method: Method::$method,
            path: $path,
            target: $target,
        };)*
        const ALL: &[&Operation] = &[$($constant),*];
    };
}

operations! {
    STATE: "state", Patch work_item!(), TargetIn::Path;
    DIRECT: "direct", Patch work_item!(), TargetIn::Path;

    PROJECT_CREATE: "project.create", Post "workspaces/{workspace}/projects/", TargetIn::Nowhere;
    PROJECT_UPDATE: "project.update", Patch project!(), TargetIn::Path;
    PROJECT_DELETE: "project.delete", Delete project!(), TargetIn::Path;
    PROJECT_ARCHIVE: "project.archive", Post project!("archive/"), TargetIn::Path;
    PROJECT_UNARCHIVE: "project.unarchive", Delete project!("archive/"), TargetIn::Path;

    MEMBER_ADD: "member.add", Post project!("members/"), TargetIn::Path;
    MEMBER_UPDATE: "member.update", Patch project!("members/{membership}/"), TargetIn::Path;
    MEMBER_REMOVE: "member.remove", Delete project!("members/{membership}/"), TargetIn::Path;

    INTAKE_CREATE: "intake.create", Post project!("intake-issues/"), TargetIn::Path;
    INTAKE_UPDATE: "intake.update", Patch project!("intake-issues/{work_item}/"), TargetIn::Path;
    INTAKE_DELETE: "intake.delete", Delete project!("intake-issues/{work_item}/"), TargetIn::Path;

    STATE_CREATE: "state.create", Post project!("states/"), TargetIn::Path;
    STATE_UPDATE: "state.update", Patch project!("states/{state}/"), TargetIn::Path;
    STATE_DELETE: "state.delete", Delete project!("states/{state}/"), TargetIn::Path;

    LABEL_CREATE: "label.create", Post project!("labels/"), TargetIn::Path;
    LABEL_UPDATE: "label.update", Patch project!("labels/{label}/"), TargetIn::Path;
    LABEL_DELETE: "label.delete", Delete project!("labels/{label}/"), TargetIn::Path;

    WORK_ITEM_CREATE: "work-item.create", Post project!("work-items/"), TargetIn::Path;
    WORK_ITEM_UPDATE: "work-item.update", Patch work_item!(), TargetIn::Path;
    WORK_ITEM_DELETE: "work-item.delete", Delete work_item!(), TargetIn::Path;

    COMMENT: "comment", Post work_item!("comments/"), TargetIn::Path;
    COMMENT_UPDATE: "comment.update", Patch work_item!("comments/{comment}/"), TargetIn::Path;
    COMMENT_DELETE: "comment.delete", Delete work_item!("comments/{comment}/"), TargetIn::Path;

    LINK_CREATE: "link.create", Post work_item!("links/"), TargetIn::Path;
    LINK_UPDATE: "link.update", Patch work_item!("links/{link}/"), TargetIn::Path;
    LINK_DELETE: "link.delete", Delete work_item!("links/{link}/"), TargetIn::Path;

    RELATION_CREATE: "relation.create", Post work_item!("relations/"), TargetIn::Path;

    ATTACHMENT_CREATE: "attachment.create", Post work_item!("attachments/"), TargetIn::Path;
    ATTACHMENT_UPLOAD: "attachment.upload", Post "(storage)", TargetIn::Storage;
    ATTACHMENT_CONFIRM: "attachment.confirm", Patch work_item!("attachments/{attachment}/"), TargetIn::Path;
    ATTACHMENT_DELETE: "attachment.delete", Delete work_item!("attachments/{attachment}/"), TargetIn::Path;

    CYCLE_CREATE: "cycle.create", Post project!("cycles/"), TargetIn::Path;
    CYCLE_UPDATE: "cycle.update", Patch project!("cycles/{cycle}/"), TargetIn::Path;
    CYCLE_DELETE: "cycle.delete", Delete project!("cycles/{cycle}/"), TargetIn::Path;
    CYCLE_ARCHIVE: "cycle.archive", Post project!("cycles/{cycle}/archive/"), TargetIn::Path;
    CYCLE_UNARCHIVE: "cycle.unarchive", Delete project!("archived-cycles/{cycle}/unarchive/"), TargetIn::Path;

    CYCLE_ITEM_ADD: "cycle-item.add", Post project!("cycles/{cycle}/cycle-issues/"), TargetIn::Path;
    CYCLE_ITEM_REMOVE: "cycle-item.remove", Delete project!("cycles/{cycle}/cycle-issues/{work_item}/"), TargetIn::Path;
    CYCLE_ITEM_TRANSFER: "cycle-item.transfer", Post project!("cycles/{cycle}/transfer-issues/"), TargetIn::Path;

    MODULE_CREATE: "module.create", Post project!("modules/"), TargetIn::Path;
    MODULE_UPDATE: "module.update", Patch project!("modules/{module}/"), TargetIn::Path;
    MODULE_DELETE: "module.delete", Delete project!("modules/{module}/"), TargetIn::Path;
    MODULE_ARCHIVE: "module.archive", Post project!("modules/{module}/archive/"), TargetIn::Path;
    MODULE_UNARCHIVE: "module.unarchive", Delete project!("archived-modules/{module}/unarchive/"), TargetIn::Path;

    MODULE_ITEM_ADD: "module-item.add", Post project!("modules/{module}/module-issues/"), TargetIn::Path;
    MODULE_ITEM_REMOVE: "module-item.remove", Delete project!("modules/{module}/module-issues/{work_item}/"), TargetIn::Path;

    INVITATION_CREATE: "invitation.create", Post "workspaces/{workspace}/invitations/", TargetIn::Nowhere;
    INVITATION_UPDATE: "invitation.update", Patch "workspaces/{workspace}/invitations/{invitation}/", TargetIn::Nowhere;
    INVITATION_DELETE: "invitation.delete", Delete "workspaces/{workspace}/invitations/{invitation}/", TargetIn::Nowhere;

    STICKY_CREATE: "sticky.create", Post "workspaces/{workspace}/stickies/", TargetIn::Nowhere;
    STICKY_UPDATE: "sticky.update", Patch "workspaces/{workspace}/stickies/{sticky}/", TargetIn::Nowhere;
    STICKY_DELETE: "sticky.delete", Delete "workspaces/{workspace}/stickies/{sticky}/", TargetIn::Nowhere;

    ASSET_CREATE: "asset.create", Post "workspaces/{workspace}/assets/", TargetIn::Body("project_id");
    ASSET_UPLOAD: "asset.upload", Post "(storage)", TargetIn::Storage;
    ASSET_CONFIRM: "asset.confirm", Patch "workspaces/{workspace}/assets/{asset}/", TargetIn::Nowhere;

    USER_ASSET_CREATE: "user-asset.create", Post "assets/user-assets/", TargetIn::Nowhere;
    USER_ASSET_UPLOAD: "user-asset.upload", Post "(storage)", TargetIn::Nowhere;
    USER_ASSET_CONFIRM: "user-asset.confirm", Patch "assets/user-assets/{asset}/", TargetIn::Nowhere;
    USER_ASSET_DELETE: "user-asset.delete", Delete "assets/user-assets/{asset}/", TargetIn::Nowhere;

    RAW_POST: "raw.post", Post "(raw)", TargetIn::Caller;
    RAW_PATCH: "raw.patch", Patch "(raw)", TargetIn::Caller;
    RAW_DELETE: "raw.delete", Delete "(raw)", TargetIn::Caller;
}
