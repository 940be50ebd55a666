//! Attachments.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{AttachmentId, ProjectId, WorkItemId};
use crate::model::{Attachment, NewAttachment};
use crate::operation;
use crate::storage::{Ticket, UploadData};
use crate::template;
use crate::write::Write;

/// The files attached to a work item.
///
/// The bytes of a file do not go to the server but to a storage that it names. In a test process that storage must be the
/// server itself or be named by [`Builder::storage_origin`](crate::Builder::storage_origin). The API key never goes there.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Sandbox", "SAND").id();
/// let item = plane.add_work_item(project, "Tune").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .storage_origin(&plane.storage_url())
///     .build()?;
///
/// let attachments = client.in_project(project).item(item).attachments();
/// let score = attachments.upload("score.txt", "text/plain", b"do re mi").await?;
/// assert_eq!(attachments.list().await?[0].id, score.id);
/// assert_eq!(plane.contents(score.id).as_deref(), Some(&b"do re mi"[..]));
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Attachments {
    client: PlaneClient,
    project: ProjectId,
    item: WorkItemId,
}

/// A file that was announced, and the server's leave to send its bytes to a storage.
///
/// Made by [`Attachments::create`]; it shows nothing of the leave, which whoever has it can use.
#[derive(Debug)]
#[must_use = "the file is not attached before its bytes are sent and confirmed"]
pub struct Upload {
    attachment: Attachment,
    ticket: Ticket,
}

impl Upload {
    /// The attachment that it will be.
    #[must_use]
    pub fn attachment(&self) -> &Attachment {
        &self.attachment
    }
}

#[derive(Serialize)]
struct AttachmentPatch {
    is_uploaded: bool,
}

#[derive(Deserialize)]
struct Announced {
    upload_data: UploadData,
    attachment: Attachment,
}

impl Attachments {
    pub(super) fn new(client: &PlaneClient, project: ProjectId, item: WorkItemId) -> Self {
        let client = client.clone();
        Self {
            client,
            project,
            item,
        }
    }

    /// Every file whose upload was confirmed.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn list(&self) -> Result<Vec<Attachment>, Error> {
        let ids = [self.project.into(), self.item.into()];
        self.client.read(template::ATTACHMENTS, ids, &[]).await
    }

    /// Where the bytes of a file can be had for an hour, without a key: whoever knows the URL can read the file.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the work item has no such file, [`Error::Rejected`] if its upload was not confirmed, and what
    /// can befall any read.
    pub async fn download_url(&self, attachment: AttachmentId) -> Result<String, Error> {
        let ids = [self.project.into(), self.item.into(), attachment.into()];
        self.client.location(template::ATTACHMENT, ids).await
    }

    /// Attaches a file: [announces](Self::create) it, [sends](Self::send) its bytes, and [confirms](Self::confirm) that
    /// they are there.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, or if the storage is none that it may write to;
    /// [`Error::Rejected`] if the server does not take files of this type or size, and what can befall any write. After an
    /// error in the second step what was announced is deleted again, if that can be done; after one in the third it is announced
    /// and not listed.
    pub async fn upload(&self, name: &str, media_type: &str, bytes: &[u8]) -> Result<Attachment, Error> {
        let size = u64::try_from(bytes.len()).map_err(|error| Error::Encode(error.into()))?;
        let file = NewAttachment::new(name, media_type, size);
        let upload = self.create(&file).await?;
        if let Err(error) = self.send(&upload, bytes).await {
            // Nobody else knows its id: it is in no list.
            return Err(self.take_back(upload.attachment.id, error).await);
        }
        self.confirm(upload.attachment.id).await?;
        Ok(Attachment {
            is_uploaded: true,
            ..upload.attachment
        })
    }

    /// Announces a file.
    ///
    /// The server accepts a size beyond its limit and cuts it: 50 MB are announced without an error.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Rejected`] if the server does not take files of
    /// this type or size, [`Error::Conflict`] if the external id is taken, [`Error::Storage`], and what can befall any write.
    #[guarded_write(op = "attachment.create", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, file: &NewAttachment) -> Result<Upload, Error> {
        let ids = [self.item.into()];
        let write = Write::in_project(operation::ATTACHMENT_CREATE, self.project, ids).json(file)?;
        let announced: Announced = self.client.write(permit, write).await?;
        let UploadData { url, fields } = announced.upload_data;
        let attachment = announced.attachment;
        match self.client.shared.transport.storage(&url) {
            Ok(storage) => {
                let ticket = Ticket::new(Some(self.project), storage, fields);
                Ok(Upload { attachment, ticket })
            }
            Err(error) => Err(self.take_back(attachment.id, error).await),
        }
    }

    /// Deletes what was announced, and whose bytes got nowhere; `error` says so if it stays and no storage was there.
    async fn take_back(&self, attachment: AttachmentId, error: Error) -> Error {
        match self.delete(attachment).await {
            Ok(()) => error,
            Err(_) => error.left(attachment.into()),
        }
    }

    /// Sends the bytes of a file to the storage, once.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, if the storage is none that it may write to, or if the
    /// file was announced for another project; [`Error::Rejected`] if the storage refuses the file, and what can befall
    /// any write.
    #[guarded_write(op = "attachment.upload", target = self.project, item = self.item, gate = self.client.storage_gate(upload.ticket.storage()), permit = permit)]
    pub async fn send(&self, upload: &Upload, bytes: &[u8]) -> Result<(), Error> {
        let file = &upload.attachment.attributes;
        let form = upload.ticket.form(&file.name, &file.media_type, bytes);
        let operation = operation::ATTACHMENT_UPLOAD;
        let transport = &self.client.shared.transport;
        transport.store(permit, operation, &upload.ticket, form).await
    }

    /// Confirms that the bytes of a file are in the storage. The server takes one's word for it, and lists the file.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "attachment.confirm", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn confirm(&self, attachment: AttachmentId) -> Result<(), Error> {
        let ids = [self.item.into(), attachment.into()];
        let write = Write::in_project(operation::ATTACHMENT_CONFIRM, self.project, ids)
            .json(&AttachmentPatch { is_uploaded: true })?;
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }

    /// Deletes a file.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox, and what can befall any write.
    #[guarded_write(op = "attachment.delete", target = self.project, item = self.item, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, attachment: AttachmentId) -> Result<(), Error> {
        let ids = [self.item.into(), attachment.into()];
        let write = Write::in_project(operation::ATTACHMENT_DELETE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
