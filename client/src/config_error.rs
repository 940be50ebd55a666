//! Why a client cannot be made.

use crate::id::InvalidId;

/// Why a client cannot be made. No variant repeats what was given: it may be a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The base URL is not `https://host[:port][/prefix]`.
    #[error(
        "the base URL must be `https://host[:port][/prefix]`, or `http://` on loopback or on a host of \
         `Builder::plain_http_host`, without credentials, query or fragment"
    )]
    BaseUrl,
    /// The origin of a storage is not `https://host[:port]`.
    #[error(
        "the origin of a storage must be `https://host[:port]`, or `http://` on loopback or on a host of `Builder::plain_http_host`"
    )]
    StorageOrigin,
    /// A host of `Builder::plain_http_host` is none.
    #[error(
        "a host for plain `http` must be a host as it stands in a URL: no scheme, port or path, and no pattern"
    )]
    PlainHttpHost,
    /// The API key or access token is blank or cannot be a header.
    #[error("the API key or access token must be printable ASCII without spaces")]
    Credential,
    /// The proxy is none, or would show the credential to a network that nobody named.
    #[error(
        "the proxy must be `http[s]://[user:password@]host[:port]`; for a server on plain `http` it must itself be on https, on \
         loopback, or on a host of `Builder::plain_http_host`"
    )]
    Proxy,
    /// The name of the program is blank or cannot be a header.
    #[error("the user agent must be printable ASCII")]
    UserAgent,
    /// The root certificates are none.
    #[error("the root certificates must be one or more certificates in PEM")]
    RootCertificates,
    /// The feature `rustls-no-provider` is on, and the program has installed no provider.
    #[error(
        "rustls has no cryptography: install a `rustls::crypto::CryptoProvider` as the default before clients are made"
    )]
    NoProvider,
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
