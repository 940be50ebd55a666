//! What is stored: a file a resource, and the [world](world) that holds them all. Nothing here knows of requests.

pub(crate) mod activity;
pub(crate) mod attachment;
pub(crate) mod cascade;
pub(crate) mod comment;
pub(crate) mod cycle;
pub(crate) mod intake;
pub(crate) mod invitation;
pub(crate) mod label;
pub(crate) mod link;
pub(crate) mod member;
pub(crate) mod module;
pub(crate) mod project;
pub(crate) mod relation;
pub(crate) mod row;
pub(crate) mod stamp;
pub(crate) mod state;
pub(crate) mod sticky;
pub(crate) mod storage;
pub(crate) mod throttle;
pub(crate) mod user;
pub(crate) mod work_item;
pub(crate) mod world;
