//! The second step of a file that belongs to no work item.

use serde::Deserialize;
use write_guard::Permit;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{AssetId, ProjectId};
use crate::operation::Operation;
use crate::storage::{Ticket, UploadData};

/// A file that was announced, and the server's leave to send its bytes to a storage.
///
/// Made by [`Assets::create`](crate::Assets::create) and [`UserAssets::create`](crate::UserAssets::create); it shows nothing
/// of the leave, which whoever has it can use.
#[derive(Debug)]
#[must_use = "the file is not there before its bytes are sent and confirmed"]
pub struct AssetUpload {
    asset_id: AssetId,
    asset_url: Option<String>,
    pub(super) project: Option<ProjectId>,
    name: String,
    media_type: String,
    ticket: Ticket,
}

/// What the server answers.
#[derive(Deserialize)]
pub(super) struct Announced {
    asset_id: AssetId,
    asset_url: Option<String>,
    upload_data: UploadData,
}

impl AssetUpload {
    pub(super) fn new(
        client: &PlaneClient,
        announced: Announced,
        project: Option<ProjectId>,
        (name, media_type): (&str, &str),
    ) -> Result<Self, Error> {
        let UploadData { url, fields } = announced.upload_data;
        let storage = client.shared.transport.storage(&url);
        let storage = storage.map_err(|error| error.left(announced.asset_id.into()))?;
        Ok(Self {
            asset_id: announced.asset_id,
            asset_url: announced.asset_url,
            project,
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            ticket: Ticket::new(project, storage, fields),
        })
    }

    /// The id that the file will have.
    #[must_use]
    pub fn asset_id(&self) -> AssetId {
        self.asset_id
    }

    /// Where it will be read, if the server says so.
    #[must_use]
    pub fn asset_url(&self) -> Option<&str> {
        self.asset_url.as_deref()
    }

    pub(super) fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// Sends the bytes of the file to the storage, once.
    pub(super) async fn store(
        &self,
        permit: Permit,
        operation: &'static Operation,
        client: &PlaneClient,
        bytes: &[u8],
    ) -> Result<(), Error> {
        let form = self.ticket.form(&self.name, &self.media_type, bytes);
        let transport = &client.shared.transport;
        transport.store(permit, operation, &self.ticket, form).await
    }
}
