//! The thread that serves, from bind to drop.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tokio::runtime;
use tokio::sync::oneshot;

use super::connections::Counted;
use super::handler::{Shared, handle, handle_storage};
use super::socket::Line;

/// A server on a port of its own, and its storage on another one; dropping it closes both and every connection.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(shared: Arc<Shared>) -> io::Result<Self> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let (listener, storage) = {
            let _context = runtime.enter();
            (bind()?, bind()?)
        };
        let address = listener.local_addr()?;
        shared.world().storage.address = storage.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let serve = move || {
            let listener = Counted {
                listener,
                connections: Arc::clone(&shared.connections),
            };
            let router = Router::new().fallback(handle).with_state(Arc::clone(&shared));
            let service = router.into_make_service_with_connect_info::<Line>();
            runtime.spawn(axum::serve(listener, service).into_future());
            let router = Router::new().fallback(handle_storage).with_state(shared);
            let router = router.layer(DefaultBodyLimit::disable());
            runtime.spawn(axum::serve(storage, router).into_future());
            // An error means that the handle is gone, which is the signal too.
            let _ = runtime.block_on(stopped);
        };
        let thread = thread::Builder::new()
            .name("embedded-plane".to_owned())
            .spawn(serve)?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

/// A listener on a free port.
fn bind() -> io::Result<tokio::net::TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The thread has nothing to tell but that it is done.
            let _ = thread.join();
        }
    }
}
