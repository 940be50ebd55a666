//! The path of a request.

use std::fmt::{Display, Write};

use crate::id::{CommentId, ProjectId, Slug, StateId, WorkItemId, WorkItemKey};

/// A path below the API's root, made of literals and parsed ids only, with a slash after each segment.
#[derive(Clone, Debug)]
pub(crate) struct Path(String);

impl Path {
    pub(crate) fn workspace(slug: &Slug) -> Self {
        Self(String::new()).literal("workspaces").push(slug)
    }

    pub(crate) fn project(self, id: ProjectId) -> Self {
        self.literal("projects").push(&id)
    }

    pub(crate) fn literal(self, segment: &'static str) -> Self {
        self.push(&segment)
    }

    pub(crate) fn id(self, id: &impl PathId) -> Self {
        self.push(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    fn push(mut self, segment: &impl Display) -> Self {
        // Writing to a `String` cannot fail.
        let _ = write!(self.0, "{segment}/");
        self
    }
}

/// An id that may stand in a path: one that cannot hold anything a path gives a meaning to.
pub(crate) trait PathId: Display {}

impl PathId for WorkItemKey {}
impl PathId for WorkItemId {}
impl PathId for StateId {}
impl PathId for CommentId {}
