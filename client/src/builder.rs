//! How a client is made.

use std::collections::HashMap;
use std::fmt;
use std::time::Duration;

use write_guard::{IsolationGate, Sandbox};

use crate::auth::{Auth, Credential};
use crate::base_url::{BaseUrl, PlainHosts};
use crate::client::{PlaneClient, Shared};
use crate::config_error::ConfigError;
use crate::connection::{self, Connection};
use crate::id::{ProjectId, Slug};
use crate::path::{Learned, PathStyle};
use crate::retry::Retry;
use crate::stage::Stage;
use crate::storage::StorageUrl;
use crate::transport::Transport;

/// Makes a [`PlaneClient`]; everything is checked by [`build`](Self::build).
#[must_use]
pub struct Builder {
    base_url: String,
    auth: Auth,
    workspace: String,
    project: Option<ProjectId>,
    sandbox: Option<Sandbox>,
    stages: HashMap<Stage, Box<str>>,
    timeout: Duration,
    connect_timeout: Option<Duration>,
    user_agent: Option<String>,
    proxy: Option<String>,
    plain_hosts: Vec<String>,
    #[cfg(feature = "__tls")]
    roots: Vec<u8>,
    retry: Retry,
    path_style: PathStyle,
    storages: Vec<String>,
}

impl PlaneClient {
    /// Starts a client of the server at `base_url`, with or without its `/api/v1`. Plain text is an API key; an access token
    /// is [`Auth::Bearer`].
    pub fn builder(base_url: &str, auth: impl Into<Auth>) -> Builder {
        Builder::new(base_url, auth.into())
    }
}

impl Builder {
    fn new(base_url: &str, auth: Auth) -> Self {
        Self {
            base_url: base_url.into(),
            auth,
            workspace: String::new(),
            project: None,
            sandbox: None,
            stages: HashMap::new(),
            timeout: Duration::from_secs(30),
            connect_timeout: None,
            user_agent: None,
            proxy: None,
            plain_hosts: Vec::new(),
            #[cfg(feature = "__tls")]
            roots: Vec::new(),
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

    /// The client's own project, which the functions that name none write to, such as
    /// [`update_issue_state`](PlaneClient::update_issue_state). All others say theirs: [`PlaneClient::in_project`].
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

    /// How long it may take until a connection stands; unless set, as long as a request.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        Self {
            connect_timeout: Some(timeout),
            ..self
        }
    }

    /// The program that sends, such as `tracker-sync/2.1`: it stands behind this client's own name.
    pub fn user_agent(self, program: &str) -> Self {
        Self {
            user_agent: Some(program.into()),
            ..self
        }
    }

    /// The proxy, `http[s]://[user:password@]host[:port]`, through which everything goes. None is ever taken from the
    /// environment.
    ///
    /// In a test process reads take it and an allowed write does not: what a proxy makes of a write nobody permitted. Nor do the
    /// reads that prove a write, for they are of the server that gets it. Where the server cannot be reached without it, that is
    /// [`Error::Unproxied`](crate::Error::Unproxied).
    pub fn proxy(self, url: &str) -> Self {
        Self {
            proxy: Some(url.into()),
            ..self
        }
    }

    /// A host, such as `plane.internal`, that is reached over a network of one's own: the server or its storage may be on
    /// plain `http` there. The credential goes in clear text.
    pub fn plain_http_host(mut self, host: &str) -> Self {
        self.plain_hosts.push(host.into());
        self
    }

    /// Authorities that are trusted besides those of the system: the text of a PEM file.
    #[cfg(feature = "__tls")]
    #[cfg_attr(
        docsrs,
        doc(cfg(any(feature = "rustls", feature = "rustls-no-provider", feature = "native-tls")))
    )]
    pub fn root_certificates(mut self, pem: &[u8]) -> Self {
        self.roots.extend_from_slice(pem);
        self.roots.push(b'\n');
        self
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
        let plain = PlainHosts::parse(&self.plain_hosts).ok_or(ConfigError::PlainHttpHost)?;
        let base = BaseUrl::parse(&self.base_url, &plain).ok_or(ConfigError::BaseUrl)?;
        let credential = Credential::parse(&self.auth).ok_or(ConfigError::Credential)?;
        let connection = self.connection(&base, &plain)?;
        let workspace: Slug = self.workspace.parse().map_err(ConfigError::Workspace)?;
        let gate = IsolationGate::new().origin(base.origin());
        let gate = match self.sandbox {
            Some(sandbox) => gate.sandbox(sandbox),
            None => gate,
        };
        let storages = self
            .storages
            .iter()
            .map(|storage| StorageUrl::of_origin(storage, &plain));
        let storages = storages
            .collect::<Option<_>>()
            .ok_or(ConfigError::StorageOrigin)?;
        let transport = Transport::new(base, credential, plain, connection, self.retry.patience)
            .map_err(|error| ConfigError::Http(error.without_url().into()))?;
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

    fn connection(&self, base: &BaseUrl, plain: &PlainHosts) -> Result<Connection, ConfigError> {
        // Without one reqwest panics.
        #[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            return Err(ConfigError::NoProvider);
        }
        let proxy = match &self.proxy {
            Some(url) => Some(connection::proxy(url, base, plain).ok_or(ConfigError::Proxy)?),
            None => None,
        };
        let user_agent = connection::user_agent(self.user_agent.as_deref());
        Ok(Connection {
            timeout: self.timeout,
            connect_timeout: self.connect_timeout,
            user_agent: user_agent.ok_or(ConfigError::UserAgent)?,
            proxy,
            #[cfg(feature = "__tls")]
            roots: match self.roots.as_slice() {
                [] => Vec::new(),
                pem => connection::roots(pem).ok_or(ConfigError::RootCertificates)?,
            },
        })
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
