//! What can go wrong.

use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::time::Duration;

use uuid::Uuid;
use write_guard::Blocked;

use crate::stage::Stage;

/// Why a call did not do what it says.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The guard said no, and nothing was sent; or it said so to another attempt, after one of unknown outcome.
    #[error(transparent)]
    Blocked(#[from] Blocked),

    /// The call needs a project and the client has none; nothing was sent.
    #[error(
        "the client has no project: name one with `Builder::project`, or write through `PlaneClient::in_project`"
    )]
    NoProject,

    /// A blocking call from within an asynchronous runtime, which it would bring to a halt; nothing was sent.
    #[error("a blocking client was called from within an asynchronous runtime: use `PlaneClient` there")]
    InRuntime,

    /// The work item belongs to another project than the client's; nothing was written.
    #[error("the work item belongs to another project than the client's")]
    OtherProject,

    /// The project has no state of the name that stands for the stage; nothing was written.
    #[error("the project has no state that stands for the stage {stage}: name one with `Builder::stage`")]
    NoState {
        /// The stage.
        stage: Stage,
    },

    /// The server does not know the API key or the access token.
    #[error("the server refused the credential")]
    Authentication,

    /// The key's user may not do this, or the workspace or project does not exist: the server does not tell which.
    #[error("the server refused permission: {message}")]
    Permission {
        /// What the server said, escaped.
        message: String,
    },

    /// There is no such thing.
    #[error("not found: {0}")]
    NotFound(NotFound),

    /// It exists already.
    #[error("it exists already: {message}")]
    Conflict {
        /// The id of what is there, if the server told it.
        existing: Option<Uuid>,
        /// What the server said, escaped.
        message: String,
    },

    /// The server did not accept these fields.
    #[error("the server did not accept {}", complaints(.fields))]
    Validation {
        /// What the server said about each field, escaped; `non_field_errors` is its name for the whole.
        fields: BTreeMap<String, Vec<String>>,
    },

    /// The server did not accept the request.
    #[error("the server did not accept the request ({status}): {message}")]
    Rejected {
        /// The HTTP status.
        status: u16,
        /// What the server said, escaped.
        message: String,
    },

    /// Too many requests.
    #[error("too many requests{}", wait(*.retry_after))]
    RateLimited {
        /// How long the server asks to wait.
        retry_after: Option<Duration>,
    },

    /// The server tried to send the request elsewhere, which this client never follows.
    #[error("the server redirected ({status}), and redirects are not followed")]
    Redirected {
        /// The HTTP status.
        status: u16,
    },

    /// The server failed to answer a read.
    #[error("the server failed ({status})")]
    Server {
        /// The HTTP status.
        status: u16,
    },

    /// In a test process it took too long to prove that the write stays in its project, again and again; the last attempt was
    /// not sent.
    #[error(
        "the proof that the write stays in its project took too long: try again when the server is less busy"
    )]
    Unproven,

    /// The answer to a write in a test process names another project than the one the guard allowed: look at what was
    /// changed.
    #[error("the answer to an allowed write names another project: look at what it changed")]
    OtherAnswer,

    /// The answer is not Plane's: a proxy, a gateway or a page for people stands in its place.
    #[error(
        "the answer ({status}) is not Plane's but {}{}: look at the base URL and at what stands before the server",
        whose(.sender.as_ref()),
        if *.may_be_done { ", and the write may have been done; read before repeating it" } else { "" }
    )]
    NotPlane {
        /// The HTTP status.
        status: u16,
        /// What sent it by its own word, the header `Server`, escaped.
        sender: Option<String>,
        /// Whether it is a page for people.
        is_page: bool,
        /// Whether it answered a write that the server may have done.
        may_be_done: bool,
    },

    /// The write was done, and what the server says about it is not understood. Do not repeat it.
    #[error("the write was done, and its answer is not understood: read what it made")]
    DoneUnread {
        /// The answer's body as it is, but for the credential, which is `***`; of one that is no UTF-8 what can be read.
        body: String,
        /// What is not understood, escaped.
        #[source]
        source: Box<dyn StdError + Send + Sync>,
    },

    /// The server named no place to get the file from.
    #[error("the server named no place to get the file from")]
    NoLocation,

    /// The server named a storage that no file is sent to or got from: it must be `https`, or `http` on loopback or on a
    /// host of [`Builder::plain_http_host`](crate::Builder::plain_http_host), without credentials.
    #[error(
        "the server named the storage `{storage}`, which is not https: have its administrator name it by its public https \
         address, or name its host with `Builder::plain_http_host`{}",
        left(*.announced)
    )]
    Storage {
        /// The storage without path and query, which may hold a signature, escaped.
        storage: String,
        /// The file that was announced for it and could not be taken back.
        announced: Option<Uuid>,
    },

    /// A write left, and nobody knows whether it was done: read before you repeat it.
    #[error("the outcome of the write is unknown: {why}; read before repeating it")]
    UnknownOutcome {
        /// What happened to the answer.
        why: &'static str,
        /// What it came from, if it was an error of the connection or of a later attempt.
        source: Option<Box<dyn StdError + Send + Sync>>,
    },

    /// The server could not be reached; nothing was sent.
    #[error("the server could not be reached")]
    Unreachable(#[source] Box<dyn StdError + Send + Sync>),

    /// The server could not be reached, and an allowed write of a test process takes no proxy; nothing was sent.
    #[error(
        "the server could not be reached: a write of a test process takes no proxy; give the test a sandbox on a server that \
         is reached without one"
    )]
    Unproxied(#[source] Box<dyn StdError + Send + Sync>),

    /// A read was interrupted.
    #[error("the answer did not arrive")]
    Interrupted(#[source] Box<dyn StdError + Send + Sync>),

    /// The answer is not what the API promises; what it says is escaped.
    #[error("the answer is not understood")]
    Decode(#[source] Box<dyn StdError + Send + Sync>),

    /// The server pages the list without getting on: it says that there is more, and sends the same rows again, none, or the
    /// same cursor. Those before are not all there are.
    #[error("the list does not get on: the server says that there is more, and sends nothing new")]
    Repeats,

    /// The body of a request could not be written; nothing was sent.
    #[error("the body cannot be written as JSON")]
    Encode(#[source] Box<dyn StdError + Send + Sync>),

    /// A URL could not be made of the ids; nothing was sent.
    #[error("no URL can be made of the base URL and the ids")]
    Url,
}

impl Error {
    /// The same of a storage, for which `file` stays announced.
    pub(crate) fn left(self, file: Uuid) -> Self {
        match self {
            Self::Storage { storage, .. } => Self::Storage {
                storage,
                announced: Some(file),
            },
            other => other,
        }
    }
}

/// What was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotFound {
    /// The server has no such route: an older version, or another server.
    #[error("the server has no such route")]
    Route,
    /// The object does not exist, or not in this project.
    #[error("no such object in this project")]
    Object,
}

fn whose(sender: Option<&String>) -> String {
    sender.map_or_else(
        || "somebody else's".to_owned(),
        |sender| format!("that of `{sender}`"),
    )
}

fn left(announced: Option<Uuid>) -> String {
    announced.map_or_else(String::new, |id| {
        format!("; the file {id} stays announced: delete it")
    })
}

fn complaints(fields: &BTreeMap<String, Vec<String>>) -> String {
    let complaints = fields
        .iter()
        .map(|(field, said)| format!("`{field}`: {}", said.join(" ")));
    complaints.collect::<Vec<_>>().join("; ")
}

fn wait(retry_after: Option<Duration>) -> String {
    retry_after.map_or_else(String::new, |time| format!(": wait {} s", time.as_secs()))
}
