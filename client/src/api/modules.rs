//! Modules.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use super::compared::{kept, sent};
use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{ModuleId, ProjectId};
use crate::list::List;
use crate::model::{Module, ModulePatch, NewModule, PatchedModule};
use crate::operation;
use crate::saved::Saved;
use crate::template;
use crate::write::Write;

/// The modules of a project.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{ModulePatch, ModuleStatus, NewModule, PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let modules = client.in_project(project).modules();
/// let made = modules.create(&NewModule::new("Strings")).await?;
/// let patched = modules.update(made.id, &ModulePatch::new().status(ModuleStatus::Completed)).await?;
/// assert_eq!(patched.status, ModuleStatus::Completed);
/// modules.archive(made.id).await?;
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Modules {
    client: PlaneClient,
    project: ProjectId,
}

impl Modules {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Every module that is not in the archive.
    pub fn list(&self) -> List<Module> {
        List::new(&self.client, template::MODULES, [self.project.into()])
    }

    /// Every module in the archive.
    pub fn list_archived(&self) -> List<Module> {
        List::new(&self.client, template::ARCHIVED_MODULES, [self.project.into()])
    }

    /// One module.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such module or has it in the archive, and what can befall any read.
    pub async fn get(&self, module: ModuleId) -> Result<Module, Error> {
        let ids = [self.project.into(), module.into()];
        self.client.read(template::MODULE, ids, &[]).await
    }

    /// Makes a module.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Conflict`] if the name or the external id is
    /// taken, and what can befall any write.
    #[guarded_write(op = "module.create", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, module: &NewModule) -> Result<Saved<Module>, Error> {
        let write = Write::in_project(operation::MODULE_CREATE, self.project, []).json(module)?;
        let saved: Module = self.client.write(permit, write).await?;
        let members = ("members", sent(module.members.as_deref()), kept(&saved.members));
        Ok(Saved::new(saved, [members]))
    }

    /// Changes a module. The server answers a part of it only; the rest takes a [`get`](Self::get).
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Conflict`] if the name is taken, and what can
    /// befall any write.
    #[guarded_write(op = "module.update", target = self.project, item = module, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, module: ModuleId, patch: &ModulePatch) -> Result<PatchedModule, Error> {
        let ids = [module.into()];
        let write = Write::in_project(operation::MODULE_UPDATE, self.project, ids).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Deletes a module. The server lets its maker do so, and the project's administrators.
    ///
    /// In a test process its work items are read first: it is not deleted while it holds one of another project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "module.delete", target = self.project, item = module, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, module: ModuleId) -> Result<(), Error> {
        let write = Write::in_project(operation::MODULE_DELETE, self.project, [module.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Puts a module that is finished or given up into the archive.
    ///
    /// In a test process the module is read first, to prove that it belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] for a module that goes on, and what
    /// can befall any write.
    #[guarded_write(op = "module.archive", target = self.project, item = module, gate = self.client.gate(), permit = permit)]
    pub async fn archive(&self, module: ModuleId) -> Result<(), Error> {
        let write = Write::in_project(operation::MODULE_ARCHIVE, self.project, [module.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Takes a module out of the archive.
    ///
    /// In a test process the archive is read first, to prove that the module belongs to the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "module.unarchive", target = self.project, item = module, gate = self.client.gate(), permit = permit)]
    pub async fn unarchive(&self, module: ModuleId) -> Result<(), Error> {
        let write = Write::in_project(operation::MODULE_UNARCHIVE, self.project, [module.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
