//! Every shape of function, once as it stands and once with the attribute: nothing may be said of one only.
//!
//! The attribute is on under `cfg(guarded)`. What the plain function cannot do (name a permit) is not here.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use write_guard::{Blocked, IsolationGate};

pub mod by_a_macro;
pub mod by_name;

/// A client.
#[derive(Debug)]
pub struct Client {
    gate: IsolationGate,
    project: String,
    writes: u32,
}

/// What is asked for.
#[derive(Debug)]
pub struct Request {
    /// Where.
    pub project: String,
    /// What.
    pub items: Vec<u8>,
}

impl Client {
    /// A method.
    ///
    /// # Errors
    ///
    /// A block.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, gate = self.gate))]
    pub fn method(&self, project: &str) -> Result<usize, Blocked> {
        Ok(project.len() + self.project.len())
    }

    /// A method that changes its client.
    ///
    /// # Errors
    ///
    /// A block.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = self.project, item = item))]
    pub fn changing(&mut self, item: u64) -> Result<u64, Blocked> {
        self.writes += 1;
        Ok(item + u64::from(self.writes))
    }

    /// A method that consumes its client.
    ///
    /// # Errors
    ///
    /// A block.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = self.project))]
    pub async fn consuming(self) -> Result<String, Blocked> {
        std::future::ready(()).await;
        Ok(self.project)
    }

    /// In an `Arc`.
    ///
    /// # Errors
    ///
    /// A block.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
    pub async fn shared(self: Arc<Self>, project: String, body: Vec<u8>) -> Result<usize, Blocked> {
        std::future::ready(()).await;
        Ok(project.len() + body.len() + self.project.len())
    }

    /// A future.
    ///
    /// # Errors
    ///
    /// A block.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
    pub fn future(&self, project: &str) -> impl Future<Output = Result<usize, Blocked>> + Send + use<> {
        let length = self.project.len() + project.len();
        async move {
            std::future::ready(()).await;
            Ok(length)
        }
    }

    /// A future that another function makes.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = self.project))]
    pub fn forwarded(&self) -> impl Future<Output = Result<usize, Blocked>> {
        made()
    }

    /// A future with a value of its own for a block.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = self.project, on_block = (false)))]
    pub fn told(&self) -> impl Future<Output = bool> + use<> {
        let told = !self.project.is_empty();
        async move { told }
    }

    /// A future in a box.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = self.project))]
    pub fn boxed(&self) -> Pin<Box<dyn Future<Output = Result<usize, Blocked>> + Send + '_>> {
        Box::pin(async move { Ok(self.project.len()) })
    }
}

async fn made() -> Result<usize, Blocked> {
    std::future::ready(()).await;
    Ok(7)
}

/// Opens with an item.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub fn opens_with_an_item(project: &str) -> Result<usize, Blocked> {
    const MORE: usize = 1;
    fn add(to: usize) -> usize {
        to + MORE
    }
    Ok(add(project.len()))
}

/// Opens with an item, and waits.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, item = _item))]
pub async fn opens_with_a_use(project: &str, _item: u64) -> Result<usize, Blocked> {
    use std::future::ready;
    ready(()).await;
    Ok(project.len())
}

/// For the attribute alone.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = _project, on_block = { 7 }))]
#[must_use]
pub fn underscored(_project: &str) -> u8 {
    8
}

/// Diverges when it is blocked.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, on_block = panic!("blocked")))]
#[must_use]
pub fn panics(project: &str) -> bool {
    project.is_empty()
}

/// Diverges when it is blocked.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, on_block = std::process::exit(3)))]
pub async fn exits(project: &str) -> bool {
    std::future::ready(()).await;
    project.is_empty()
}

/// Diverges when it is blocked.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, on_block = std::process::exit(3)))]
pub fn exits_later(project: &str) -> impl Future<Output = bool> + use<> {
    let empty = project.is_empty();
    async move { empty }
}

/// Returns nothing.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, on_block = ()))]
pub fn nothing(project: &str) {
    drop(project.to_owned());
}

/// With generics of every kind.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = request.project))]
pub fn generic<'a, T, const N: usize>(request: &'a Request, body: &[T; N], more: impl Debug) -> Result<&'a str, Blocked>
where
    T: Debug,
{
    drop(format!("{body:?} {more:?}"));
    Ok(&request.project)
}

/// By value.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = request.project))]
pub async fn by_value(request: Request) -> Result<Request, Blocked> {
    std::future::ready(()).await;
    Ok(request)
}

/// Takes a parameter apart.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub async fn patterns((project, items): (&str, usize), Request { items: more, .. }: Request) -> Result<usize, Blocked> {
    std::future::ready(()).await;
    Ok(project.len() + items + more.len())
}

/// Not safe.
///
/// # Errors
///
/// A block.
///
/// # Safety
///
/// Always.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub unsafe fn not_safe(project: &str) -> Result<usize, Blocked> {
    Ok(project.len())
}

/// Of Rust's own ABI.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = r#project))]
#[track_caller]
pub extern r"Rust" fn of_rust(project: &str) -> Result<usize, Blocked> {
    if project.is_empty() {
        return Ok(0);
    }
    Ok(project.len())
}

/// Returns early, many times.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
#[inline]
pub fn complicated(project: &str, n: u32) -> Result<u32, Blocked> {
    let mut sum = 0;
    for c in project.chars() {
        if c == 'a' && n > 1 {
            sum += 1;
        } else if c == 'b' || n == 2 {
            sum += 2;
        } else {
            match n {
                3 => sum += 3,
                4 => sum += 4,
                _ => {}
            }
        }
        while sum > 100 {
            sum -= n;
        }
    }
    Ok(sum)
}

/// A trait.
pub trait Tracker {
    /// Closes.
    ///
    /// # Errors
    ///
    /// A block.
    fn close(&self, project: &str) -> Result<usize, Blocked>;

    /// Closes by default.
    ///
    /// # Errors
    ///
    /// A block.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
    fn close_by_default(&self, project: &str) -> Result<usize, Blocked>
    where
        Self: Sized,
    {
        self.close(project)
    }

    /// Closes later.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
    fn close_later(&self, project: &str) -> impl Future<Output = Result<usize, Blocked>> + Send {
        std::future::ready(self.close(project))
    }
}

impl Tracker for Client {
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
    fn close(&self, project: &str) -> Result<usize, Blocked> {
        Ok(project.len())
    }
}

impl Client {
    fn _gate(&self) -> &IsolationGate {
        &self.gate
    }

    /// Names what nobody else reads.
    #[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, gate = self._gate(), on_block = _told))]
    #[must_use]
    pub fn told_by_a_parameter(&self, project: &str, _told: bool) -> bool {
        project.is_empty() || self.project.is_empty()
    }
}

/// Names a gate that nobody else reads.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project, gate = (_gate)))]
pub fn gate_by_parameter(project: &str, _gate: &IsolationGate) -> Result<usize, Blocked> {
    Ok(project.len())
}

/// Nothing but an `async` block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub fn only_a_future(project: String) -> impl Future<Output = Result<usize, Blocked>> {
    async move { Ok(project.len()) }
}

/// Returns early from what makes a future.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub fn returns_early(project: &str) -> impl Send + Future<Output = Result<usize, Blocked>> + use<> {
    if project.is_empty() {
        return std::future::ready(Ok(0));
    }
    std::future::ready(Ok(1))
}

/// Opens with what looks like an item.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub fn opens_with_unsafe(project: &str) -> Result<usize, Blocked> {
    unsafe { not_safe(project) }
}

/// Opens with what looks like an item.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub async fn opens_with_async(project: &str) -> Result<usize, Blocked> {
    async { Ok(project.len()) }.await
}

/// Opens with nothing and an item.
///
/// # Errors
///
/// A block.
#[cfg_attr(guarded, write_guard::guarded_write(op = "close", target = project))]
pub fn opens_with_a_semicolon(project: &str) -> Result<usize, Blocked> {
    ;
    const MORE: usize = 1;
    Ok(project.len() + MORE)
}
