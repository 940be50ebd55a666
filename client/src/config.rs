//! How a client is made.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use write_guard::{IsolationGate, Sandbox};

use crate::base_url::BaseUrl;
use crate::client::{PlaneClient, Shared};
use crate::id::{InvalidId, ProjectId, Slug};
use crate::key::ApiKey;
use crate::path::{Learned, PathStyle};
use crate::retry::Retry;
use crate::stage::Stage;
use crate::storage::StorageUrl;
use crate::transport::Transport;

/// Makes a [`PlaneClient`]; everything is checked by [`build`](Self::build).
#[must_use]
pub struct Builder {
    base_url: String,
    api_key: String,
    workspace: String,
    project: Option<ProjectId>,
    sandbox: Option<Sandbox>,
    stages: HashMap<Stage, Box<str>>,
    timeout: Duration,
    retry: Retry,
    path_style: PathStyle,
    storages: Vec<String>,
}

impl Builder {
    pub(crate) fn new(base_url: &str, api_key: &str) -> Self {
        Self {
            base_url: base_url.into(),
            api_key: api_key.into(),
            workspace: String::new(),
            project: None,
            sandbox: None,
            stages: HashMap::new(),
            timeout: Duration::from_secs(30),
            retry: Retry {
                attempts: 3,
                patience: Duration::from_secs(60),
            },
            path_style: PathStyle::default(),
            storages: Vec::new(),
        }
    }

    /// The workspace's slug. Required.
    pub fn workspace(self, slug: &str) -> Self {
        Self {
            workspace: slug.into(),
            ..self
        }
    }

    /// The project that the client writes to.
    pub fn project(self, project: impl Into<ProjectId>) -> Self {
        Self {
            project: Some(project.into()),
            ..self
        }
    }

    /// Opts this client, and no other, in to sandbox projects: what a test does that means to write.
    pub fn sandbox(self, sandbox: Sandbox) -> Self {
        Self {
            sandbox: Some(sandbox),
            ..self
        }
    }

    /// The name of the state that stands for `stage`, unless it is [`Stage::default_state`].
    pub fn stage(mut self, stage: Stage, state_name: &str) -> Self {
        self.stages.insert(stage, state_name.into());
        self
    }

    /// How long a request may take, 30 seconds unless set.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// How often a request is tried, 3 times unless set; 1 tries nothing again.
    ///
    /// Tried again are: what never reached the server, a read that got no answer, a write that the server put off (429),
    /// and after an unknown outcome a PATCH, a DELETE, and a POST with an external id. Each attempt asks the guard anew.
    pub fn attempts(self, attempts: u32) -> Self {
        let retry = Retry {
            attempts,
            ..self.retry
        };
        Self { retry, ..self }
    }

    /// The longest wait for the server's rate limit, 60 seconds unless set.
    ///
    /// The client waits where it knows that the server would refuse, and when the server says how long; a longer wait is
    /// [`Error::RateLimited`](crate::Error::RateLimited).
    pub fn patience(self, patience: Duration) -> Self {
        let retry = Retry {
            patience,
            ..self.retry
        };
        Self { retry, ..self }
    }

    /// Which paths are used for work items.
    pub fn path_style(self, path_style: PathStyle) -> Self {
        Self { path_style, ..self }
    }

    /// A storage, such as `https://files.example`, that a test process may send attachments to besides the server itself.
    ///
    /// It opens nothing by itself: the attachment's project must be one of the sandbox. In a live process files go to
    /// whichever storage the server names.
    pub fn storage_origin(mut self, origin: &str) -> Self {
        self.storages.push(origin.into());
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names what is missing or malformed.
    pub fn build(self) -> Result<PlaneClient, ConfigError> {
        let base = BaseUrl::parse(&self.base_url).ok_or(ConfigError::BaseUrl)?;
        let key = ApiKey::parse(&self.api_key).ok_or(ConfigError::ApiKey)?;
        let workspace: Slug = self.workspace.parse().map_err(ConfigError::Workspace)?;
        let gate = IsolationGate::new().origin(base.origin());
        let gate = match self.sandbox {
            Some(sandbox) => gate.sandbox(sandbox),
            None => gate,
        };
        let storages = self.storages.iter().map(|storage| StorageUrl::of_origin(storage));
        let storages = storages
            .collect::<Option<_>>()
            .ok_or(ConfigError::StorageOrigin)?;
        let transport = Transport::new(base, key, self.timeout, self.retry.patience)?;
        let shared = Shared {
            transport,
            workspace,
            gate,
            stages: self.stages,
            retry: self.retry,
            learned: Learned::new(self.path_style),
            storages,
        };
        Ok(PlaneClient::new(shared, self.project))
    }
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The base URL may hold a credential until it is parsed.
        f.debug_struct("Builder")
            .field("workspace", &self.workspace)
            .field("project", &self.project)
            .finish_non_exhaustive()
    }
}

/// Why a client cannot be made. No variant repeats what was given: it may be a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The base URL is not `https://host[:port][/prefix]`.
    #[error(
        "the base URL must be `https://host[:port][/prefix]`, or `http://` on loopback, without credentials, query or fragment"
    )]
    BaseUrl,
    /// The origin of a storage is not `https://host[:port]`.
    #[error("the origin of a storage must be `https://host[:port]`, or `http://` on loopback")]
    StorageOrigin,
    /// The API key is blank or cannot be a header.
    #[error("the API key must be printable ASCII without spaces")]
    ApiKey,
    /// The workspace is missing or no slug.
    #[error("the workspace is unusable")]
    Workspace(#[source] InvalidId),
    /// TLS could not be set up.
    #[error("the HTTP client could not be set up")]
    Http(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The runtime of a blocking client could not be set up.
    #[error("the runtime could not be set up")]
    Runtime(#[source] std::io::Error),
}
