//! How the server is reached.

use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use plane_client::{Error, PlaneClient};

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
