//! How a client is made.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use write_guard::{IsolationGate, Sandbox};

use crate::base_url::BaseUrl;
use crate::client::PlaneClient;
use crate::id::{InvalidId, ProjectId, Slug};
use crate::key::ApiKey;
use crate::stage::Stage;
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
        let transport = Transport::new(base, key, self.timeout)?;
        Ok(PlaneClient::new(
            transport,
            workspace,
            gate,
            self.stages,
            self.project,
        ))
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
    /// The API key is blank or cannot be a header.
    #[error("the API key must be printable ASCII without spaces")]
    ApiKey,
    /// The workspace is missing or no slug.
    #[error("the workspace is unusable")]
    Workspace(#[source] InvalidId),
    /// TLS could not be set up.
    #[error("the HTTP client could not be set up")]
    Http(#[source] Box<dyn std::error::Error + Send + Sync>),
}
