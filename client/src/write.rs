//! A write: attempts, permits and proofs around the transport.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::time::{Instant, sleep};
use write_guard::{Permit, WriteRequest};

use crate::answer::Answer;
use crate::client::PlaneClient;
use crate::error::{Error, NotFound};
use crate::id::{ProjectId, Segment};
use crate::operation::{Method, Operation, Takes};
use crate::pace::Turn;
use crate::path::Path;
use crate::transport::{Finished, Way};

/// How long a proof may take. A slower one, which waited for the server's leave, says too little about now.
const FRESH: Duration = Duration::from_secs(5);

/// How often a write is proven until a proof is quick enough.
const PROOFS: u32 = 3;

/// A write as data.
#[must_use]
pub(crate) struct Write {
    operation: &'static Operation,
    project: Option<Segment>,
    place: Place,
    named: Vec<Segment>,
    body: Option<Value>,
}

/// Where a write goes.
enum Place {
    /// To the path of its operation, with these ids behind the project's.
    Ids(Vec<Segment>),
    /// To a path of the caller's.
    Raw(Path),
}

impl Write {
    /// `operation` on the object that `ids` name, which is in no project.
    pub(crate) fn new(operation: &'static Operation, ids: impl Into<Vec<Segment>>) -> Self {
        Self::to(operation, None, Place::Ids(ids.into()))
    }

    /// `operation` on the object that `ids` name in `project`; without any, on the project itself or on a new object.
    pub(crate) fn in_project(
        operation: &'static Operation,
        project: ProjectId,
        ids: impl Into<Vec<Segment>>,
    ) -> Self {
        Self::to(operation, Some(project), Place::Ids(ids.into()))
    }

    /// `operation` at `path`, which is below `project` if there is one.
    pub(crate) fn raw(operation: &'static Operation, project: Option<ProjectId>, path: Path) -> Self {
        Self::to(operation, project, Place::Raw(path))
    }

    fn to(operation: &'static Operation, project: Option<ProjectId>, place: Place) -> Self {
        Self {
            operation,
            project: project.map(Segment::from),
            place,
            named: Vec::new(),
            body: None,
        }
    }

    /// With this body.
    pub(crate) fn json(self, body: &impl Serialize) -> Result<Self, Error> {
        let body = serde_json::to_value(body).map_err(|error| Error::Encode(error.into()))?;
        Ok(Self {
            body: Some(body),
            ..self
        })
    }

    /// With a body that names these.
    pub(crate) fn naming(self, named: impl IntoIterator<Item: Into<Segment>>) -> Self {
        Self {
            named: named.into_iter().map(Into::into).collect(),
            ..self
        }
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn project(&self) -> Option<&Segment> {
        self.project.as_ref()
    }

    /// The ids in its path behind the project's.
    pub(crate) fn ids(&self) -> &[Segment] {
        match &self.place {
            Place::Ids(ids) => ids,
            Place::Raw(_) => &[],
        }
    }

    /// What the write names beside its project and its own object, each once.
    pub(crate) fn named(&self) -> Vec<&Segment> {
        let ids = self.ids();
        let own = usize::from(self.operation.ends_with_its_object());
        let in_path = ids.len().saturating_sub(own);
        let mut named: Vec<&Segment> = Vec::new();
        for id in ids.iter().take(in_path).chain(&self.named) {
            if !named.contains(&id) {
                named.push(id);
            }
        }
        named
    }

    /// About how many reads prove it.
    fn reads(&self) -> u64 {
        let hanging = match self.operation.takes() {
            Takes::Nothing | Takes::Everything | Takes::Untold => 0,
            Takes::Labels => 1,
            Takes::WorkItems | Takes::Places(..) => 2,
        };
        u64::try_from(self.named().len()).map_or(hanging, |named| named.saturating_add(hanging))
    }

    /// The external id, if the server knows a repeated attempt from a new write by it.
    fn external(&self) -> Option<External> {
        let body = self
            .body
            .as_ref()
            .filter(|_| self.operation.knows_external_ids())?;
        let external = External::deserialize(body).ok()?;
        let is_said = !external.external_source.is_empty() && !external.external_id.is_empty();
        is_said.then_some(external)
    }

    fn deletes_a_project(&self) -> bool {
        self.operation.method == Method::Delete && self.operation.path.ends_with("/{project}/")
    }

    fn makes_a_draft(&self) -> bool {
        let body = self.body.as_ref();
        body.and_then(|body| body.get("is_draft"))
            .and_then(Value::as_bool)
            == Some(true)
    }

    fn may_be_done_twice(&self) -> bool {
        self.operation.method != Method::Post || self.external().is_some()
    }
}

/// What another system calls an object.
#[derive(Deserialize, PartialEq)]
struct External {
    external_source: String,
    external_id: String,
}

impl PlaneClient {
    /// Does `write` for `permit`.
    pub(crate) async fn write<T: DeserializeOwned>(&self, permit: Permit, write: Write) -> Result<T, Error> {
        self.exchange(permit, &write).await?.decode_done()
    }

    /// Each attempt has a turn, a proof and a permit of its own.
    async fn exchange(&self, mut permit: Permit, write: &Write) -> Result<Answer, Error> {
        let mut attempt = 1;
        let mut may_be_done = false;
        loop {
            let (turn, proven) = match self.ready(permit, write).await {
                Ok(ready) => ready,
                Err(error) if may_be_done => return after_unknown(write, error),
                Err(error) => return Err(error),
            };
            // A proof may have found out how the server spells its paths.
            let path = self.path_of(write)?;
            let transport = &self.shared.transport;
            let finished = transport.finish(write.operation, &path, write.body.as_ref())?;
            let error = match transport.write(turn, proven, &finished, attempt).await {
                Ok(answer) => {
                    let answer = self.of_this_project(answer, &finished)?;
                    self.remember(write.operation, &answer);
                    return Ok(answer);
                }
                Err(error) => error,
            };
            if may_be_done {
                if let Some(answer) = self.done_before(write, &path, &error).await {
                    return self.of_this_project(answer?, &finished);
                }
            }
            may_be_done |= matches!(
                error,
                Error::UnknownOutcome { .. }
                    | Error::NotPlane {
                        may_be_done: true,
                        ..
                    }
            );
            let pause = self
                .shared
                .retry
                .pause(attempt, &error, write.may_be_done_twice());
            let did_not_arrive = matches!(
                error,
                Error::Unreachable(_)
                    | Error::Unproxied(_)
                    | Error::RateLimited { .. }
                    | Error::NotFound(_)
                    | Error::Permission { .. }
                    | Error::NotPlane {
                        may_be_done: false,
                        ..
                    }
            );
            match pause {
                Some(pause) => sleep(pause).await,
                None if may_be_done && did_not_arrive => return Err(not_arrived(error)),
                None => return Err(error),
            }
            permit = self.ask_again(&finished)?;
            attempt += 1;
        }
    }

    fn path_of(&self, write: &Write) -> Result<Path, Error> {
        match &write.place {
            Place::Raw(path) => Ok(path.clone()),
            Place::Ids(ids) => {
                let ids: Vec<_> = write.project.iter().chain(ids).cloned().collect();
                self.path(write.operation.path, &ids, self.shared.learned.spelling())
            }
        }
    }

    /// A turn for `write`, and `permit` if a test process may still use it: nothing is waited for after the proof.
    async fn ready(&self, permit: Permit, write: &Write) -> Result<(Turn<'_>, Permit), Error> {
        let transport = &self.shared.transport;
        if write_guard::subject().is_live() {
            return Ok((transport.turn(0).await?, permit));
        }
        let turn = transport.turn(write.reads()).await?;
        let proving = self.proving();
        for _ in 0..PROOFS {
            let start = Instant::now();
            let refusal = match proving.misnamed(write).await? {
                None => proving.hanging(write).await?,
                refusal => refusal,
            };
            if let Some(refusal) = refusal {
                return Err(refusal.of(permit).into());
            }
            if start.elapsed() < FRESH {
                return Ok((turn, permit));
            }
        }
        Err(Error::Unproven)
    }

    /// The answer of an earlier attempt, if `error` tells that it was done.
    async fn done_before(&self, write: &Write, path: &Path, error: &Error) -> Option<Result<Answer, Error>> {
        match (write.operation.method, error) {
            (Method::Delete, Error::NotFound(NotFound::Object)) => Some(Ok(Answer::empty())),
            // Nobody may do anything in a project that is gone.
            (Method::Delete, Error::Permission { .. }) if write.deletes_a_project() => {
                Some(Ok(Answer::empty()))
            }
            (
                Method::Post,
                Error::Conflict {
                    existing: Some(id), ..
                },
            ) => {
                let external = write.external()?;
                let transport = &self.shared.transport;
                let read = |row: Path, attempt| async move {
                    transport.read(&row, &[], Way::OfWrites, attempt).await
                };
                let row = match self.attempt_read(&path.row(*id), &read).await {
                    Ok(row) => row,
                    // Of a draft the server says that it exists, and shows it to nobody.
                    Err(Error::NotFound(NotFound::Object)) if write.makes_a_draft() => {
                        return Some(Err(unreadable(*id)));
                    }
                    Err(_) => return None,
                };
                // A name that somebody else has taken is a conflict with an id, too.
                let is_ours = row.decode::<External>().is_ok_and(|found| found == external);
                is_ours.then_some(Ok(row))
            }
            _ => None,
        }
    }

    /// A permit for one more attempt: the gate is asked as if the call were made now.
    fn ask_again(&self, write: &Finished<'_>) -> Result<Permit, Error> {
        let target = self.shared.transport.target_of(write);
        let request = WriteRequest::new(write.operation().name, target.id());
        Ok(write_guard::enforce(self.gate(), &request)?)
    }

    /// In a test process: `answer`, unless it names another project than the one that was written to.
    fn of_this_project(&self, answer: Answer, write: &Finished<'_>) -> Result<Answer, Error> {
        if write_guard::subject().is_live() {
            return Ok(answer);
        }
        let target = self.shared.transport.target_of(write);
        let fields = write.operation().project_fields();
        let other = |project| answer.other_project(project, fields);
        let Some(other) = target.id().and_then(other) else {
            return Ok(answer);
        };
        tracing::error!(
            operation = write.operation().name,
            project = target.id(),
            answered = ?other,
            "the answer to an allowed write names another project: look at what it changed"
        );
        Err(Error::OtherAnswer)
    }
}

/// What is known after an attempt of unknown outcome if the next one was not ready to leave.
fn after_unknown(write: &Write, error: Error) -> Result<Answer, Error> {
    match (write.operation.method, error) {
        // The guard's word is passed on.
        (_, Error::Blocked(blocked)) => Err(blocked.into()),
        // The proof does not find what the earlier attempt was to delete.
        (Method::Delete, Error::NotFound(NotFound::Object)) => Ok(Answer::empty()),
        (_, error) => Err(not_arrived(error)),
    }
}

/// The row of an earlier attempt that `error` tells of and that cannot be read.
fn unreadable(id: uuid::Uuid) -> Error {
    Error::DoneUnread {
        body: serde_json::json!({ "id": id }).to_string(),
        source: "the server shows no drafts: this is the id of the one that was made".into(),
    }
}

fn not_arrived(error: Error) -> Error {
    Error::UnknownOutcome {
        why: "an earlier attempt may have done it, and the last one did not arrive",
        source: Some(error.into()),
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::embedded::{Fault, Plane, When};
    use crate::error::Error;
    use crate::{PlaneClient, Sandbox, made};

    #[tokio::test]
    async fn a_project_in_which_nothing_is_allowed_any_more_was_deleted_by_the_lost_attempt() {
        // As a program does whose client brings none.
        #[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
        let _ = tokio_rustls::rustls::crypto::aws_lc_rs::default_provider().install_default();
        let plane = Plane::start().unwrap();
        let project = plane.add_project("Sandbox", "SAND").id();
        let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
            .workspace(plane.workspace())
            .sandbox(Sandbox::new([project.to_string()]).unwrap())
            .build()
            .unwrap();
        // As if this process had made it, which no test may.
        made::remember(client.shared.transport.origin(), project.into());
        plane.fail(When::writes().times(1), Fault::ErrorAfterStoring);
        client.projects().delete(project).await.unwrap();
        assert_eq!(plane.writes().len(), 2);
        // At once it is another matter.
        let denied = client.projects().delete(project).await;
        assert!(matches!(denied, Err(Error::Permission { .. })), "{denied:?}");
    }
}
