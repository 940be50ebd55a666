//! What a Plane sends of its own accord: deliveries to a URL that somebody gave it.
//!
//! A delivery is a POST. Its header `X-Plane-Signature` is the HMAC-SHA256 of the body, in hexadecimal, under the secret that Plane
//! showed when the webhook was made. Hand over that header and the *raw* body, the bytes as they arrived: what was parsed and
//! written again has another signature.
//!
//! ```
//! use plane_client::webhooks::{Action, Event, Object, Webhook};
//!
//! let body = br#"{"event": "issue", "action": "deleted", "webhook_id": "3c2c32ac-82df-48b3-be2a-a3e21dbe8692",
//!     "workspace_id": "d2d97c94-a6ad-4012-b526-5577c0d7c769", "data": {"id": "0d2877db-f7af-4d62-960e-427f1c8c07d3"}}"#;
//! let webhook = Webhook::new("plane_wh_secret")?;
//! let signature = webhook.sign(body); // in a program: the header of the request
//!
//! let delivery = webhook.receive(&signature, body)?;
//! assert_eq!((delivery.event, delivery.action), (Event::WorkItem, Action::Deleted));
//! assert!(matches!(delivery.object, Object::Deleted(_)));
//! assert!(webhook.receive(&signature, b"{}").is_err());
//! # Ok::<(), plane_client::webhooks::WebhookError>(())
//! ```
//!
//! Nothing in a delivery says when it was made, so whoever records one can send it again: the header `X-Plane-Delivery` is not
//! signed either. What a delivery tells is worth a read of the object, and no more than that.

use std::fmt;

use hmac::digest::KeyInit as _;
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::Sha256;
use uuid::Uuid;

use crate::answer::{escaped, read};
use crate::id::{WebhookId, WorkspaceId};
use crate::model::{Comment, Cycle, CycleItem, IntakeItem, Module, ModuleItem, Project, User, WorkItem};

/// The header that holds a delivery's signature.
pub const SIGNATURE: &str = "X-Plane-Signature";

/// A webhook, known by its secret. The secret is shown nowhere.
#[derive(Clone)]
pub struct Webhook(Hmac<Sha256>);

/// Why a delivery is not taken for one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is empty: anybody could sign with it.
    #[error("the secret of the webhook is empty: give it the one that Plane showed when it was made")]
    NoSecret,
    /// The signature is missing, or not that of this body under this secret.
    #[error(
        "the signature is not that of the body: hand over `X-Plane-Signature` and the body as it arrived"
    )]
    Signature,
    /// It is signed, and not understood; what it says is escaped.
    #[error("the delivery is signed, and not understood")]
    Body(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Webhook {
    /// The webhook with this secret.
    ///
    /// # Errors
    ///
    /// [`WebhookError::NoSecret`] if it is empty.
    pub fn new(secret: &str) -> Result<Self, WebhookError> {
        let key = Some(secret.as_bytes()).filter(|key| !key.is_empty());
        // A key of any other length is one.
        let mac = key.and_then(|key| Hmac::new_from_slice(key).ok());
        mac.map(Self).ok_or(WebhookError::NoSecret)
    }

    /// Reads a delivery if `signature` is that of `body`, which is compared in constant time.
    ///
    /// # Errors
    ///
    /// [`WebhookError::Signature`] if it is not, [`WebhookError::Body`] if the body is no delivery.
    pub fn receive(&self, signature: &str, body: &[u8]) -> Result<Delivery, WebhookError> {
        let signature = bytes(signature).ok_or(WebhookError::Signature)?;
        let mac = self.0.clone().chain_update(body);
        mac.verify_slice(&signature)
            .map_err(|_| WebhookError::Signature)?;
        Delivery::read(body).map_err(|error| WebhookError::Body(escaped(&error.to_string()).into()))
    }

    /// The signature of `body`, as a Plane makes it: for the tests of whoever receives deliveries.
    #[must_use]
    pub fn sign(&self, body: &[u8]) -> String {
        let mac = self.0.clone().chain_update(body).finalize().into_bytes();
        let digits = mac.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Webhook(***)")
    }
}

/// The bytes that pairs of hex digits stand for.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = hex
        .chars()
        .map(|char| char.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    let pairs = digits.chunks_exact(2);
    Some(
        pairs
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect(),
    )
}

/// What happened to one object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Delivery {
    /// The kind of object.
    pub event: Event,
    /// What happened to it.
    pub action: Action,
    /// The webhook that tells.
    pub webhook_id: WebhookId,
    /// The workspace it happened in.
    pub workspace_id: WorkspaceId,
    /// The object as it is now.
    pub object: Object,
    /// What was changed, and by whom; in a form that this version does not know, it is in `extra`.
    pub activity: Option<Changed>,
    /// What this version does not know.
    pub extra: Map<String, Value>,
}

/// A kind of object that a webhook tells about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Event {
    /// A project.
    Project,
    /// A work item.
    #[serde(rename = "issue")]
    WorkItem,
    /// A comment on a work item.
    #[serde(rename = "issue_comment")]
    Comment,
    /// A cycle.
    Cycle,
    /// A work item's place in a cycle.
    #[serde(rename = "cycle_issue")]
    CycleItem,
    /// A module.
    Module,
    /// A work item's place in a module.
    #[serde(rename = "module_issue")]
    ModuleItem,
    /// A work item in the intake.
    #[serde(rename = "intake_issue")]
    IntakeItem,
    /// A kind that this version does not know.
    #[serde(untagged)]
    Unknown(Box<str>),
}

/// What happened to an object. Servers have two words for each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Action {
    /// It was made.
    #[serde(alias = "create")]
    Created,
    /// It was changed.
    #[serde(alias = "update")]
    Updated,
    /// It was deleted.
    #[serde(alias = "delete")]
    Deleted,
    /// A word that this version does not know.
    #[serde(untagged)]
    Unknown(Box<str>),
}

/// The object that a delivery is about.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Object {
    /// A project.
    Project(Box<Project>),
    /// A work item, with its labels and assignees.
    WorkItem(Box<WorkItem>),
    /// A comment.
    Comment(Box<Comment>),
    /// A cycle.
    Cycle(Box<Cycle>),
    /// A work item's place in a cycle.
    CycleItem(Box<CycleItem>),
    /// A module.
    Module(Box<Module>),
    /// A work item's place in a module.
    ModuleItem(Box<ModuleItem>),
    /// A work item in the intake.
    IntakeItem(Box<IntakeItem>),
    /// Of what was deleted the id is all that is told.
    Deleted(Uuid),
    /// Another object, or one in a form that this version does not know: as it arrived.
    Unknown(Value),
}

/// What was changed about an object, and by whom.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Changed {
    /// The field, such as `state`; nothing where the object itself was made or deleted.
    pub field: Option<String>,
    /// What it was before.
    #[serde(default)]
    pub old_value: Value,
    /// What it is now.
    #[serde(default)]
    pub new_value: Value,
    /// Who did it.
    pub actor: Option<User>,
    /// What this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Delivery {
    fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        #[derive(Deserialize)]
        struct Envelope {
            event: Event,
            action: Action,
            webhook_id: WebhookId,
            workspace_id: WorkspaceId,
            #[serde(default)]
            data: Value,
            #[serde(default)]
            activity: Value,
            #[serde(flatten)]
            extra: Map<String, Value>,
        }
        let Envelope {
            event,
            action,
            webhook_id,
            workspace_id,
            data,
            activity,
            mut extra,
        } = serde_json::from_slice(body)?;
        let changed = read::<Option<Changed>>(&activity);
        if changed.is_err() {
            extra.insert("activity".to_owned(), activity);
        }
        Ok(Self {
            object: Object::of(&event, &action, data),
            event,
            action,
            webhook_id,
            workspace_id,
            activity: changed.unwrap_or_default(),
            extra,
        })
    }
}

impl Object {
    fn of(event: &Event, action: &Action, data: Value) -> Self {
        if *action == Action::Deleted {
            let id = data.get("id").map(Uuid::deserialize);
            return id.and_then(Result::ok).map_or(Self::Unknown(data), Self::Deleted);
        }
        let known = match event {
            Event::Project => read(&data).map(Self::Project),
            Event::WorkItem => read(&data).map(Self::WorkItem),
            Event::Comment => read(&data).map(Self::Comment),
            Event::Cycle => read(&data).map(Self::Cycle),
            Event::CycleItem => read(&data).map(Self::CycleItem),
            Event::Module => read(&data).map(Self::Module),
            Event::ModuleItem => read(&data).map(Self::ModuleItem),
            Event::IntakeItem => read(&data).map(Self::IntakeItem),
            Event::Unknown(_) => return Self::Unknown(data),
        };
        known.unwrap_or(Self::Unknown(data))
    }
}

#[cfg(test)]
mod tests;
