//! Pictures of the key's user.

use serde::de::IgnoredAny;
use serde_json::json;
use write_guard::{Permit, guarded_write};

use super::asset_upload::{Announced, AssetUpload};
use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{AssetId, NoProject};
use crate::model::NewUserAsset;
use crate::operation::{self, Operation};
use crate::write::Write;

/// The pictures of the key's user: an avatar and a cover.
///
/// They belong to no project, so in a test process each write is blocked, whatever it opted in to. The server shows none of
/// them: [`User::avatar_url`](crate::User::avatar_url) does.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{Error, NewUserAsset, PlaneClient, Sandbox, UserAssetKind, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// // This doc test is a test process.
/// let face = NewUserAsset::new("me.png", "image/png", 5_u64, UserAssetKind::Avatar);
/// let error = client.user_assets().create(&face).await.unwrap_err();
/// assert!(matches!(error, Error::Blocked(_)));
/// assert_eq!(plane.connections(), 0);
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct UserAssets {
    client: PlaneClient,
    no_project: NoProject,
}

impl UserAssets {
    pub(super) fn new(client: &PlaneClient) -> Self {
        Self {
            client: client.clone(),
            no_project: NoProject,
        }
    }

    /// Announces a picture. Its bytes are [sent](Self::send) and then [confirmed](Self::confirm).
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process; [`Error::Rejected`] if the server does not take files of this type, and what
    /// can befall any write.
    #[guarded_write(op = "user-asset.create", target = self.no_project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, asset: &NewUserAsset) -> Result<AssetUpload, Error> {
        self.announce(permit, operation::USER_ASSET_CREATE, asset).await
    }

    /// The same for a program that runs beside the server: the address of the storage is the one within its network.
    ///
    /// Version 1.3.1 stores the picture, and then answers 500: [`Error::UnknownOutcome`]. Nothing tells its id, so it is never
    /// sent.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "user-asset.create-server", target = self.no_project, gate = self.client.gate(), permit = permit)]
    pub async fn create_for_server(&self, asset: &NewUserAsset) -> Result<AssetUpload, Error> {
        self.announce(permit, operation::USER_ASSET_CREATE_SERVER, asset)
            .await
    }

    async fn announce(
        &self,
        permit: Permit,
        operation: &'static Operation,
        asset: &NewUserAsset,
    ) -> Result<AssetUpload, Error> {
        let write = Write::new(operation, []).json(asset)?;
        let announced: Announced = self.client.write(permit, write).await?;
        let file = (asset.name.as_str(), asset.r#type.as_str());
        AssetUpload::new(&self.client, announced, None, file)
    }

    /// Sends the bytes of a picture to the storage, once. The API key does not go there.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process; [`Error::Rejected`] if the storage refuses the file, and what can befall any
    /// write.
    #[guarded_write(op = "user-asset.upload", target = self.no_project, gate = self.client.storage_gate(upload.ticket().storage()), permit = permit)]
    pub async fn send(&self, upload: &AssetUpload, bytes: &[u8]) -> Result<(), Error> {
        let operation = operation::USER_ASSET_UPLOAD;
        upload.store(permit, operation, &self.client, bytes).await
    }

    /// Says that the bytes of a picture are there.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process; [`Error::NotFound`] if the user has no such picture, and what can befall any
    /// write.
    #[guarded_write(op = "user-asset.confirm", target = self.no_project, item = asset, gate = self.client.gate(), permit = permit)]
    pub async fn confirm(&self, asset: AssetId) -> Result<(), Error> {
        let write =
            Write::new(operation::USER_ASSET_CONFIRM, [asset.into()]).json(&json!({"is_uploaded": true}))?;
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Deletes a picture, and takes it from the user.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "user-asset.delete", target = self.no_project, item = asset, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, asset: AssetId) -> Result<(), Error> {
        let write = Write::new(operation::USER_ASSET_DELETE, [asset.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
