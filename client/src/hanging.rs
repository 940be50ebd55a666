//! What a delete would take with it, read from the server.
//!
//! The server's delete follows references and ignores projects: a label takes the labels that name it as their parent, a work
//! item its parts, a cycle the places of its work items, of whichever project they are.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::Value;

use crate::answer::Answer;
use crate::client::PlaneClient;
use crate::error::{Error, NotFound};
use crate::id::{LabelId, Segment, WorkItemId};
use crate::list::List;
use crate::made;
use crate::model::WorkItemRef;
use crate::operation::{Operation, Takes};
use crate::refusal::Refusal;
use crate::template;
use crate::write::Write;

impl PlaneClient {
    /// Why a test may not do `write`, for what it would take with it; nothing if that is of the same project, or made here.
    pub(crate) async fn hanging(&self, write: &Write) -> Result<Option<Refusal>, Error> {
        let takes = write.operation().takes();
        let Some(project) = write.project() else {
            return Ok(None);
        };
        let object = write.ids().last().unwrap_or(project);
        if takes == Takes::Untold {
            return Ok(Some(Refusal::Untold));
        }
        // What hangs on it can be asked for, or who made it is all that can be known.
        let is_asked_for = matches!(takes, Takes::Nothing | Takes::Places(..));
        if !is_asked_for && !self.is_ours(object) {
            return Ok(Some(Refusal::NotOurs));
        }
        match takes {
            Takes::Nothing | Takes::Everything | Takes::Untold => Ok(None),
            Takes::Labels => {
                let tree = self.tree(template::LABELS, project, object);
                let is_ours = |label: &LabelId| self.is_ours(&(*label).into());
                Ok((!tree.await?.iter().all(is_ours)).then_some(Refusal::NotOurs))
            }
            Takes::WorkItems => self.hanging_on_items(project, object).await,
            Takes::Places(one, all) => self.hanging_in(one, all, project, object).await,
        }
    }

    /// A work item, its parts and the parts of those.
    async fn hanging_on_items(&self, project: &Segment, item: &Segment) -> Result<Option<Refusal>, Error> {
        let items: Vec<WorkItemId> = self.tree(template::WORK_ITEMS, project, item).await?;
        if !items.iter().all(|item| self.is_ours(&(*item).into())) {
            return Ok(Some(Refusal::NotOurs));
        }
        for item in items {
            let ids = [project.clone(), item.into()];
            // By kind, those included that this version has no name for.
            let relations: Result<BTreeMap<String, Vec<WorkItemRef>>, Error> =
                self.read(template::RELATIONS, ids, &[]).await;
            match relations {
                Ok(relations)
                    if relations
                        .values()
                        .flatten()
                        .all(|other| other.project_id.to_string() == project.text()) => {}
                // A server before 1.3 cannot be asked.
                Err(Error::NotFound(NotFound::Route)) => {}
                Ok(_) => return Ok(Some(Refusal::Taken)),
                Err(other) => return Err(other),
            }
        }
        Ok(None)
    }

    /// The work items in a cycle or module: those of the project are listed, and all are counted.
    async fn hanging_in(
        &self,
        one: &'static str,
        all: &'static str,
        project: &Segment,
        holder: &Segment,
    ) -> Result<Option<Refusal>, Error> {
        let ids = [project.clone(), holder.clone()];
        let listed = List::<Row<WorkItemId>>::new(self, all, ids.clone());
        let listed: BTreeSet<_> = listed.all().await?.into_iter().map(|row| row.id).collect();
        let counted: Counted = self.read(one, ids, &[]).await?;
        Ok((counted.total_issues != Some(listed.len())).then_some(Refusal::Taken))
    }

    /// What the list at `template` has below `root`, and that itself.
    async fn tree<I>(
        &self,
        template: &'static str,
        project: &Segment,
        root: &Segment,
    ) -> Result<Vec<I>, Error>
    where
        I: Copy + PartialEq + std::str::FromStr + serde::de::DeserializeOwned + Send + 'static,
    {
        let root = root.text().parse().map_err(|_| Error::Url)?;
        let mut tree = vec![root];
        let rows = List::<Row<I>>::new(self, template, [project.clone()]);
        let mut rows = rows.all().await?;
        loop {
            let (below, rest): (Vec<_>, Vec<_>) = rows
                .into_iter()
                .partition(|row| row.parent.is_some_and(|parent| tree.contains(&parent)));
            if below.is_empty() {
                return Ok(tree);
            }
            let below = below.into_iter().map(|row| row.id);
            tree.extend(below.filter(|id| *id != root));
            rows = rest;
        }
    }

    fn is_ours(&self, object: &Segment) -> bool {
        made::is_ours(self.shared.transport.origin(), object)
    }

    /// In a test process: remembers what `operation` made, by the server's `answer`.
    pub(crate) fn remember(&self, operation: &Operation, answer: &Answer) {
        if write_guard::subject().is_live() {
            return;
        }
        let answer = answer.decode::<Value>().unwrap_or_default();
        if let Some(made) = operation.made(&answer) {
            made::remember(self.shared.transport.origin(), made);
        }
    }
}

/// All that is looked at of what a list shows.
#[derive(Deserialize)]
struct Row<I> {
    id: I,
    #[serde(default = "Option::default")]
    parent: Option<I>,
}

/// How many work items are in a cycle or module, of whichever project.
#[derive(Deserialize)]
struct Counted {
    total_issues: Option<usize>,
}
