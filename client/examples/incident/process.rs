//! This program, started again as a process of one kind: it tries what it is told, one line at a time.

use std::io::{self, BufRead, Write};
use std::sync::{Arc, Mutex, PoisonError};

use plane_client::{Error, PlaneClient, ProjectId, Sandbox, Stage, StateId, WorkItemId};
use serde::{Deserialize, Serialize};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::Result;
use crate::attempt::Op;

/// The argument that says so.
pub(crate) const AGAIN: &str = "again";

/// What to try.
#[derive(Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) base_url: String,
    pub(crate) api_key: String,
    pub(crate) workspace: String,
    pub(crate) op: Op,
    pub(crate) project: Option<ProjectId>,
    pub(crate) sandbox: Option<ProjectId>,
    pub(crate) key: String,
    pub(crate) item: WorkItemId,
    pub(crate) done: StateId,
}

/// What happened, as far as this process can tell.
#[derive(Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) decision: String,
    pub(crate) reason: String,
}

/// Carries out the orders that arrive on standard input.
pub(crate) fn answer() -> Result<()> {
    let audit = Audit::default();
    tracing_subscriber::registry().with(audit.clone()).init();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let order: Order = serde_json::from_str(&line?)?;
        let decision = match runtime.block_on(attempt(&order))? {
            Ok(()) => "allow".into(),
            Err(Error::Blocked(_)) => "block".into(),
            Err(other) => format!("failed: {other}"),
        };
        // A live process leaves no audit event: its only trace is that there is none.
        let reason = audit.take().unwrap_or_else(|| "live-runtime".into());
        writeln!(out, "{}", serde_json::to_string(&Account { decision, reason })?)?;
        out.flush()?;
    }
    Ok(())
}

async fn attempt(order: &Order) -> Result<std::result::Result<(), Error>> {
    let mut builder = PlaneClient::builder(&order.base_url, &order.api_key)
        .workspace(&order.workspace)
        .stage(Stage::Deploy, "Deploy");
    if let Some(project) = order.project {
        builder = builder.project(project);
    }
    if let Some(sandbox) = order.sandbox {
        builder = builder.sandbox(Sandbox::new([sandbox.to_string()])?);
    }
    let client = builder.build()?;
    Ok(match order.op {
        Op::State => client
            .update_issue_state(&order.key.parse()?, Stage::Done)
            .await
            .map(drop),
        Op::Comment => client
            .add_comment(order.item, "<p>Moved from deploy to done.</p>")
            .await
            .map(drop),
        Op::Direct => client
            .set_issue_state_direct(order.item, order.done)
            .await
            .map(drop),
    })
}

/// Listens to the guard's audit and keeps the last reason.
#[derive(Clone, Default)]
struct Audit(Arc<Mutex<Option<String>>>);

impl Audit {
    fn take(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<S: Subscriber> Layer<S> for Audit {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "write_guard" {
            event.record(&mut Reason(self));
        }
    }
}

struct Reason<'a>(&'a Audit);

impl Visit for Reason<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "reason" {
            *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value.to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
