//! One request: record it, route it, answer it.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::body::{Body, HttpBody as _};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, Response};

use super::answer::Answer;
use super::body::MAX_BODY;
use super::call::Call;
use super::connections::Connections;
use super::door::{authenticate, permit};
use super::received::{Log, Received};
use super::route::Route;
use super::socket::Line;
use super::storage;
use super::target::Target;
use crate::embedded::data::stamp::written_at;
use crate::embedded::data::world::World;
use crate::embedded::fault::Faults;

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

    /// For whoever may change it, so that nothing is known of what it was.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        let mut world = lock(&self.world);
        world.listing = None;
        world
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
    let target = Target::parse(&request.path);
    let Some((route, names)) = Route::of(&target.path) else {
        let with_slash = Route::of(&format!("{}/", target.path));
        return if with_slash.is_some() {
            Answer::moved(&target.with_slash())
        } else {
            Answer::page_not_found()
        };
    };
    let mut world = if request.is_write() {
        shared.world()
    } else {
        lock(&shared.world)
    };
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
    permit(world, route.door_of(&call.request.method), call.names)?;
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
