//! The guard as a layer, for clients that are not yours.
//!
//! `#[guarded_write]` goes on functions that you write. A client that somebody else wrote takes a layer instead, if it is
//! built on [tower](https://docs.rs/tower) (feature `tower`) or on
//! [reqwest-middleware](https://docs.rs/reqwest-middleware) (feature `reqwest-middleware`). Any other calls
//! [`WriteGuard::ask`] where it has the finished request.
//!
//! | | In a live process | In a test process |
//! |---|---|---|
//! | `GET`, `HEAD`, `OPTIONS`, `TRACE` | passes | passes |
//! | the same with `Upgrade`, a header named like `X-HTTP-Method`, or `_method` in the query | passes | asks |
//! | any other method, known or not | passes | asks the [`IsolationGate`](write_guard::IsolationGate) |
//!
//! Same rules, reasons, audit, ledger and [`Blocked`](write_guard::Blocked) as behind the attribute. What a request would
//! change is said by one function of yours, which sees the finished request; where it says `None`, the write is blocked.
//! Blocked too is a write whose path a server may read otherwise ([`plain_segments`](write_guard::plain_segments)), one
//! with a header that names another path or server, and a `MOVE` or `COPY` whose `Destination` is another target.
//!
//! # Redirects, retries and proxies
//!
//! A client that follows redirects *below* the layer carries an allowed write of a test wherever an answer says, with
//! method and body, and the layer does not see it. The same goes for what retries, rewrites or proxies requests there.
//!
//! - With reqwest-middleware, `WriteGuard::client` sees to it: reqwest follows redirects below every middleware, so an
//!   allowed write of a test goes out by a client that follows none.
//! - With tower, see to it yourself: put the layer next to a service that sends what it is given, as
//!   `hyper_util::client::legacy::Client` does and `reqwest::Client` does not.
//!
//! # Order
//!
//! The layer decides about the request as it gets it, so it goes last before the wire: below what sets the base URL or
//! rewrites a path, and below what retries or follows redirects, so that each attempt and each hop asks again. Above what
//! sets the server it sees a relative URI; that has no server, so every write is blocked, and the error says so.
//!
//! | Client | Where |
//! |---|---|
//! | `tower::ServiceBuilder` | the *last* `.layer(…)` before `.service(…)` |
//! | octocrab's builder | the *first* `with_layer`, for it wraps outwards; `BaseUriLayer` after it |
//! | tonic | a `Channel` adds the server below all layers: use a `hyper_util` client with the layer around it as the service of the generated client, and `with_origin`; above a `Channel` that only says where it connects, and the `Channel` connects where it was made for |
//! | reqwest-middleware | `WriteGuard::client` puts it there by itself; add no middleware afterwards |
//! | another | `ask` in its own hook, if that sees the URL that goes out |
//!
//! # What else a layer cannot see
//!
//! - A target in a body, unless your function looks: [`Outgoing::body`] has it where it is in memory (for tower, by
//!   `WriteGuard::showing`). List the requests that resolve, and let the rest be `None`.
//! - What a client adds below it: a connector that resolves names otherwise, and default headers that turn a read into a
//!   write, but for those of a client that `WriteGuard::client` makes. Who calls `ask` shows it the headers that will be sent.
//! - What was compiled with `cfg(test)`: that signal comes from the attribute. The other signals count.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "reqwest-middleware")]
mod added;
mod disguise;
mod guard;
mod outgoing;
#[cfg(feature = "reqwest-middleware")]
mod reqwest_middleware;
#[cfg(feature = "reqwest-middleware")]
mod session;
#[cfg(feature = "tower")]
mod tower;

pub use self::guard::WriteGuard;
pub use self::outgoing::Outgoing;
#[cfg(feature = "tower")]
pub use self::tower::{Guarded, GuardedFuture};
