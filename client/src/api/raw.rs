//! What the client has no function for.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde_json::Value;
use uuid::Uuid;
use write_guard::{Permit, guarded_write};

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::{InvalidId, ProjectId, WorkItemId};
use crate::operation::{self, Operation};
use crate::path::Path;
use crate::write::Write;

/// Requests that this client has no function for: a path, and what the server answers.
///
/// By [`PlaneClient::raw`] the path is below the workspace, by [`InProject::raw`](crate::InProject::raw) below that project.
/// Reads are free. A write below the workspace has no target, so it is blocked in every test process. One below a project has
/// that for its target; and since nothing is known of what it does, every other id in its path and its body must be that
/// of a work item of the project, which is read first, and nothing is deleted. In a live process all of it is free.
///
/// There is no header, host or method to give, and nothing is repeated that a function of its own would not repeat.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, Sandbox, embedded::Plane};
/// use serde_json::json;
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Sandbox", "SAND").id();
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .sandbox(Sandbox::new([project.to_string()])?)
///     .build()?;
///
/// let summary = client.in_project(project).raw().get(&"summary".parse()?, &[("fields", "labels")]).await?;
/// assert_eq!(summary["counts"]["labels"], 0);
/// let label = client.in_project(project).raw().post(&"labels".parse()?, &json!({"name": "loud"})).await?;
/// assert_eq!(label["name"], "loud");
///
/// // This doc test is a test process.
/// assert!(client.raw().post(&"stickies".parse()?, &json!({})).await.is_err());
/// # write_guard::ledger::take();
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Raw {
    client: PlaneClient,
    project: Option<ProjectId>,
}

/// The segments of a path: letters, digits, `_` and `-`, each at least one.
///
/// ```
/// use plane_client::RawPath;
///
/// let path: RawPath = "work-items/0d2877db-f7af-4d62-960e-427f1c8c07d3/worklogs/".parse()?;
/// assert_eq!(path.to_string(), "work-items/0d2877db-f7af-4d62-960e-427f1c8c07d3/worklogs/");
/// for unclear in ["", "/", "a//b", "../b", "a/./b", "a%2Fb", "a?b=c", "a b"] {
///     assert!(unclear.parse::<RawPath>().is_err());
/// }
/// # Ok::<(), plane_client::InvalidId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RawPath(Box<str>);

impl FromStr for RawPath {
    type Err = InvalidId;

    /// A slash at the end, which the server insists on, is added if it is not there.
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let is_plain = |segment: &str| {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
            !segment.is_empty() && segment.bytes().all(is_plain)
        };
        let inner = text.strip_suffix('/').unwrap_or(text);
        if inner.split('/').all(is_plain) {
            Ok(Self(format!("{inner}/").into()))
        } else {
            Err(InvalidId::path())
        }
    }
}

impl fmt::Display for RawPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Raw {
    pub(super) fn new(client: &PlaneClient, project: Option<ProjectId>) -> Self {
        let client = client.clone();
        Self { client, project }
    }

    /// Gets what is at `path`.
    ///
    /// # Errors
    ///
    /// What can befall any read.
    pub async fn get(&self, path: &RawPath, query: &[(&str, &str)]) -> Result<Value, Error> {
        let path = self.path(path);
        let (transport, way) = (&self.client.shared.transport, self.client.way);
        let read = |path: Path, attempt| async move { transport.read(&path, query, way, attempt).await };
        self.client.attempt_read(&path, &read).await?.decode()
    }

    /// Posts `body`, once.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in a test process without a project, outside its sandbox, or if another id is none of a work item
    /// of the project; what can befall any write.
    #[guarded_write(op = "raw.post", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn post(&self, path: &RawPath, body: &Value) -> Result<Value, Error> {
        self.write(permit, operation::RAW_POST, path, Some(body)).await
    }

    /// Patches with `body`.
    ///
    /// # Errors
    ///
    /// As [`post`](Self::post).
    #[guarded_write(op = "raw.patch", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn patch(&self, path: &RawPath, body: &Value) -> Result<Value, Error> {
        self.write(permit, operation::RAW_PATCH, path, Some(body)).await
    }

    /// Deletes what is at `path`.
    ///
    /// # Errors
    ///
    /// [`Error::Blocked`] in every test process, for nobody knows what hangs on it; what can befall any write.
    #[guarded_write(op = "raw.delete", target = self.project, gate = self.client.gate(), permit = permit)]
    pub async fn delete(&self, path: &RawPath) -> Result<Value, Error> {
        self.write(permit, operation::RAW_DELETE, path, None).await
    }

    async fn write(
        &self,
        permit: Permit,
        operation: &'static Operation,
        path: &RawPath,
        body: Option<&Value>,
    ) -> Result<Value, Error> {
        let mut ids = BTreeSet::new();
        ids_in(&path.0, &mut ids);
        if let Some(body) = body {
            ids_within(body, &mut ids);
        }
        let own = self.project.map(Uuid::from);
        let others = ids.into_iter().filter(|id| Some(*id) != own);
        let write = Write::raw(operation, self.project, self.path(path)).naming(others.map(WorkItemId::from));
        let write = match body {
            Some(body) => write.json(body)?,
            None => write,
        };
        self.client.write(permit, write).await
    }

    fn path(&self, path: &RawPath) -> Path {
        Path::raw(&self.client.shared.workspace, self.project, &path.0)
    }
}

impl PlaneClient {
    /// Requests below the workspace that this client has no function for.
    #[must_use]
    pub fn raw(&self) -> Raw {
        Raw::new(self, None)
    }
}

/// The ids in all texts and numbers of `value`, names of fields included.
fn ids_within(value: &Value, ids: &mut BTreeSet<Uuid>) {
    match value {
        Value::String(text) => ids_in(text, ids),
        Value::Array(values) => values.iter().for_each(|value| ids_within(value, ids)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            ids_in(name, ids);
            ids_within(value, ids);
        }),
        // A server takes an id's digits for a number, and a number for an id: one of 128 bits, if the program keeps such
        // (`arbitrary_precision` of `serde_json`).
        Value::Number(number) => {
            let id = number.to_string().parse().ok();
            ids.extend(id.filter(|id| *id >= FEWEST).map(Uuid::from_u128));
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The ids in a text: words of hex digits. A server takes hyphens, `urn:` and `uuid:` anywhere, and the digits for a number,
/// in which other signs may stand for the first zeros. The digit of another alphabet counts too: here as a zero, which makes it an
/// id that nobody named.
fn ids_in(text: &str, ids: &mut BTreeSet<Uuid>) {
    let text = text.replace("urn:", "").replace("uuid:", "");
    let is_of_another = |char: char| !char.is_ascii() && char.is_numeric();
    let text = text.replace(is_of_another, "0");
    let words = text.split(|char: char| !char.is_ascii_alphanumeric() && !"-_".contains(char));
    for word in words {
        let digits: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        let digits = digits.to_ascii_lowercase();
        let digits = digits.strip_prefix("0x").unwrap_or(&digits);
        if (FEWEST_DIGITS..=32).contains(&digits.len()) {
            ids.extend(u128::from_str_radix(digits, 16).map(Uuid::from_u128));
        }
    }
}

/// One id in 65,536 begins with as many zeros as are missing here.
const FEWEST_DIGITS: usize = 28;
/// The first number of as many digits.
const FEWEST: u128 = 1 << (4 * (FEWEST_DIGITS - 1));

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_is_found_in_every_spelling_and_place() {
        let id = Uuid::from_u128(0x0d28_77db_f7af_4d62_960e_427f_1c8c_07d3);
        let hex = id.simple().to_string();
        for text in [
            id.to_string(),
            hex.clone(),
            hex.to_uppercase(),
            format!("urn:uuid:{id}"),
            format!("{{{id}}}"),
            format!("0d28-{}", hex.split_at(4).1),
            format!("0d28urn:{}", hex.split_at(4).1),
            format!("uuid:0d28uuid:{}", hex.split_at(4).1),
            format!("d_{}", hex.split_at(2).1),
            format!("+{}", hex.split_at(1).1),
            format!("0X{}", hex.split_at(1).1),
            format!("x,{id};y"),
            format!("<mention entity=\"{id}\"></mention>"),
        ] {
            for body in [
                json!(text),
                json!({"a": [{"b": text}]}),
                json!({ text.as_str(): 1 }),
            ] {
                let mut ids = BTreeSet::new();
                ids_within(&body, &mut ids);
                assert_eq!(ids, BTreeSet::from([id]), "{body}");
            }
        }
        let mut ids = BTreeSet::new();
        ids_within(&json!(format!("{0}\u{ff11}{0}1", "1".repeat(15))), &mut ids);
        assert_eq!(ids.len(), 1, "a digit of another alphabet");
        // What keeps no such number sends none either.
        let number: Value = serde_json::from_str(&id.as_u128().to_string()).unwrap();
        let mut ids = BTreeSet::new();
        ids_within(&json!([{"parent": number}]), &mut ids);
        assert_eq!(ids.contains(&id), !number.is_f64());
        let mut ids = BTreeSet::new();
        ids_within(
            &json!([
                "x",
                1,
                -1,
                1e30,
                u64::MAX,
                null,
                true,
                "0".repeat(33),
                "g".repeat(32),
                "1".repeat(27)
            ]),
            &mut ids,
        );
        assert!(ids.is_empty());
    }
}
