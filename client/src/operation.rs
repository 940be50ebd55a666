//! Every write of the API, as data.

use serde::Deserialize as _;
use serde_json::Value;
use uuid::Uuid;

use crate::id::{LabelId, ProjectId, Segment, WorkItemId};
use crate::template;

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
    /// `PUT`.
    Put,
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
            "cycle.delete" | "cycle-item.transfer" => Takes::Places(template::CYCLE, template::CYCLE_ITEMS),
            "module.delete" => Takes::Places(template::MODULE, template::MODULE_ITEMS),
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
        "work_item" => Some(Proof::Alone(template::WORK_ITEM)),
        "cycle" if is_archived => Some(Proof::Among(template::ARCHIVED_CYCLES)),
        "cycle" => Some(Proof::Alone(template::CYCLE)),
        "module" if is_archived => Some(Proof::Among(template::ARCHIVED_MODULES)),
        "module" => Some(Proof::Alone(template::MODULE)),
        _ => None,
    }
}

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
    STATE: "state", Patch template::WORK_ITEM, TargetIn::Path;
    DIRECT: "direct", Patch template::WORK_ITEM, TargetIn::Path;

    PROJECT_CREATE: "project.create", Post template::PROJECTS, TargetIn::Nowhere;
    PROJECT_UPDATE: "project.update", Patch template::PROJECT, TargetIn::Path;
    PROJECT_DELETE: "project.delete", Delete template::PROJECT, TargetIn::Path;
    PROJECT_ARCHIVE: "project.archive", Post template::PROJECT_ARCHIVE, TargetIn::Path;
    PROJECT_UNARCHIVE: "project.unarchive", Delete template::PROJECT_ARCHIVE, TargetIn::Path;

    MEMBER_ADD: "member.add", Post template::MEMBERS, TargetIn::Path;
    MEMBER_UPDATE: "member.update", Patch template::MEMBER, TargetIn::Path;
    MEMBER_REMOVE: "member.remove", Delete template::MEMBER, TargetIn::Path;

    INTAKE_CREATE: "intake.create", Post template::INTAKE, TargetIn::Path;
    INTAKE_UPDATE: "intake.update", Patch template::INTAKE_ITEM, TargetIn::Path;
    INTAKE_DELETE: "intake.delete", Delete template::INTAKE_ITEM, TargetIn::Path;

    STATE_CREATE: "state.create", Post template::STATES, TargetIn::Path;
    STATE_UPDATE: "state.update", Patch template::STATE, TargetIn::Path;
    STATE_DELETE: "state.delete", Delete template::STATE, TargetIn::Path;

    LABEL_CREATE: "label.create", Post template::LABELS, TargetIn::Path;
    LABEL_UPDATE: "label.update", Patch template::LABEL, TargetIn::Path;
    LABEL_DELETE: "label.delete", Delete template::LABEL, TargetIn::Path;

    WORK_ITEM_CREATE: "work-item.create", Post template::WORK_ITEMS, TargetIn::Path;
    WORK_ITEM_UPDATE: "work-item.update", Patch template::WORK_ITEM, TargetIn::Path;
    WORK_ITEM_DELETE: "work-item.delete", Delete template::WORK_ITEM, TargetIn::Path;

    COMMENT: "comment", Post template::COMMENTS, TargetIn::Path;
    COMMENT_UPDATE: "comment.update", Patch template::COMMENT, TargetIn::Path;
    COMMENT_DELETE: "comment.delete", Delete template::COMMENT, TargetIn::Path;

    LINK_CREATE: "link.create", Post template::LINKS, TargetIn::Path;
    LINK_UPDATE: "link.update", Patch template::LINK, TargetIn::Path;
    LINK_DELETE: "link.delete", Delete template::LINK, TargetIn::Path;

    RELATION_CREATE: "relation.create", Post template::RELATIONS, TargetIn::Path;

    ATTACHMENT_CREATE: "attachment.create", Post template::ATTACHMENTS, TargetIn::Path;
    ATTACHMENT_UPLOAD: "attachment.upload", Post "(storage)", TargetIn::Storage;
    ATTACHMENT_CONFIRM: "attachment.confirm", Patch template::ATTACHMENT, TargetIn::Path;
    ATTACHMENT_DELETE: "attachment.delete", Delete template::ATTACHMENT, TargetIn::Path;

    CYCLE_CREATE: "cycle.create", Post template::CYCLES, TargetIn::Path;
    CYCLE_UPDATE: "cycle.update", Patch template::CYCLE, TargetIn::Path;
    CYCLE_DELETE: "cycle.delete", Delete template::CYCLE, TargetIn::Path;
    CYCLE_ARCHIVE: "cycle.archive", Post template::CYCLE_ARCHIVE, TargetIn::Path;
    CYCLE_UNARCHIVE: "cycle.unarchive", Delete template::ARCHIVED_CYCLE, TargetIn::Path;

    CYCLE_ITEM_ADD: "cycle-item.add", Post template::CYCLE_ITEMS, TargetIn::Path;
    CYCLE_ITEM_REMOVE: "cycle-item.remove", Delete template::CYCLE_ITEM, TargetIn::Path;
    CYCLE_ITEM_TRANSFER: "cycle-item.transfer", Post template::CYCLE_TRANSFER, TargetIn::Path;

    MODULE_CREATE: "module.create", Post template::MODULES, TargetIn::Path;
    MODULE_UPDATE: "module.update", Patch template::MODULE, TargetIn::Path;
    MODULE_DELETE: "module.delete", Delete template::MODULE, TargetIn::Path;
    MODULE_ARCHIVE: "module.archive", Post template::MODULE_ARCHIVE, TargetIn::Path;
    MODULE_UNARCHIVE: "module.unarchive", Delete template::ARCHIVED_MODULE, TargetIn::Path;

    MODULE_ITEM_ADD: "module-item.add", Post template::MODULE_ITEMS, TargetIn::Path;
    MODULE_ITEM_REMOVE: "module-item.remove", Delete template::MODULE_ITEM, TargetIn::Path;

    INVITATION_CREATE: "invitation.create", Post template::INVITATIONS, TargetIn::Nowhere;
    INVITATION_UPDATE: "invitation.update", Patch template::INVITATION, TargetIn::Nowhere;
    INVITATION_DELETE: "invitation.delete", Delete template::INVITATION, TargetIn::Nowhere;

    STICKY_CREATE: "sticky.create", Post template::STICKIES, TargetIn::Nowhere;
    STICKY_UPDATE: "sticky.update", Patch template::STICKY, TargetIn::Nowhere;
    STICKY_REPLACE: "sticky.replace", Put template::STICKY, TargetIn::Nowhere;
    STICKY_DELETE: "sticky.delete", Delete template::STICKY, TargetIn::Nowhere;

    ASSET_CREATE: "asset.create", Post template::ASSETS, TargetIn::Body("project_id");
    ASSET_UPLOAD: "asset.upload", Post "(storage)", TargetIn::Storage;
    ASSET_CONFIRM: "asset.confirm", Patch template::ASSET, TargetIn::Nowhere;

    USER_ASSET_CREATE: "user-asset.create", Post template::USER_ASSETS, TargetIn::Nowhere;
    USER_ASSET_CREATE_SERVER: "user-asset.create-server", Post template::USER_ASSETS_SERVER, TargetIn::Nowhere;
    USER_ASSET_UPLOAD: "user-asset.upload", Post "(storage)", TargetIn::Nowhere;
    USER_ASSET_CONFIRM: "user-asset.confirm", Patch template::USER_ASSET, TargetIn::Nowhere;
    USER_ASSET_DELETE: "user-asset.delete", Delete template::USER_ASSET, TargetIn::Nowhere;

    RAW_POST: "raw.post", Post "(raw)", TargetIn::Caller;
    RAW_PATCH: "raw.patch", Patch "(raw)", TargetIn::Caller;
    RAW_DELETE: "raw.delete", Delete "(raw)", TargetIn::Caller;
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::json;

    use super::*;

    #[test]
    fn every_operation_is_told_by_a_name_of_its_own() {
        let names: HashSet<_> = operations().iter().map(|row| row.name).collect();
        assert_eq!(names.len(), operations().len());
        for row in [COMMENT, PROJECT_DELETE, RAW_POST] {
            assert!(operations().contains(&row), "{row:?}");
        }
    }

    #[test]
    fn what_only_its_maker_deletes_is_known_by_the_answer_that_made_it() {
        let id = Uuid::from_u128(7);
        for (made, answer, kind) in [
            (PROJECT_CREATE, json!({"id": id}), "project"),
            (LABEL_CREATE, json!({"id": id}), "label"),
            (WORK_ITEM_CREATE, json!({"id": id}), "work_item"),
            (
                INTAKE_CREATE,
                json!({"id": Uuid::nil(), "issue": id}),
                "work_item",
            ),
        ] {
            let segment = made.made(&answer).unwrap();
            assert_eq!(
                (segment.placeholder(), segment.text()),
                (kind, id.to_string().as_str())
            );
            assert_eq!(made.made(&json!({"id": "7"})), None);
        }
        // Of these nobody asks who made them.
        assert_eq!(COMMENT.made(&json!({"id": id})), None);
    }
}
