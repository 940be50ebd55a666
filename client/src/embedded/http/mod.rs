//! From a socket to the function that answers, and back: the paths are a table here, and nothing is known of rows.

pub(crate) mod answer;
pub(crate) mod body;
pub(crate) mod call;
pub(crate) mod connections;
pub(crate) mod door;
pub(crate) mod handler;
pub(crate) mod names;
pub(crate) mod received;
pub(crate) mod route;
pub(crate) mod routes;
pub(crate) mod server;
pub(crate) mod socket;
pub(crate) mod storage;
pub(crate) mod target;
