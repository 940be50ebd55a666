//! How each resource is read and written over HTTP: a file a resource, a function a method.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what answers stands in one table, whether it can refuse or not"
)]

pub(crate) mod activity;
pub(crate) mod asset;
pub(crate) mod attachment;
pub(crate) mod comment;
pub(crate) mod cycle;
pub(crate) mod cycle_item;
pub(crate) mod intake;
pub(crate) mod invitation;
pub(crate) mod label;
pub(crate) mod link;
pub(crate) mod member;
pub(crate) mod module;
pub(crate) mod module_item;
pub(crate) mod project;
pub(crate) mod relation;
pub(crate) mod rows;
pub(crate) mod search;
pub(crate) mod state;
pub(crate) mod sticky;
pub(crate) mod work_item;
