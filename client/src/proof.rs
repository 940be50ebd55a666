//! Whether an object belongs to a project, read from the server.

use serde::Deserialize;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::Segment;
use crate::list::List;
use crate::operation::Proof;

impl PlaneClient {
    /// Whether `named` belongs to `project`, by what `proof` reads.
    pub(crate) async fn belongs(
        &self,
        proof: Proof,
        project: &Segment,
        named: &Segment,
    ) -> Result<bool, Error> {
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

/// All that a proof looks at.
#[derive(Deserialize)]
struct Belonging {
    id: String,
    project: String,
}
