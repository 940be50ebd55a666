//! Whether an object belongs to a project, read from the server.

use serde::Deserialize;

use crate::client::PlaneClient;
use crate::error::{Error, NotFound};
use crate::id::{ProjectId, Segment};
use crate::list::List;
use crate::operation::{self, Proof};
use crate::refusal::Refusal;
use crate::template;
use crate::write::Write;

/// How many projects are looked into for an object that is not where it should be.
const LOOKED_INTO: usize = 20;

impl PlaneClient {
    /// Why a test may not do `write`, for what it names beside its own object: that must belong to the project.
    ///
    /// A server takes a comment, link, relation or cycle item for any work item under any project's URL, and changes the
    /// work item. So the URL alone does not say what the write would change.
    pub(crate) async fn misnamed(&self, write: &Write) -> Result<Option<Refusal>, Error> {
        let Some(project) = write.project() else {
            return Ok(None);
        };
        for named in write.named() {
            let Some(proof) = operation::proof(write.operation(), named.placeholder()) else {
                continue;
            };
            if self.belongs(proof, project, named).await? {
                continue;
            }
            // A work item in the path that exists nowhere is not found: a block would say that something was in danger.
            let may_be_nowhere = named.placeholder() == "work_item" && write.ids().contains(named);
            if may_be_nowhere && self.is_nowhere(proof, project, named).await {
                return Err(Error::NotFound(NotFound::Object));
            }
            return Ok(Some(Refusal::Elsewhere));
        }
        Ok(None)
    }

    /// Whether no project that the key's user sees has `named`; not if there are too many to look into.
    async fn is_nowhere(&self, proof: Proof, project: &Segment, named: &Segment) -> bool {
        let projects = List::<Listed>::new(self, template::PROJECTS, []).all().await;
        let Ok(projects) = projects else {
            return false;
        };
        let others: Vec<Segment> = projects.into_iter().map(|other| other.id.into()).collect();
        let others: Vec<_> = others.iter().filter(|other| *other != project).collect();
        if others.len() > LOOKED_INTO {
            return false;
        }
        for other in others {
            if !matches!(self.belongs(proof, other, named).await, Ok(false)) {
                return false;
            }
        }
        true
    }

    /// Whether `named` belongs to `project`, by what `proof` reads.
    async fn belongs(&self, proof: Proof, project: &Segment, named: &Segment) -> Result<bool, Error> {
        let found: Result<Option<Belonging>, Error> = match proof {
            Proof::Alone(template) => {
                let ids = [project.clone(), named.clone()];
                self.read(template, ids, &[]).await.map(Some)
            }
            Proof::Among(template) => {
                let rows = List::<Belonging>::new(self, template, [project.clone()]);
                let rows = rows.all().await;
                rows.map(|rows| rows.into_iter().find(|row| row.id == named.text()))
            }
        };
        match found {
            Ok(found) => Ok(found.is_some_and(|found| found.project == project.text())),
            Err(Error::NotFound(_) | Error::Permission { .. }) => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// All that is looked at of a project.
#[derive(Deserialize)]
struct Listed {
    id: ProjectId,
}

/// All that a proof looks at.
#[derive(Deserialize)]
struct Belonging {
    id: String,
    project: String,
}
