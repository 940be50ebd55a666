//! Which project an object belongs to, read from the server.

use serde::Deserialize;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::Segment;
use crate::list::List;
use crate::operation::Proof;

impl PlaneClient {
    /// The project that `proof` tells of `named`, as it is read below `project`.
    pub(crate) async fn project_of(
        &self,
        proof: Proof,
        project: Option<&Segment>,
        named: &Segment,
    ) -> Result<Option<String>, Error> {
        let ids: Vec<Segment> = project.cloned().into_iter().collect();
        match proof {
            Proof::Alone(template) => {
                let ids = [ids, vec![named.clone()]].concat();
                let found: Belonging = self.read(template, ids, &[]).await?;
                Ok(Some(found.project))
            }
            Proof::Among(template) => {
                let rows = List::<Belonging>::new(self, template, ids).all().await?;
                let found = rows.into_iter().find(|row| row.id == named.text());
                Ok(found.map(|row| row.project))
            }
        }
    }
}

/// All that a proof looks at.
#[derive(Deserialize)]
struct Belonging {
    id: String,
    project: String,
}
