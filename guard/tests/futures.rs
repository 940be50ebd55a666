//! What a guarded function returns is no larger, no shorter-lived and promises no less than what its body returns.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::cell::Cell;
use std::fmt::Debug;
use std::future::{Future, Ready, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use write_guard::{Blocked, IsolationGate, Sandbox, guarded_write};

type Answer<T = usize> = Result<T, Blocked>;

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

fn open() -> IsolationGate {
    IsolationGate::new().sandbox(Sandbox::new(["sandbox"]).unwrap())
}

/// A twin of each: with the attribute and without.
macro_rules! levels {
    ($($plain:ident $guarded:ident = $plain_below:ident $guarded_below:ident;)*) => {$(
        fn $plain(project: &str) -> impl Future<Output = Answer> {
            $plain_below(project)
        }

        #[guarded_write(op = "close", target = project)]
        fn $guarded(project: &str) -> impl Future<Output = Answer> {
            $guarded_below(project)
        }
    )*};
}

async fn bottom(project: &str) -> Answer {
    ready(()).await;
    Ok(project.len())
}

levels! {
    plain_1 guarded_1 = bottom bottom;
    plain_2 guarded_2 = plain_1 guarded_1;
    plain_3 guarded_3 = plain_2 guarded_2;
    plain_4 guarded_4 = plain_3 guarded_3;
    plain_5 guarded_5 = plain_4 guarded_4;
    plain_6 guarded_6 = plain_5 guarded_5;
    plain_7 guarded_7 = plain_6 guarded_6;
    plain_8 guarded_8 = plain_7 guarded_7;
    plain_9 guarded_9 = plain_8 guarded_8;
    plain_10 guarded_10 = plain_9 guarded_9;
    plain_11 guarded_11 = plain_10 guarded_10;
    plain_12 guarded_12 = plain_11 guarded_11;
}

#[test]
fn a_level_of_impl_future_adds_at_most_sixteen_bytes() {
    let sizes = [
        (size_of_val(&plain_1("p")), size_of_val(&guarded_1("p"))),
        (size_of_val(&plain_2("p")), size_of_val(&guarded_2("p"))),
        (size_of_val(&plain_4("p")), size_of_val(&guarded_4("p"))),
        (size_of_val(&plain_12("p")), size_of_val(&guarded_12("p"))),
    ];
    drop(write_guard::ledger::take());
    for ((plain, guarded), levels) in sizes.into_iter().zip([1, 2, 4, 12]) {
        assert!(
            guarded <= plain + 16 * levels,
            "{levels} levels: {plain} and {guarded} bytes"
        );
    }
}

#[test]
fn a_future_of_no_size_grows_by_a_pointer_and_a_tag() {
    #[guarded_write(op = "close", target = project, on_block = [7; 4096])]
    fn nothing(project: &str) -> impl Future<Output = [u8; 4096]> + use<> {
        let _ = project;
        std::future::pending()
    }
    let future = nothing("payroll");
    drop(write_guard::ledger::take());
    assert!(size_of_val(&future) <= 16, "{}", size_of_val(&future));
    assert_eq!(poll(pin!(future)), Poll::Ready([7; 4096]));
}

/// An id as clients have it.
struct Id(String);

impl write_guard::Identity for Id {
    fn identity(&self) -> Option<std::borrow::Cow<'_, str>> {
        self.0.identity()
    }
}

struct Large {
    project: Id,
    _rest: [u8; 2048],
}

struct Client {
    project: Id,
}

macro_rules! twins {
    ($plain:ident $guarded:ident($($param:ident: $ty:ty),*) $target:expr => $body:expr) => {
        async fn $plain($($param: $ty),*) -> Answer {
            let said = $body;
            ready(()).await;
            Ok(said)
        }

        #[guarded_write(op = "close", target = $target)]
        async fn $guarded($($param: $ty),*) -> Answer {
            let said = $body;
            ready(()).await;
            Ok(said)
        }
    };
}

twins!(plain_text guarded_text(project: &str) project => project.len());
twins!(plain_ref guarded_ref(project: &Id) project => project.0.len());
twins!(plain_id guarded_id(project: Id, more: Id) project => project.0.len() + more.0.len());
twins!(plain_string guarded_string(more: u64, project: String) project => project.len() + usize::try_from(more).unwrap());
twins!(plain_number guarded_number(project: u64) project => usize::try_from(project).unwrap());
twins!(plain_large guarded_large(request: Large) request.project => request.project.0.len());
twins!(plain_behind guarded_behind(request: &Large) request.project => request.project.0.len());

impl Client {
    async fn plain(&self, item: &str) -> Answer {
        ready(()).await;
        Ok(self.project.0.len() + item.len())
    }

    #[guarded_write(op = "close", target = self.project, item = item)]
    async fn guarded(&self, item: &str) -> Answer {
        ready(()).await;
        Ok(self.project.0.len() + item.len())
    }
}

#[test]
fn an_async_function_does_not_grow_by_its_target() {
    let id = || Id("payroll".to_owned());
    let large = || Large {
        project: id(),
        _rest: [0; 2048],
    };
    let client = Client { project: id() };
    for (case, plain, guarded) in [
        (
            "&str",
            size_of_val(&plain_text("p")),
            size_of_val(&guarded_text("p")),
        ),
        (
            "&Id",
            size_of_val(&plain_ref(&id())),
            size_of_val(&guarded_ref(&id())),
        ),
        (
            "Id",
            size_of_val(&plain_id(id(), id())),
            size_of_val(&guarded_id(id(), id())),
        ),
        (
            "String",
            size_of_val(&plain_string(1, String::new())),
            size_of_val(&guarded_string(1, String::new())),
        ),
        (
            "u64",
            size_of_val(&plain_number(7)),
            size_of_val(&guarded_number(7)),
        ),
        (
            "a field of 2 KB",
            size_of_val(&plain_large(large())),
            size_of_val(&guarded_large(large())),
        ),
        (
            "a field behind a reference",
            size_of_val(&plain_behind(&large())),
            size_of_val(&guarded_behind(&large())),
        ),
        (
            "a field of self",
            size_of_val(&client.plain("i")),
            size_of_val(&client.guarded("i")),
        ),
    ] {
        assert_eq!(guarded, plain, "{case}");
    }
}

/// Writes down when it is dropped.
#[derive(Clone)]
struct Bell(&'static str, Rc<std::cell::RefCell<Vec<&'static str>>>);

impl Drop for Bell {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

impl write_guard::Identity for Bell {
    fn identity(&self) -> Option<std::borrow::Cow<'_, str>> {
        Some("sandbox".into())
    }
}

#[test]
fn parameters_are_dropped_in_the_order_of_the_plain_function() {
    async fn plain(a: Bell, b: Bell, c: Bell, d: Bell) -> Answer<()> {
        ready((&a, &b, &c, &d)).await;
        Ok(())
    }
    #[guarded_write(op = "close", target = b, item = d, gate = open())]
    async fn guarded(a: Bell, b: Bell, c: Bell, d: Bell) -> Answer<()> {
        ready((&a, &b, &c, &d)).await;
        Ok(())
    }
    let dropped = Rc::default();
    let bells = || ["a", "b", "c", "d"].map(|name| Bell(name, Rc::clone(&dropped)));
    let [a, b, c, d] = bells();
    assert!(poll(pin!(plain(a, b, c, d))).is_ready());
    let order = dropped.take();
    let [a, b, c, d] = bells();
    assert_eq!(poll(pin!(guarded(a, b, c, d))), Poll::Ready(Ok(())));
    assert_eq!(dropped.take(), order);
}

/// A future that is nothing special, and says when it is dropped.
#[derive(Clone, Debug)]
struct Once(Option<usize>);

impl Future for Once {
    type Output = Answer;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Answer> {
        Poll::Ready(Ok(self.0.take().unwrap_or(1_000)))
    }
}

#[guarded_write(op = "close", target = project, gate = open())]
fn named(
    project: &str,
) -> impl Future<Output = Answer> + Unpin + Debug + Clone + Send + Sync + 'static + use<> {
    Once(Some(project.len()))
}

#[test]
fn what_the_body_promises_the_guarded_future_promises() {
    let mut allowed = named("sandbox");
    let mut clone = allowed.clone();
    assert_eq!(format!("{allowed:?}"), "Once(Some(7))");
    for expected in [7, 1_000] {
        assert_eq!(
            poll(Pin::new(&mut allowed)),
            Poll::Ready(Ok(expected)),
            "polled again, it is the body's"
        );
    }
    assert_eq!(poll(Pin::new(&mut clone)), Poll::Ready(Ok(7)));

    let mut blocked = named("payroll");
    let mut clone = blocked.clone();
    drop(write_guard::ledger::take());
    assert!(matches!(poll(Pin::new(&mut blocked)), Poll::Ready(Err(_))));
    assert!(matches!(poll(Pin::new(&mut clone)), Poll::Ready(Err(_))));
    let again = catch_unwind(AssertUnwindSafe(|| poll(Pin::new(&mut blocked))));
    assert!(again.is_err(), "polled again, it panics as an async block does");
}

#[test]
fn the_bodys_future_is_dropped_with_the_outer_one() {
    thread_local!(static DROPPED: Cell<bool> = const { Cell::new(false) });
    struct Noted(Ready<Answer>);
    impl Future for Noted {
        type Output = Answer;
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer> {
            Pin::new(&mut self.0).poll(context)
        }
    }
    impl Drop for Noted {
        fn drop(&mut self) {
            DROPPED.set(true);
        }
    }
    #[guarded_write(op = "close", target = project, gate = open())]
    fn guarded(project: &str) -> impl Future<Output = Answer> + use<> {
        Noted(ready(Ok(project.len())))
    }
    let mut future = Box::pin(guarded("sandbox"));
    assert!(poll(future.as_mut()).is_ready());
    assert!(!DROPPED.get());
    drop(future);
    assert!(DROPPED.get());
}

/// `?`, `Err("…".into())` and `Default::default()` know what they are for, as without the attribute.
#[guarded_write(op = "close", target = project, gate = open())]
fn inferred(project: &str) -> impl Future<Output = Result<Vec<u32>, Box<dyn std::error::Error>>> + use<> {
    let text = project.to_owned();
    async move {
        if text.is_empty() {
            return Err("nothing".into());
        }
        let number = text.len().to_string().parse()?;
        Ok(std::iter::once(number).collect())
    }
}

#[test]
fn the_body_of_a_future_knows_its_output() {
    assert!(matches!(poll(pin!(inferred("sandbox"))), Poll::Ready(Ok(numbers)) if numbers == [7]));
}
