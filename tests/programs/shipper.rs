//! A program whose subscriber ships the guard's own events through a guarded client.
//!
//! `shipper <here|channel|threads> <production|sandbox>`: where the events are shipped, and whether the sink is allowed. Makes one
//! blocked write and prints what came of it.

use std::error::Error;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use serde_json::json;
use tests::Recorder;
use tests::tracker::Tracker;
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use write_guard::{Sandbox, ledger};

/// In which nothing happens any more, or what turns in a circle is seen to do so.
const A_WHILE: Duration = Duration::from_millis(500);
const MOST_WHILES: usize = 40;

struct Shipper {
    events: Arc<AtomicUsize>,
    ship: Box<dyn Fn() + Send + Sync>,
}

impl<S: Subscriber> Layer<S> for Shipper {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "write_guard" {
            self.events.fetch_add(1, Ordering::Relaxed);
            (self.ship)();
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [way, sink] = &*arguments else {
        return Err("shipper <here|channel|threads> <production|sandbox>".into());
    };
    let server = Recorder::start(&Recorder::json("200 OK", "{}"));
    let logs = Tracker::new(server.origin(), "key").sandbox(Sandbox::new(["sandbox"])?);
    let sink = sink.clone();
    let send = move || drop(logs.comment(Some(&sink), "log", "<p></p>"));
    let ship: Box<dyn Fn() + Send + Sync> = match &**way {
        "here" => Box::new(send),
        "channel" => {
            let (events, received) = mpsc::channel();
            thread::spawn(move || received.iter().for_each(|()| send()));
            Box::new(move || {
                let _ = events.send(());
            })
        }
        _ => {
            let send = Arc::new(send);
            Box::new(move || {
                let send = Arc::clone(&send);
                thread::spawn(move || send());
            })
        }
    };
    let events = Arc::new(AtomicUsize::new(0));
    let shipper = Shipper {
        events: Arc::clone(&events),
        ship,
    };
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(shipper))?;

    let blocked = Tracker::new(server.origin(), "key").comment(Some("payroll"), "1", "<p></p>");
    let counted = || {
        (
            events.load(Ordering::Relaxed),
            ledger::count(),
            server.connections(),
        )
    };
    let mut last = counted();
    for _ in 0..MOST_WHILES {
        thread::sleep(A_WHILE);
        let before = std::mem::replace(&mut last, counted());
        if before == last {
            break;
        }
    }
    let told = json!({
        "blocked": blocked.is_err(),
        "events": last.0,
        "entries": last.1,
        "requests": last.2,
    });
    writeln!(std::io::stdout(), "{told}")?;
    Ok(())
}
