//! Work items.

use serde::Deserialize;
use serde::de::IgnoredAny;
use write_guard::guarded_write;

use super::compared::{kept, sent};
use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{LabelId, ProjectId, UserId, WorkItemId, WorkItemKey};
use crate::list::List;
use crate::model::{NewWorkItem, SearchHit, WorkItem, WorkItemPatch};
use crate::operation;
use crate::saved::Saved;
use crate::template;
use crate::write::Write;

/// The work items of a project.
#[derive(Clone, Debug)]
pub struct WorkItems {
    client: PlaneClient,
    project: ProjectId,
}

impl WorkItems {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Every work item. The Community Edition has no filters: it ignores them.
    pub fn list(&self) -> List<WorkItem> {
        List::new(&self.client, template::WORK_ITEMS, [self.project.into()])
    }

    /// One work item.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such work item, and what can befall any read.
    pub async fn get(&self, item: WorkItemId) -> Result<WorkItem, Error> {
        self.get_expanded(item, []).await
    }

    /// One work item; the named fields hold the whole object and not only its id.
    ///
    /// # Errors
    ///
    /// As [`get`](Self::get).
    pub async fn get_expanded<'f>(
        &self,
        item: WorkItemId,
        fields: impl IntoIterator<Item = &'f str>,
    ) -> Result<WorkItem, Error> {
        let fields = fields.into_iter().collect::<Vec<_>>().join(",");
        let ids = [self.project.into(), item.into()];
        let query = [("expand", fields.as_str())];
        let query = if fields.is_empty() { &[] } else { query.as_slice() };
        self.client.read(template::WORK_ITEM, ids, query).await
    }

    /// The work item that another system made.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has none with this external id, and what can befall any read.
    pub async fn get_by_external_id(&self, source: &str, id: &str) -> Result<WorkItem, Error> {
        let query = [("external_source", source), ("external_id", id)];
        let ids = [self.project.into()];
        self.client.read(template::WORK_ITEMS, ids, &query).await
    }

    /// At most `limit` work items of the project whose name or key holds `text`.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<SearchHit>, Error> {
        let project = self.project.to_string();
        let within = [("workspace_search", "false"), ("project_id", &project)];
        self.client.search(text, limit, &within).await
    }

    /// Makes a work item.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Conflict`] if the external id is taken, and what
    /// can befall any write.
    #[guarded_write(op = "work-item.create", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, item: &NewWorkItem) -> Result<Saved<WorkItem>, Error> {
        let write = Write::in_project(operation::WORK_ITEM_CREATE, self.project, [])
            .naming(item.parent.value().copied())
            .json(item)?;
        let saved = self.client.write(permit, write).await?;
        Ok(compared(saved, item.labels.as_deref(), item.assignees.as_deref()))
    }

    /// Changes a work item.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "work-item.update", target = self.project, item = item, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, item: WorkItemId, patch: &WorkItemPatch) -> Result<Saved<WorkItem>, Error> {
        let ids = [item.into()];
        let write = Write::in_project(operation::WORK_ITEM_UPDATE, self.project, ids)
            .naming(patch.parent.value().copied())
            .json(patch)?;
        let saved = self.client.write(permit, write).await?;
        Ok(compared(
            saved,
            patch.labels.as_deref(),
            patch.assignees.as_deref(),
        ))
    }

    /// Deletes a work item. The server lets its maker do so, and the project's administrators.
    ///
    /// A work item's children are deleted with it, and everything of theirs, whatever project they are in.
    /// What else the server deletes, of other projects too, it does not tell: a test process deletes only what it made itself.
    /// What earlier runs left in a sandbox is cleared by hand or by a live program.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "work-item.delete", target = self.project, item = item, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, item: WorkItemId) -> Result<(), Error> {
        let ids = [item.into()];
        let write = Write::in_project(operation::WORK_ITEM_DELETE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}

impl PlaneClient {
    /// The work item with this key.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such number, [`Error::Permission`] if there is no such project.
    pub async fn find_work_item(&self, key: &WorkItemKey) -> Result<WorkItem, Error> {
        self.read(template::KEY, [key.into()], &[]).await
    }

    /// At most `limit` work items of the workspace whose name or key holds `text`.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn search_work_items(&self, text: &str, limit: u32) -> Result<Vec<SearchHit>, Error> {
        self.search(text, limit, &[("workspace_search", "true")]).await
    }

    async fn search(&self, text: &str, limit: u32, within: &[(&str, &str)]) -> Result<Vec<SearchHit>, Error> {
        #[derive(Deserialize)]
        struct Found {
            issues: Vec<SearchHit>,
        }
        let limit = limit.to_string();
        let mut query = vec![("search", text), ("limit", &limit)];
        query.extend(within);
        let found: Found = self.read(template::SEARCH, [], &query).await?;
        Ok(found.issues)
    }
}

/// The server drops labels of other projects and assignees who are not members.
fn compared(saved: WorkItem, labels: Option<&[LabelId]>, assignees: Option<&[UserId]>) -> Saved<WorkItem> {
    let fields = [
        ("labels", sent(labels), kept(&saved.labels)),
        ("assignees", sent(assignees), kept(&saved.assignees)),
    ];
    Saved::new(saved, fields)
}
