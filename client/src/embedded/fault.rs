//! Faults: what the server, or the network before it, does wrong when a test says so.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::Value;

use super::http::answer::Answer;
use super::http::handler::Shared;
use super::http::received::Received;
use super::http::socket::Line;
use super::plane::Plane;
use crate::id::{ProjectId, WorkItemId};

/// What goes wrong with a request.
///
/// A request is recorded whatever happens to it. *Carried out* means that the server does what it would have done: it may
/// refuse, too.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The request is carried out, and the answer comes so much later.
    Delay(Duration),
    /// The connection is reset once the request was read. Nothing is stored.
    Reset,
    /// The request is carried out, and the connection reset instead of an answer.
    ResetAfterStoring,
    /// 429 with so many seconds in `Retry-After`. Nothing is stored.
    RateLimited {
        /// Whole seconds.
        retry_after: u64,
    },
    /// The request is carried out, and what succeeded is answered with a 500.
    ///
    /// Real servers whose task queue is broken do this to every write.
    ErrorAfterStoring,
    /// The request is carried out, and the answer says that it is all in this project: each `project` that stands in the
    /// answer, in a row of its list or in the attachment that it announces is replaced.
    WrongProject(ProjectId),
    /// The request is carried out, and before anything else is, the work item is in another project: somebody moved it.
    Moved {
        /// Which work item.
        item: WorkItemId,
        /// The project it is in from then on.
        to: ProjectId,
    },
    /// An answer without a body that names another place. Nothing is stored.
    Redirect {
        /// 301, 302, 303, 307 or 308; any other is answered as given, or as 500 if it is no HTTP status.
        status: u16,
        /// The `Location`, as it is.
        location: String,
    },
    /// The request is carried out, and the connection closed after half of the announced body.
    ///
    /// An answer without a body, as that of a DELETE, stays whole.
    HalfAnswer,
}

/// Which requests a [`Fault`] befalls: a class of methods, for ever or so many [`times`](When::times).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    methods: Methods,
    times: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Methods {
    Reads,
    Writes,
    All,
}

impl When {
    /// GET, HEAD and OPTIONS.
    #[must_use]
    pub fn reads() -> Self {
        Self::of(Methods::Reads)
    }

    /// Every method but GET, HEAD and OPTIONS.
    #[must_use]
    pub fn writes() -> Self {
        Self::of(Methods::Writes)
    }

    /// Every request.
    #[must_use]
    pub fn always() -> Self {
        Self::of(Methods::All)
    }

    /// Only the next so many of them.
    #[must_use]
    pub fn times(self, times: usize) -> Self {
        Self {
            times: Some(times),
            ..self
        }
    }

    fn of(methods: Methods) -> Self {
        Self { methods, times: None }
    }

    fn includes(self, request: &Received) -> bool {
        match self.methods {
            Methods::Reads => !request.is_write(),
            Methods::Writes => request.is_write(),
            Methods::All => true,
        }
    }
}

/// What goes wrong.
impl Plane {
    /// Lets something go wrong, until [`clear_faults`](Self::clear_faults) or as often as `when` says.
    ///
    /// A request meets one fault at most: of those that include it, the one that was set first and is not used up.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use plane_client::embedded::{Fault, Plane, When};
    /// use plane_client::{Error, PlaneClient};
    ///
    /// let plane = Plane::start()?;
    /// let project = plane.add_project("Orchestra Sandbox", "SAND");
    /// plane.add_work_item_numbered(project.id(), 7, "First item");
    /// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
    ///     .workspace(plane.workspace())
    ///     .attempts(1)
    ///     .build()?;
    ///
    /// plane.fail(When::reads().times(1), Fault::RateLimited { retry_after: 7 });
    /// let refused = client.find_work_item(&"SAND-7".parse()?).await;
    /// assert!(matches!(refused, Err(Error::RateLimited { .. })));
    /// assert!(client.find_work_item(&"SAND-7".parse()?).await.is_ok());
    /// # Ok(())
    /// # }
    /// ```
    pub fn fail(&self, when: When, fault: Fault) {
        self.shared.faults().0.push((when, fault));
    }

    /// Lets everything go right again.
    pub fn clear_faults(&self) {
        self.shared.faults().0.clear();
    }
}

/// All faults that are still to come, in the order they were set.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(When, Fault)>);

impl Faults {
    /// The fault that befalls this request, one time less to come.
    pub(super) fn take(&mut self, request: &Received) -> Option<Fault> {
        self.0.retain(|(when, _)| when.times != Some(0));
        let (when, fault) = self.0.iter_mut().find(|(when, _)| when.includes(request))?;
        when.times = when.times.map(|times| times.saturating_sub(1));
        Some(fault.clone())
    }
}

impl Fault {
    /// What is answered instead of the answer.
    pub(super) async fn befall(
        self,
        line: &Line,
        shared: &Shared,
        answer: impl FnOnce() -> Answer,
    ) -> Response<Body> {
        match self {
            Self::Delay(delay) => {
                // First of all: a client that does not wait takes this future away.
                let answer = answer();
                tokio::time::sleep(delay).await;
                answer.into_response()
            }
            Self::Reset => line.reset(),
            Self::ResetAfterStoring => {
                answer();
                line.reset()
            }
            Self::RateLimited { retry_after } => Answer::rate_limited(retry_after).into_response(),
            Self::ErrorAfterStoring => answer().unless_refused(Answer::server_error()).into_response(),
            Self::WrongProject(id) => answer().map(|body| misplace(body, id)).into_response(),
            Self::Moved { item, to } => {
                let answer = answer();
                shared.world().move_item(item, to);
                answer.into_response()
            }
            Self::Redirect { status, location } => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                Answer::redirect(status, &location).into_response()
            }
            Self::HalfAnswer => answer().into_half(),
        }
    }
}

/// Replaces the project of an object, of the attachment in it, and of each row of a page or of a bare list.
fn misplace(body: &mut Value, id: ProjectId) {
    match body {
        Value::Array(rows) => rows.iter_mut().for_each(|row| misplace(row, id)),
        Value::Object(fields) => {
            if let Some(project) = fields.get_mut("project") {
                *project = Value::String(id.to_string());
            }
            for inner in ["results", "attachment"] {
                if let Some(inner) = fields.get_mut(inner) {
                    misplace(inner, id);
                }
            }
        }
        _ => {}
    }
}
