//! One request: record it, route it, answer it.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, HttpBody as _};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, Response};

use super::answer::Answer;
use super::body::MAX_BODY;
use super::connections::Connections;
use super::fault::Faults;
use super::received::{Log, Received};
use super::route::{InProject, InWorkspace, Route};
use super::socket::Line;
use super::target::Target;
use super::world::{World, authenticate};
use super::{comment_api, project, search, state_api, work_item, work_item_write};

const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// What the serving thread and the handle share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) connections: Arc<Connections>,
    world: Mutex<World>,
    log: Mutex<Log>,
    faults: Mutex<Faults>,
}

impl Shared {
    pub(super) fn new() -> Self {
        Self {
            connections: Arc::default(),
            world: Mutex::new(World::new()),
            log: Mutex::default(),
            faults: Mutex::default(),
        }
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Records the head, then the body as it comes, then answers.
pub(super) async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
) -> Response<Body> {
    let (parts, mut body) = request.into_parts();
    let mut received = Received::head(&parts);
    let number = shared.log().open(received.clone());
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        // Half a request does nothing, and nobody is there to read the answer.
        let Ok(frame) = frame else {
            return Answer::bad_detail("The body broke off.").into_response();
        };
        if let Some(data) = frame.data_ref() {
            shared.log().append(number, data);
            received.body.extend_from_slice(data);
        }
    }
    let fault = shared.faults().take(&received);
    let answer = || answer(&shared, &received);
    match fault {
        Some(fault) => fault.befall(&line, answer).await,
        None => answer().into_response(),
    }
}

fn answer(shared: &Shared, request: &Received) -> Answer {
    if request.body.len() > MAX_BODY {
        return Answer::too_large();
    }
    let target = Target::parse(request.path());
    let Some(route) = Route::of(&target.path) else {
        let with_slash = Route::of(&format!("{}/", target.path));
        return if with_slash.is_some() {
            Answer::moved(&target.with_slash())
        } else {
            Answer::page_not_found()
        };
    };
    let mut world = shared.world();
    limited(&mut world, request, &target, &route)
        .unwrap_or_else(|refused| refused)
        .allow(route.allow())
}

/// Errors are answers that cost nothing; everything else counts against the rate limit and says so.
fn limited(world: &mut World, request: &Received, target: &Target, route: &Route) -> Result<Answer, Answer> {
    authenticate(request.header("x-api-key"))?;
    world.permit(route)?;
    let remaining = world.spend()?;
    let reset = world.now().epoch_seconds() + 60;
    let call = Call { request, target };
    let answer = dispatch(world, &call, route).unwrap_or_else(|error| error);
    Ok(answer.header(REMAINING, &remaining).header(RESET, &reset))
}

/// A request that has passed the door.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub(super) request: &'a Received,
    pub(super) target: &'a Target,
}

fn dispatch(world: &mut World, call: &Call<'_>, route: &Route) -> Result<Answer, Answer> {
    let method = call.request.method();
    let inner = match route {
        Route::Me if method == "GET" => return Ok(Answer::ok(world.user.json())),
        Route::Me => return Err(Answer::method_not_allowed(method)),
        Route::Workspace { slug, inner } => {
            if let (InWorkspace::Search, "GET") = (inner, method) {
                return search::search(world, call, slug);
            }
            inner
        }
    };
    match (inner, method) {
        (InWorkspace::Projects, "GET") => project::list(world, call),
        (InWorkspace::Projects, "POST") => Err(Answer::not_served()),
        (InWorkspace::Key { identifier, number }, "GET") => {
            work_item::by_key(world, call, identifier, number)
        }
        (InWorkspace::Project { id, inner }, _) => in_project(world, call, *id, inner),
        _ => Err(Answer::method_not_allowed(method)),
    }
}

fn in_project(
    world: &mut World,
    call: &Call<'_>,
    project: uuid::Uuid,
    route: &InProject,
) -> Result<Answer, Answer> {
    let method = call.request.method();
    match (route, method) {
        (InProject::Itself, "GET") => project::get(world, call, project),
        (InProject::Itself, "PATCH" | "DELETE") => Err(Answer::not_served()),
        (InProject::States, "GET") => state_api::list(world, call, project),
        (InProject::States, "POST") => state_api::create(world, call, project),
        (InProject::State(id), "GET") => state_api::get(world, call, project, *id),
        (InProject::State(id), "PATCH") => state_api::patch(world, call, project, *id),
        (InProject::State(id), "DELETE") => state_api::delete(world, project, *id),
        (InProject::WorkItems, "GET") => work_item::list(world, call, project),
        (InProject::WorkItems, "POST") => work_item_write::create(world, call, project),
        (InProject::WorkItem(id), "GET") => work_item::get(world, call, project, *id),
        (InProject::WorkItem(id), "PATCH") => work_item_write::patch(world, call, project, *id),
        (InProject::WorkItem(id), "DELETE") => work_item_write::delete(world, project, *id),
        (InProject::Comments(item), "GET") => comment_api::list(world, call, project, *item),
        (InProject::Comments(item), "POST") => comment_api::create(world, call, project, *item),
        (InProject::Comment { item, id }, "GET") => comment_api::get(world, call, (project, *item, *id)),
        (InProject::Comment { item, id }, "PATCH") => comment_api::patch(world, call, (project, *item, *id)),
        (InProject::Comment { item, id }, "DELETE") => comment_api::delete(world, (project, *item, *id)),
        _ => Err(Answer::method_not_allowed(method)),
    }
}
