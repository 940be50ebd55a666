//! Who is in which project, and as what.

use serde::Serialize;

use super::row::{Base, of_project, row};
use super::world::World;
use crate::id::{MembershipId, ProjectId, UserId};

/// Roles, as numbers on the wire.
pub(crate) const ADMIN: i64 = 20;
pub(crate) const MEMBER: i64 = 15;
pub(crate) const GUEST: i64 = 5;

/// A user that a test made, with a key of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub(crate) user: UserId,
    pub(crate) key: String,
}

impl Member {
    /// The user's id, which is what work items are assigned to.
    #[must_use]
    pub fn id(&self) -> UserId {
        self.user
    }

    /// The user's API key.
    #[must_use]
    pub fn api_key(&self) -> &str {
        &self.key
    }
}

/// A place of a user in a project, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Membership {
    pub(crate) base: Base<MembershipId>,
    pub(crate) role: i64,
    pub(crate) is_active: bool,
    pub(crate) member: UserId,
}

row!(Membership: MembershipId, memberships);

impl World {
    pub(crate) fn join(&mut self, base: Base<MembershipId>, member: UserId, role: i64) -> Membership {
        let is_active = true;
        self.add(Membership {
            base,
            role,
            is_active,
            member,
        })
    }

    pub(crate) fn members_of(&self, project: ProjectId) -> impl Iterator<Item = &Membership> {
        of_project::<Membership>(self, project).filter(|row| row.is_active)
    }

    /// What a user is in a project.
    pub(crate) fn role_in(&self, project: ProjectId, user: UserId) -> Option<i64> {
        let mut rows = self.members_of(project);
        rows.find(|row| row.member == user).map(|row| row.role)
    }

    /// Whether the caller administers a project.
    pub(crate) fn is_admin(&self, project: ProjectId) -> bool {
        self.role_in(project, self.caller) == Some(ADMIN)
    }
}
