//! Notes.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{NoProject, StickyId};
use crate::list::List;
use crate::model::{NewSticky, Sticky, StickyPatch};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The notes of the key's user.
///
/// They belong to no project, so in a test process each write is blocked, whatever it opted in to.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{Error, NewSticky, PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// // This doc test is a test process.
/// let note = NewSticky::new("<p>Rosin</p>");
/// let error = client.stickies().create(&note).await.unwrap_err();
/// assert!(matches!(error, Error::Blocked(_)));
/// assert!(client.stickies().list().all().await?.is_empty());
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Stickies {
    client: PlaneClient,
    no_project: NoProject,
}

impl Stickies {
    pub(super) fn new(client: &PlaneClient) -> Self {
        Self {
            client: client.clone(),
            no_project: NoProject,
        }
    }

    /// Every note.
    pub fn list(&self) -> List<Sticky> {
        List::new(&self.client, template::STICKIES, [])
    }

    /// Every note whose text holds `text`, in either case.
    pub fn search(&self, text: &str) -> List<Sticky> {
        self.list().with("query", text.to_owned())
    }

    /// One note.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such note, and what can befall any read.
    pub async fn get(&self, sticky: StickyId) -> Result<Sticky, Error> {
        self.client.read(template::STICKY, [sticky.into()], &[]).await
    }

    /// Makes a note.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "sticky.create", target = self.no_project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, sticky: &NewSticky) -> Result<Sticky, Error> {
        let write = Write::new(operation::STICKY_CREATE, []).json(sticky)?;
        self.client.write(permit, write).await
    }

    /// Changes a note.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "sticky.update", target = self.no_project, item = sticky, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, sticky: StickyId, patch: &StickyPatch) -> Result<Sticky, Error> {
        let write = Write::new(operation::STICKY_UPDATE, [sticky.into()]).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Makes a note anew: what `sticky` does not name the server leaves as it is.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "sticky.replace", target = self.no_project, item = id, gate = self.client.gate(), permit = permit)]
    pub async fn replace(&self, id: StickyId, sticky: &NewSticky) -> Result<Sticky, Error> {
        let write = Write::new(operation::STICKY_REPLACE, [id.into()]).json(sticky)?;
        self.client.write(permit, write).await
    }

    /// Deletes a note.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "sticky.delete", target = self.no_project, item = sticky, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, sticky: StickyId) -> Result<(), Error> {
        let write = Write::new(operation::STICKY_DELETE, [sticky.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
