//! How the server is reached.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use plane_client::{Builder, Error, NewComment, PlaneClient, WorkItemId};
use serde_json::json;

use servers::{Recorder, World, assert_blocked, nobody};

/// A listener that accepts nobody, and whose queue is full: whoever connects waits.
fn full() -> (TcpListener, Vec<TcpStream>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    rustix::net::listen(&listener, 0).unwrap();
    let address = listener.local_addr().unwrap();
    let waiting =
        std::iter::from_fn(|| TcpStream::connect_timeout(&address, Duration::from_millis(300)).ok());
    let waiting = waiting.collect();
    (listener, waiting)
}

/// What is given up while it connects did not arrive, and what is given up later may have.
#[tokio::test]
async fn who_does_not_get_through_in_time_was_not_connected() {
    let (listener, _waiting) = full();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let client = PlaneClient::builder(&origin, "plane_api_0")
        .workspace("lab")
        .attempts(1)
        .timeout(Duration::from_secs(5))
        .connect_timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    let asked = client.me().await;
    assert!(matches!(asked, Err(Error::Unreachable(_))), "{asked:?}");
}

/// A client that tries once, opted in to the sandbox of `world`.
fn opting_in_at(world: &World, origin: &str) -> Builder {
    PlaneClient::builder(origin, "plane_api_0")
        .workspace("lab")
        .sandbox(world.sandbox.allowed())
        .attempts(1)
}

/// A write that did not leave was not done; of one that was heard by somebody who then says nothing, nobody knows.
#[tokio::test]
async fn what_became_of_a_write_depends_on_whether_somebody_was_reached() {
    let world = World::start();
    let write = async |address: SocketAddr| {
        let client = opting_in_at(&world, &format!("http://{address}"))
            .timeout(Duration::from_secs(1))
            .build()
            .unwrap();
        let states = client.in_project(world.sandbox.project).states();
        states.delete(nobody()).await
    };
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let closing = TcpListener::bind("127.0.0.1:0").unwrap();
    let closes = closing.try_clone().unwrap();
    thread::spawn(move || closes.incoming().for_each(drop));

    let unanswered = write(silent.local_addr().unwrap()).await;
    assert!(
        matches!(
            unanswered,
            Err(Error::UnknownOutcome {
                why: "no answer arrived in time",
                source: Some(_)
            })
        ),
        "{unanswered:?}"
    );
    let broken = write(closing.local_addr().unwrap()).await;
    assert!(
        matches!(
            broken,
            Err(Error::UnknownOutcome {
                why: "the connection broke",
                source: Some(_)
            })
        ),
        "{broken:?}"
    );
    // Nobody listens there.
    let unreached = write(SocketAddr::from(([127, 0, 0, 1], 1))).await;
    assert!(matches!(unreached, Err(Error::Unreachable(_))), "{unreached:?}");
}

/// What a proxy makes of a write nobody permitted; a read may take it.
#[tokio::test]
async fn a_test_reads_through_its_proxy_and_writes_past_it() {
    let world = World::start();
    let [server, proxy] = [(); 2].map(|()| {
        let body = json!({"error": "The requested resource does not exist."}).to_string();
        Recorder::saying(move |_| (404, body.clone()))
    });
    let states = |origin: &str| {
        let client = opting_in_at(&world, origin).proxy(&proxy.origin());
        client.build().unwrap().in_project(world.sandbox.project).states()
    };
    let reached = states(&server.origin());
    reached.get(nobody()).await.unwrap_err();
    assert_eq!((server.lines().len(), proxy.lines().len()), (0, 1));
    reached.delete(nobody()).await.unwrap_err();
    assert_eq!((server.lines().len(), proxy.lines().len()), (1, 0));
    let unreached = states("http://127.0.0.1:1").delete(nobody()).await;
    assert!(matches!(unreached, Err(Error::Unproxied(_))), "{unreached:?}");
    assert_eq!(proxy.lines(), [""; 0]);
}

/// A proxy may answer from what it kept, or for another server: that proves nothing about the one that gets the write.
#[tokio::test]
async fn what_proves_a_write_of_a_test_is_read_past_its_proxy() {
    let world = World::start();
    let (project, theirs) = (world.sandbox.project, world.production.item);
    let proxy = Recorder::saying(move |_| (200, json!({"id": theirs, "project": project}).to_string()));
    let on = |builder: Builder, item: WorkItemId| {
        let client = builder.proxy(&proxy.origin()).build().unwrap();
        client.in_project(project).item(item).comments()
    };
    let text = NewComment::new("<p>leak</p>");
    let misplaced = on(world.opting_in(), theirs).create(&text).await;
    assert_blocked(misplaced, "ambiguous-target");
    assert_eq!(world.arrived(), []);
    on(world.opting_in(), world.sandbox.item)
        .create(&text)
        .await
        .unwrap();
    assert_eq!(
        (world.arrived().len(), world.plane.comments(theirs).len()),
        (1, 0)
    );
    let unreached = on(opting_in_at(&world, "http://127.0.0.1:1"), world.sandbox.item);
    let unreached = unreached.create(&text).await;
    assert!(matches!(unreached, Err(Error::Unproxied(_))), "{unreached:?}");
    assert_eq!(proxy.lines(), [""; 0]);
}
