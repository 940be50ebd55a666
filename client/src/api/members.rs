//! Members.

use serde::Serialize;
use serde::de::IgnoredAny;
use write_guard::guarded_write;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{MembershipId, ProjectId, UserId};
use crate::model::{Membership, Role, User, WorkspaceMember};
use crate::operation;
use crate::template;
use crate::write::Write;

/// The members of a project.
///
/// A membership has an id of its own, which [`add`](Self::add) returns. The list does not tell it: the server lists users.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, Role, Sandbox, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let (project, other) = (plane.add_project("Sandbox", "SAND").id(), plane.add_project("Other", "OTHR").id());
/// let user = plane.add_member(other, "Bob").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let members = client.in_project(project).members();
/// let membership = members.add(user, Role::Guest).await?;
/// assert_eq!(members.update(membership.id, Role::Member).await?.role, Role::Member);
/// assert!(members.list().await?.iter().any(|member| member.id == user));
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Members {
    client: PlaneClient,
    project: ProjectId,
}

#[derive(Serialize)]
struct NewMembership {
    member: UserId,
    role: Role,
}

#[derive(Serialize)]
struct MembershipPatch {
    role: Role,
}

impl Members {
    pub(super) fn new(client: &PlaneClient, project: ProjectId) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Every member: users, without the ids of their memberships.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn list(&self) -> Result<Vec<User>, Error> {
        let ids = [self.project.into()];
        self.client.read(template::MEMBERS, ids, &[]).await
    }

    /// The user whose membership this is.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the project has no such membership, and what can befall any read.
    pub async fn get(&self, membership: MembershipId) -> Result<User, Error> {
        let ids = [self.project.into(), membership.into()];
        self.client.read(template::MEMBER, ids, &[]).await
    }

    /// Makes a user of the workspace a member of the project.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Permission`] unless the key's user administers
    /// the project, and what can befall any write.
    #[guarded_write(op = "member.add", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn add(&self, user: UserId, role: Role) -> Result<Membership, Error> {
        let body = NewMembership { member: user, role };
        let write = Write::in_project(operation::MEMBER_ADD, self.project, []).json(&body)?;
        self.client.write(permit, write).await
    }

    /// Changes what a member may do.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Permission`] unless the key's user administers
    /// the project, and what can befall any write.
    #[guarded_write(op = "member.update", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn update(&self, membership: MembershipId, role: Role) -> Result<Membership, Error> {
        let ids = [membership.into()];
        let write =
            Write::in_project(operation::MEMBER_UPDATE, self.project, ids).json(&MembershipPatch { role })?;
        self.client.write(permit, write).await
    }

    /// Ends a membership.
    ///
    /// A removed member stays listed, and cannot be added again through this API: the server finds the old membership.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process outside its sandbox; [`Error::Permission`] unless the key's user administers
    /// the project, and what can befall any write.
    #[guarded_write(op = "member.remove", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn remove(&self, membership: MembershipId) -> Result<(), Error> {
        let ids = [membership.into()];
        let write = Write::in_project(operation::MEMBER_REMOVE, self.project, ids);
        self.client.write::<IgnoredAny>(permit, write).await.map(drop)
    }
}

impl PlaneClient {
    /// The users of the workspace, and what they may do there.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn workspace_members(&self) -> Result<Vec<WorkspaceMember>, Error> {
        self.read(template::WORKSPACE_MEMBERS, [], &[]).await
    }
}
