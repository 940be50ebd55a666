//! The handle of a running server.

use std::io;
use std::sync::{Arc, MutexGuard};

use jiff::tz::Offset;

use super::data::world::{API_KEY, WORKSPACE, World};
use super::http::handler::Shared;
use super::http::received::Received;
use super::http::server::Server;

/// A Plane of its own on a loopback port, gone when dropped.
///
/// It runs on its own thread, so it serves asynchronous and blocking clients alike, and each test can have one.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use plane_client::{PlaneClient, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra Sandbox", "SAND");
/// let item = plane.add_work_item_numbered(project.id(), 7, "First item");
///
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key())
///     .workspace(plane.workspace())
///     .project(project.id())
///     .build()?;
/// assert_eq!(client.find_work_item(&"SAND-7".parse()?).await?.name, "First item");
///
/// let [received] = &plane.requests()[..] else { panic!("one request") };
/// assert_eq!(received.path, "/api/v1/workspaces/lab/work-items/SAND-7/");
/// assert!(plane.writes().is_empty());
/// assert_eq!(plane.work_item(item.id()), Some(item));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Plane {
    pub(super) shared: Arc<Shared>,
    server: Server,
}

impl Plane {
    /// Starts a server on a free port of 127.0.0.1, with one workspace, one valid key, and nothing else.
    ///
    /// Works inside and outside of an asynchronous runtime: only binding the port is waited for.
    ///
    /// # Errors
    ///
    /// Whatever the system says about binding a port, making a runtime or starting a thread.
    pub fn start() -> io::Result<Self> {
        let shared = Arc::new(Shared::new());
        let server = Server::start(Arc::clone(&shared))?;
        Ok(Self { shared, server })
    }

    /// The origin, without `/api/v1` and without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// The key of the user who administers everything; [members](Self::add_member) have keys of their own.
    #[must_use]
    pub fn api_key(&self) -> &'static str {
        API_KEY
    }

    /// The slug of the one workspace.
    #[must_use]
    pub fn workspace(&self) -> &'static str {
        WORKSPACE
    }

    /// Refuses all but so many requests a minute with a 429; `None`, as in the beginning, refuses none.
    ///
    /// The minute begins anew. Real servers allow 60.
    pub fn set_rate_limit(&self, limit: Option<usize>) {
        self.world().throttle.set_limit(limit);
    }

    /// The origin of the storage that attachments are uploaded to: another server, as it is with a real Plane.
    #[must_use]
    pub fn storage_url(&self) -> String {
        format!("http://{}", self.world().storage.address)
    }

    /// Moves all users to another time zone, so many minutes east of UTC: answers then carry its offset.
    pub fn set_utc_offset(&self, minutes: i32) {
        let seconds = minutes.clamp(-14 * 60, 14 * 60) * 60;
        self.world().offset = Offset::from_seconds(seconds).unwrap_or(Offset::UTC);
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.shared.world()
    }
}

/// What the server was sent.
impl Plane {
    /// Every request so far, in the order of arrival: refused and misdirected ones too.
    ///
    /// A request is in here before it is answered; one whose body breaks off is in here as far as it came. What is not HTTP
    /// at all is a [connection](Self::connections), but no request.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.shared.log().requests()
    }

    /// Every request whose method is not GET, HEAD or OPTIONS.
    #[must_use]
    pub fn writes(&self) -> Vec<Received> {
        self.requests().into_iter().filter(Received::is_write).collect()
    }

    /// Every request so far to the storage, which is none of the [`requests`](Self::requests).
    #[must_use]
    pub fn storage_requests(&self) -> Vec<Received> {
        self.shared.storage_log().requests()
    }

    /// How many TCP connections were made before this call, with or without a request on them.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.count(self.server.address)
    }

    /// Forgets all requests and connections so far, but nothing that they changed.
    ///
    /// A connection that a client keeps open may bring more requests without being counted again.
    pub fn clear(&self) {
        self.shared.log().clear();
        self.shared.storage_log().clear();
        self.shared.connections.clear(self.server.address);
    }
}
