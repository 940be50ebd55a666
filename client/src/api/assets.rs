//! Files that belong to no work item.

use serde::de::IgnoredAny;
use serde_json::json;
use write_guard::guarded_write;

use super::asset_upload::{Announced, AssetUpload};
use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{AssetId, NoProject};
use crate::model::{Asset, NewAsset};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The files of the workspace that belong to no work item.
///
/// The Community Edition 1.3 answers every [`create`](Self::create) with a 500 after it stored the row.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{Error, NewAsset, PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let score = NewAsset::new("score.pdf", "application/pdf", 5_u64);
/// // Without a project it belongs to nobody's sandbox.
/// let error = client.assets().create(&score).await.unwrap_err();
/// assert!(matches!(error, Error::Blocked(_)));
/// let error = client.assets().create(&score.project_id(project)).await.unwrap_err();
/// assert!(matches!(error, Error::UnknownOutcome { .. }));
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Assets {
    client: PlaneClient,
    no_project: NoProject,
}

impl Assets {
    pub(super) fn new(client: &PlaneClient) -> Self {
        Self {
            client: client.clone(),
            no_project: NoProject,
        }
    }

    /// A file, and where it can be read for a while.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such file, [`Error::Rejected`] if its bytes are missing, and what can befall any
    /// read.
    pub async fn get(&self, asset: AssetId) -> Result<Asset, Error> {
        self.client.read(template::ASSET, [asset.into()], &[]).await
    }

    /// Announces a file. Its bytes are [sent](Self::send) and then [confirmed](Self::confirm).
    ///
    /// The URL names no project: it is the body's that counts, in which the server takes anybody's.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process if the body names no project or one outside the sandbox;
    /// [`Error::UnknownOutcome`] from the Community Edition, which stores the row and fails; [`Error::Storage`], and what can
    /// befall any write.
    #[guarded_write(op = "asset.create", target = asset.project_id, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, asset: &NewAsset) -> Result<AssetUpload, Error> {
        let write = Write::new(operation::ASSET_CREATE, []).json(asset)?;
        let announced: Announced = self.client.write(permit, write).await?;
        let file = (asset.name.as_str(), asset.r#type.as_str());
        AssetUpload::new(&self.client, announced, asset.project_id, file)
    }

    /// Sends the bytes of a file to the storage, once. The API key does not go there.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process if the file was announced for no project or one outside the sandbox, or if the
    /// storage is none that it may write to; [`Error::Rejected`] if the storage refuses the file, and what can befall any
    /// write.
    #[guarded_write(op = "asset.upload", target = upload.project, gate = self.client.storage_gate(upload.ticket().storage()), permit = permit)]
    pub async fn send(&self, upload: &AssetUpload, bytes: &[u8]) -> Result<(), Error> {
        let operation = operation::ASSET_UPLOAD;
        upload.store(permit, operation, &self.client, bytes).await
    }

    /// Says that the bytes of a file are there.
    ///
    /// Nothing tells which project the file belongs to, so no test process may do this.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "asset.confirm", target = self.no_project, item = asset, gate = self.client.gate(), permit = permit)]
    pub async fn confirm(&self, asset: AssetId) -> Result<(), Error> {
        let write =
            Write::new(operation::ASSET_CONFIRM, [asset.into()]).json(&json!({"is_uploaded": true}))?;
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
