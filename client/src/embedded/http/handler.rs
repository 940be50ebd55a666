//! One request: record it, route it, answer it.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::body::{Body, HttpBody as _};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, Response};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::answer::Answer;
use super::body::{self, MAX_BODY};
use super::connections::Connections;
use super::door::{authenticate, permit};
use super::names::Names;
use super::received::{Log, Received};
use super::route::Route;
use super::socket::Line;
use super::storage;
use super::target::Target;
use crate::embedded::data::stamp::written_at;
use crate::embedded::data::work_item::Place;
use crate::embedded::data::world::World;
use crate::embedded::fault::Faults;
use crate::embedded::input::check::Input;

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// What the serving thread and the handle share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) connections: Arc<Connections>,
    world: Mutex<World>,
    log: Mutex<Log>,
    storage_log: Mutex<Log>,
    faults: Mutex<Faults>,
}

impl Shared {
    pub(crate) fn new() -> Self {
        Self {
            connections: Arc::default(),
            world: Mutex::new(World::new()),
            log: Mutex::default(),
            storage_log: Mutex::default(),
            faults: Mutex::default(),
        }
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        lock(&self.world)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.log)
    }

    pub(crate) fn storage_log(&self) -> MutexGuard<'_, Log> {
        lock(&self.storage_log)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }
}

/// Records the head, then the body as it comes, then answers.
pub(crate) async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response<Body> {
    let Some((_, received)) = receive(&shared.log, request).await else {
        // Half a request does nothing, and nobody is there to read the answer.
        return Answer::bad_detail("The body broke off.").into_response();
    };
    let fault = shared.faults().take(&received);
    let answer = || answer(&shared, &received);
    match fault {
        Some(fault) => fault.befall(&line, &shared, answer).await,
        None => answer().into_response(),
    }
}

/// The same for the storage, whose requests are on a record of their own.
pub(crate) async fn handle_storage(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    match receive(&shared.storage_log, request).await {
        Some((parts, received)) => storage::serve(&shared, parts, &received).await,
        None => Answer::bad_detail("The body broke off.").into_response(),
    }
}

async fn receive(log: &Mutex<Log>, request: Request) -> Option<(Parts, Received)> {
    let (parts, mut body) = request.into_parts();
    let mut received = Received::head(&parts);
    let number = lock(log).open(received.clone());
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Some(data) = frame.ok()?.data_ref() {
            lock(log).append(number, data);
            received.body.extend_from_slice(data);
        }
    }
    Some((parts, received))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(shared: &Shared, request: &Received) -> Answer {
    if request.body.len() > MAX_BODY {
        return Answer::too_large();
    }
    let target = Target::parse(request.path());
    let Some((route, names)) = Route::of(&target.path) else {
        let with_slash = Route::of(&format!("{}/", target.path));
        return if with_slash.is_some() {
            Answer::moved(&target.with_slash())
        } else {
            Answer::page_not_found()
        };
    };
    let mut world = shared.world();
    let call = Call {
        request,
        target: &target,
        names: &names,
    };
    limited(&mut world, &call, route)
        .unwrap_or_else(|refused| refused)
        .allow(&route.allow())
}

/// Errors are answers that cost nothing; everything else counts against the rate limit and says so.
fn limited(world: &mut World, call: &Call<'_>, route: &Route) -> Result<Answer, Answer> {
    authenticate(world, call.request.header("x-api-key"))?;
    permit(world, route.door_of(call.request.method()), call.names)?;
    let answer = |world: &mut World| route.answer(world, call).unwrap_or_else(|error| error);
    let offset = world.offset;
    if !route.is_limited {
        return Ok(written_at(offset, || answer(world)));
    }
    let remaining = world
        .throttle
        .spend(Instant::now())
        .map_err(Answer::rate_limited)?;
    let reset = world.now().epoch_seconds() + 60;
    let answer = written_at(offset, || answer(world));
    Ok(answer.header(REMAINING, &remaining).header(RESET, &reset))
}

/// A request that has passed the door.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Received,
    pub(crate) target: &'a Target,
    pub(crate) names: &'a Names,
}

/// What its path names.
impl Call<'_> {
    pub(crate) fn slug(&self) -> &str {
        &self.names.slug
    }

    pub(crate) fn project(&self) -> Uuid {
        self.names.project
    }

    pub(crate) fn id(&self) -> Uuid {
        self.names.id
    }

    pub(crate) fn inner(&self) -> Uuid {
        self.names.inner
    }

    pub(crate) fn any(&self) -> Option<Uuid> {
        self.names.any
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            project: self.project(),
            item: self.id(),
        }
    }
}

/// What its body says.
impl Call<'_> {
    /// The body as the fields of a serializer.
    pub(crate) fn input(&self, partial: bool) -> Result<Input, Answer> {
        Ok(Input::new(body::fields(body::read(self.request)?)?, partial))
    }

    /// The body as an object. Where real servers look into it before they check it, they fall over one that is none.
    pub(crate) fn fields(&self) -> Result<Map<String, Value>, Answer> {
        match body::read(self.request)? {
            Value::Object(fields) => Ok(fields),
            _ => Err(Answer::server_error()),
        }
    }

    /// An id in the body.
    pub(crate) fn body_id(&self, name: &str) -> Result<Option<Uuid>, Answer> {
        self.fields()?.get(name).map(id).transpose()
    }

    /// A list of ids in the body; none is an empty list.
    pub(crate) fn ids(&self, name: &str) -> Result<Vec<Uuid>, Answer> {
        match self.fields()?.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(ids)) => ids.iter().map(id).collect(),
            // Python reads it as a list of letters.
            Some(Value::String(_)) => Err(Answer::bad_error("Please provide valid detail")),
            Some(_) => Err(Answer::server_error()),
        }
    }
}

fn id(value: &Value) -> Result<Uuid, Answer> {
    let id = value.as_str().and_then(|id| id.parse().ok());
    id.ok_or(Answer::bad_error("Please provide valid detail"))
}
