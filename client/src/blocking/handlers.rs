//! The handlers of the blocking client: the signatures of the asynchronous one, to which a test compares them.

use serde_json::Value;

use super::face::{Face, handlers, methods};
use super::list::List;
use super::runtime::Runtime;
// The lint does not look at tests.
#[cfg_attr(
    not(test),
    expect(
        clippy::wildcard_imports,
        reason = "the signatures name what the asynchronous ones do: all of the crate's types"
    )
)]
use crate::*;

impl Builder {
    /// Makes a client for programs that do not await. Nothing is sent.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build), and [`ConfigError::Runtime`].
    pub fn build_blocking(self) -> Result<PlaneClient, ConfigError> {
        let runtime = Runtime::new().map_err(ConfigError::Runtime)?;
        self.build().map(|inner| PlaneClient { inner, runtime })
    }
}

handlers! {
    /// The client of one workspace.
    impl PlaneClient {
        #[must_use]
        pub fn with_project(&self, project: impl Into<ProjectId>) -> Self;
        #[must_use]
        pub fn project(&self) -> Option<ProjectId>;
        pub async fn me(&self) -> Result<User, Error>;
        #[must_use]
        pub fn projects(&self) -> Projects;
        #[must_use]
        pub fn in_project(&self, project: impl Into<ProjectId>) -> InProject;
        pub async fn workspace_members(&self) -> Result<Vec<WorkspaceMember>, Error>;
        #[must_use]
        pub fn raw(&self) -> Raw;
        #[must_use]
        pub fn invitations(&self) -> Invitations;
        #[must_use]
        pub fn stickies(&self) -> Stickies;
        #[must_use]
        pub fn assets(&self) -> Assets;
        #[must_use]
        pub fn user_assets(&self) -> UserAssets;
        pub async fn update_issue_state(&self, key: &WorkItemKey, stage: Stage) -> Result<WorkItem, Error>;
        pub async fn set_issue_state_direct(
            &self,
            item: WorkItemId,
            state: impl Into<StateRef>,
        ) -> Result<WorkItem, Error>;
        pub async fn set_issue_done(&self, item: WorkItemId) -> Result<WorkItem, Error>;
        pub async fn add_comment(&self, item: WorkItemId, html: &str) -> Result<Comment, Error>;
        pub async fn notify_stage_change(
            &self,
            key: &WorkItemKey,
            from: Stage,
            to: Stage,
        ) -> Result<Comment, Error>;
        pub async fn find_work_item(&self, key: &WorkItemKey) -> Result<WorkItem, Error>;
        pub async fn search_work_items(&self, text: &str, limit: u32) -> Result<Vec<SearchHit>, Error>;
    }

    /// What is in one project.
    impl InProject {
        #[must_use]
        pub fn work_items(&self) -> WorkItems;
        #[must_use]
        pub fn item(&self, item: impl Into<WorkItemId>) -> OnItem;
        #[must_use]
        pub fn stages(&self) -> Stages;
        #[must_use]
        pub fn states(&self) -> States;
        #[must_use]
        pub fn labels(&self) -> Labels;
        #[must_use]
        pub fn members(&self) -> Members;
        #[must_use]
        pub fn intake(&self) -> Intake;
        #[must_use]
        pub fn cycles(&self) -> Cycles;
        #[must_use]
        pub fn cycle_items(&self, cycle: impl Into<CycleId>) -> CycleItems;
        #[must_use]
        pub fn modules(&self) -> Modules;
        #[must_use]
        pub fn module_items(&self, module: impl Into<ModuleId>) -> ModuleItems;
        #[must_use]
        pub fn raw(&self) -> Raw;
    }

    /// Requests that this client has no function for.
    impl Raw {
        pub async fn get(&self, path: &RawPath, query: &[(&str, &str)]) -> Result<Value, Error>;
        pub async fn post(&self, path: &RawPath, body: &Value) -> Result<Value, Error>;
        pub async fn patch(&self, path: &RawPath, body: &Value) -> Result<Value, Error>;
        pub async fn delete(&self, path: &RawPath) -> Result<Value, Error>;
    }

    /// What is on one work item of a project.
    impl OnItem {
        #[must_use]
        pub fn comments(&self) -> Comments;
        #[must_use]
        pub fn links(&self) -> Links;
        #[must_use]
        pub fn activities(&self) -> Activities;
        #[must_use]
        pub fn attachments(&self) -> Attachments;
        #[must_use]
        pub fn relations(&self) -> Relations;
    }

    /// The way of a project's work items from stage to stage.
    impl Stages {
        pub async fn move_to(&self, key: &WorkItemKey, stage: Stage) -> Result<WorkItem, Error>;
        pub async fn put(&self, item: WorkItemId, state: impl Into<StateRef>) -> Result<WorkItem, Error>;
    }

    /// The projects of a workspace.
    impl Projects {
        pub fn list(&self) -> List<Project>;
        pub async fn get(&self, project: ProjectId) -> Result<Project, Error>;
        pub async fn summary(&self, project: ProjectId) -> Result<ProjectSummary, Error>;
        pub async fn create(&self, project: &NewProject) -> Result<Project, Error>;
        pub async fn update(&self, project: ProjectId, patch: &ProjectPatch) -> Result<Project, Error>;
        pub async fn delete(&self, project: ProjectId) -> Result<(), Error>;
        pub async fn archive(&self, project: ProjectId) -> Result<(), Error>;
        pub async fn unarchive(&self, project: ProjectId) -> Result<(), Error>;
    }

    /// The states that a project's work items can be in.
    impl States {
        pub fn list(&self) -> List<State>;
        pub async fn get(&self, state: StateId) -> Result<State, Error>;
        pub async fn create(&self, state: &NewState) -> Result<State, Error>;
        pub async fn update(&self, state: StateId, patch: &StatePatch) -> Result<State, Error>;
        pub async fn delete(&self, state: StateId) -> Result<(), Error>;
    }

    /// The labels of a project.
    impl Labels {
        pub fn list(&self) -> List<Label>;
        pub async fn get(&self, label: LabelId) -> Result<Label, Error>;
        pub async fn create(&self, label: &NewLabel) -> Result<Label, Error>;
        pub async fn update(&self, label: LabelId, patch: &LabelPatch) -> Result<Label, Error>;
        pub async fn delete(&self, label: LabelId) -> Result<(), Error>;
    }

    /// The work items of a project.
    impl WorkItems {
        pub fn list(&self) -> List<WorkItem>;
        pub async fn get(&self, item: WorkItemId) -> Result<WorkItem, Error>;
        pub async fn get_expanded<'f>(
            &self,
            item: WorkItemId,
            fields: impl IntoIterator<Item = &'f str>,
        ) -> Result<WorkItem, Error>;
        pub async fn get_by_external_id(&self, source: &str, id: &str) -> Result<WorkItem, Error>;
        pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<SearchHit>, Error>;
        pub async fn create(&self, item: &NewWorkItem) -> Result<Saved<WorkItem>, Error>;
        pub async fn update(&self, item: WorkItemId, patch: &WorkItemPatch) -> Result<Saved<WorkItem>, Error>;
        pub async fn delete(&self, item: WorkItemId) -> Result<(), Error>;
    }

    /// The comments on a work item.
    impl Comments {
        pub fn list(&self) -> List<Comment>;
        pub async fn get(&self, comment: CommentId) -> Result<Comment, Error>;
        pub async fn create(&self, comment: &NewComment) -> Result<Comment, Error>;
        pub async fn update(&self, comment: CommentId, patch: &CommentPatch) -> Result<Comment, Error>;
        pub async fn delete(&self, comment: CommentId) -> Result<(), Error>;
    }

    /// The cycles of a project.
    impl Cycles {
        pub fn list(&self) -> List<Cycle>;
        pub fn list_view(&self, view: CycleView) -> List<Cycle>;
        pub async fn current(&self) -> Result<Vec<Cycle>, Error>;
        pub fn list_archived(&self) -> List<Cycle>;
        pub async fn get(&self, cycle: CycleId) -> Result<Cycle, Error>;
        pub async fn create(&self, cycle: &NewCycle) -> Result<Cycle, Error>;
        pub async fn update(&self, cycle: CycleId, patch: &CyclePatch) -> Result<Cycle, Error>;
        pub async fn delete(&self, cycle: CycleId) -> Result<(), Error>;
        pub async fn archive(&self, cycle: CycleId) -> Result<(), Error>;
        pub async fn unarchive(&self, cycle: CycleId) -> Result<(), Error>;
    }

    /// The work items of a cycle.
    impl CycleItems {
        pub fn list(&self) -> List<WorkItem>;
        pub async fn get(&self, item: WorkItemId) -> Result<CycleItem, Error>;
        pub async fn add(&self, items: &[WorkItemId]) -> Result<Vec<CycleItem>, Error>;
        pub async fn remove(&self, item: WorkItemId) -> Result<(), Error>;
        pub async fn transfer(&self, to: CycleId) -> Result<(), Error>;
    }

    /// The modules of a project.
    impl Modules {
        pub fn list(&self) -> List<Module>;
        pub fn list_archived(&self) -> List<Module>;
        pub async fn get(&self, module: ModuleId) -> Result<Module, Error>;
        pub async fn create(&self, module: &NewModule) -> Result<Saved<Module>, Error>;
        pub async fn update(&self, module: ModuleId, patch: &ModulePatch) -> Result<PatchedModule, Error>;
        pub async fn delete(&self, module: ModuleId) -> Result<(), Error>;
        pub async fn archive(&self, module: ModuleId) -> Result<(), Error>;
        pub async fn unarchive(&self, module: ModuleId) -> Result<(), Error>;
    }

    /// The work items of a module.
    impl ModuleItems {
        pub fn list(&self) -> List<WorkItem>;
        pub async fn add(&self, items: &[WorkItemId]) -> Result<Saved<Vec<ModuleItem>>, Error>;
        pub async fn remove(&self, item: WorkItemId) -> Result<(), Error>;
    }

    /// The invitations to the workspace.
    impl Invitations {
        pub async fn list(&self) -> Result<Vec<Invitation>, Error>;
        pub async fn get(&self, invitation: InvitationId) -> Result<Invitation, Error>;
        pub async fn create(&self, invitation: &NewInvitation) -> Result<Invitation, Error>;
        pub async fn update(
            &self,
            invitation: InvitationId,
            patch: &InvitationPatch,
        ) -> Result<Invitation, Error>;
        pub async fn delete(&self, invitation: InvitationId) -> Result<(), Error>;
    }

    /// The notes of the key's user.
    impl Stickies {
        pub fn list(&self) -> List<Sticky>;
        pub fn search(&self, text: &str) -> List<Sticky>;
        pub async fn get(&self, sticky: StickyId) -> Result<Sticky, Error>;
        pub async fn create(&self, sticky: &NewSticky) -> Result<Sticky, Error>;
        pub async fn update(&self, sticky: StickyId, patch: &StickyPatch) -> Result<Sticky, Error>;
        pub async fn replace(&self, id: StickyId, sticky: &NewSticky) -> Result<Sticky, Error>;
        pub async fn delete(&self, sticky: StickyId) -> Result<(), Error>;
    }

    /// The files of the workspace that belong to no work item.
    impl Assets {
        pub async fn get(&self, asset: AssetId) -> Result<Asset, Error>;
        pub async fn create(&self, asset: &NewAsset) -> Result<AssetUpload, Error>;
        pub async fn send(&self, upload: &AssetUpload, bytes: &[u8]) -> Result<(), Error>;
        pub async fn confirm(&self, asset: AssetId) -> Result<(), Error>;
    }

    /// The pictures of the key's user: an avatar and a cover.
    impl UserAssets {
        pub async fn create(&self, asset: &NewUserAsset) -> Result<AssetUpload, Error>;
        pub async fn create_for_server(&self, asset: &NewUserAsset) -> Result<AssetUpload, Error>;
        pub async fn send(&self, upload: &AssetUpload, bytes: &[u8]) -> Result<(), Error>;
        pub async fn confirm(&self, asset: AssetId) -> Result<(), Error>;
        pub async fn delete(&self, asset: AssetId) -> Result<(), Error>;
    }

    /// The links on a work item.
    impl Links {
        pub fn list(&self) -> List<Link>;
        pub async fn get(&self, link: LinkId) -> Result<Link, Error>;
        pub async fn create(&self, link: &NewLink) -> Result<Link, Error>;
        pub async fn update(&self, link: LinkId, patch: &LinkPatch) -> Result<Link, Error>;
        pub async fn delete(&self, link: LinkId) -> Result<(), Error>;
    }

    /// The history of a work item. The server writes it down some time after a change, and leaves comments out.
    impl Activities {
        pub fn list(&self) -> List<Activity>;
        pub async fn get(&self, activity: ActivityId) -> Result<Activity, Error>;
    }

    /// The files attached to a work item.
    impl Attachments {
        pub async fn list(&self) -> Result<Vec<Attachment>, Error>;
        pub async fn download_url(&self, attachment: AttachmentId) -> Result<String, Error>;
        pub async fn upload(&self, name: &str, media_type: &str, bytes: &[u8]) -> Result<Attachment, Error>;
        pub async fn create(&self, file: &NewAttachment) -> Result<Upload, Error>;
        pub async fn send(&self, upload: &Upload, bytes: &[u8]) -> Result<(), Error>;
        pub async fn confirm(&self, attachment: AttachmentId) -> Result<(), Error>;
        pub async fn delete(&self, attachment: AttachmentId) -> Result<(), Error>;
    }

    /// How a work item relates to others. The Community Edition has no way to remove a relation.
    impl Relations {
        pub async fn list(&self) -> Result<WorkItemRelations, Error>;
        pub async fn create(&self, kind: RelationKind, others: &[WorkItemId]) -> Result<Vec<Related>, Error>;
    }

    /// The members of a project.
    impl Members {
        pub async fn list(&self) -> Result<Vec<User>, Error>;
        pub async fn get(&self, membership: MembershipId) -> Result<User, Error>;
        pub async fn add(&self, user: UserId, role: Role) -> Result<Membership, Error>;
        pub async fn update(&self, membership: MembershipId, role: Role) -> Result<Membership, Error>;
        pub async fn remove(&self, membership: MembershipId) -> Result<(), Error>;
    }

    /// The work items of a project that wait to be accepted. The project's intake must be switched on.
    impl Intake {
        pub fn list(&self) -> List<IntakeItem>;
        pub async fn get(&self, item: WorkItemId) -> Result<IntakeItem, Error>;
        pub async fn create(&self, item: &NewIntakeItem) -> Result<IntakeItem, Error>;
        pub async fn update(&self, item: WorkItemId, patch: &IntakePatch) -> Result<Saved<IntakeItem>, Error>;
        pub async fn delete(&self, item: WorkItemId) -> Result<(), Error>;
    }
}
