//! Counts accepted connections, exactly.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use axum::serve::Listener;
use tokio::net;

use super::socket::Socket;

/// How long the server may take to accept the connection that a count makes.
const PATIENCE: Duration = Duration::from_secs(5);

/// The peers of all connections accepted since the start or the last [`clear`](Connections::clear).
#[derive(Debug, Default)]
pub(crate) struct Connections {
    peers: Mutex<Vec<SocketAddr>>,
    accepted: Condvar,
    counting: Mutex<()>,
}

impl Connections {
    /// How many connections were made before this call.
    ///
    /// A client's `connect` returns before the server accepts, so the list alone may be short. Connections are accepted in
    /// the order they were made: this makes one more, waits until that one is accepted, and leaves it out.
    pub(crate) fn count(&self, server: SocketAddr) -> usize {
        let _one_at_a_time = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok((_open, own)) = connect(server) else {
            return self.peers().len();
        };
        let missing = |peers: &mut Vec<SocketAddr>| !peers.contains(&own);
        let waited = self.accepted.wait_timeout_while(self.peers(), PATIENCE, missing);
        let (mut peers, _) = waited.unwrap_or_else(PoisonError::into_inner);
        peers.retain(|peer| *peer != own);
        peers.len()
    }

    /// Forgets all connections made before this call.
    pub(crate) fn clear(&self, server: SocketAddr) {
        self.count(server);
        self.peers().clear();
    }

    fn accepted(&self, peer: SocketAddr) {
        self.peers().push(peer);
        self.accepted.notify_all();
    }

    fn peers(&self) -> std::sync::MutexGuard<'_, Vec<SocketAddr>> {
        self.peers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn connect(server: SocketAddr) -> io::Result<(TcpStream, SocketAddr)> {
    let stream = TcpStream::connect(server)?;
    let own = stream.local_addr()?;
    Ok((stream, own))
}

/// A TCP listener that tells [`Connections`] of every accept.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) listener: net::TcpListener,
    pub(crate) connections: Arc<Connections>,
}

impl Listener for Counted {
    type Io = Socket;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, peer) = Listener::accept(&mut self.listener).await;
        self.connections.accepted(peer);
        // Small answers at once; a socket that refuses is only slower.
        let _ = stream.set_nodelay(true);
        (Socket::new(stream), peer)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}
