//! Invitations.

use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{InvitationId, NoProject};
use crate::model::{Invitation, InvitationPatch, NewInvitation};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The invitations to the workspace.
///
/// They belong to no project, so in a test process each write is blocked, whatever it opted in to.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{Error, NewInvitation, PlaneClient, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// // This doc test is a test process.
/// let ada = NewInvitation::new("ada@example.com").role(15);
/// let error = client.invitations().create(&ada).await.unwrap_err();
/// assert!(matches!(error, Error::Blocked(_)));
/// assert!(client.invitations().list().await?.is_empty());
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Invitations {
    client: PlaneClient,
    no_project: NoProject,
}

impl Invitations {
    pub(super) fn new(client: &PlaneClient) -> Self {
        Self {
            client: client.clone(),
            no_project: NoProject,
        }
    }

    /// Every invitation; the server does not page them.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn list(&self) -> Result<Vec<Invitation>, Error> {
        self.client.read(template::INVITATIONS, [], &[]).await
    }

    /// One invitation.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such invitation, and what can befall any read.
    pub async fn get(&self, invitation: InvitationId) -> Result<Invitation, Error> {
        self.client
            .read(template::INVITATION, [invitation.into()], &[])
            .await
    }

    /// Invites somebody to the workspace.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "invitation.create", target = self.no_project, gate = self.client.gate(), permit = permit)]
    pub async fn create(&self, invitation: &NewInvitation) -> Result<Invitation, Error> {
        let write = Write::new(operation::INVITATION_CREATE, []).json(invitation)?;
        self.client.write(permit, write).await
    }

    /// Changes an invitation.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "invitation.update", target = self.no_project, item = invitation, gate = self.client.gate(), permit = permit)]
    pub async fn update(
        &self,
        invitation: InvitationId,
        patch: &InvitationPatch,
    ) -> Result<Invitation, Error> {
        let write = Write::new(operation::INVITATION_UPDATE, [invitation.into()]).json(patch)?;
        self.client.write(permit, write).await
    }

    /// Deletes an invitation.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, and what can befall any write.
    #[guarded_write(op = "invitation.delete", target = self.no_project, item = invitation, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, invitation: InvitationId) -> Result<(), Error> {
        let write = Write::new(operation::INVITATION_DELETE, [invitation.into()]);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}
