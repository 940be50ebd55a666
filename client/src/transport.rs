//! The one place from which requests leave: the only holder of a `reqwest::Client`.

use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Method, Response, Url, redirect, retry};
use serde::Serialize;
use serde::de::DeserializeOwned;
use write_guard::{Permit, Target};

use crate::answer;
use crate::base_url::BaseUrl;
use crate::config::ConfigError;
use crate::error::Error;
use crate::key::ApiKey;
use crate::path::Path;

const API_KEY: HeaderName = HeaderName::from_static("x-api-key");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Sends reads freely, and writes for a permit.
///
/// No redirect is followed, no proxy is taken from the environment, no write is repeated, and no caller can add a
/// header: each of these would carry a permitted write to where nobody permitted it.
pub(crate) struct Transport {
    http: Client,
    base: BaseUrl,
    key: ApiKey,
}

/// A write as data.
pub(crate) struct Write<B> {
    method: Method,
    path: Path,
    body: B,
}

impl<B> Write<B> {
    pub(crate) fn post(path: Path, body: B) -> Self {
        Self {
            method: Method::POST,
            path,
            body,
        }
    }

    pub(crate) fn patch(path: Path, body: B) -> Self {
        Self {
            method: Method::PATCH,
            path,
            body,
        }
    }
}

impl Transport {
    pub(crate) fn new(base: BaseUrl, key: ApiKey, timeout: Duration) -> Result<Self, ConfigError> {
        let http = Client::builder()
            .user_agent(concat!("plane-client/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            .no_proxy()
            .connection_verbose(false)
            .timeout(timeout)
            .build()
            .map_err(|error| ConfigError::Http(error.without_url().into()))?;
        Ok(Self { http, base, key })
    }

    pub(crate) fn origin(&self) -> &str {
        self.base.origin()
    }

    /// Gets `path`.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        path: &Path,
        query: &[(&str, &str)],
    ) -> Result<T, Error> {
        let mut url = self.base.url(path).ok_or(Error::Url)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let sent = self.send(Method::GET, url, None).await;
        answer::of_read(sent.map_err(answer::read_failed)?).await
    }

    /// Sends `write`, for `permit`.
    ///
    /// In a test process the finished URL must name the project and the server that the permit is for.
    pub(crate) async fn write<T: DeserializeOwned>(
        &self,
        permit: Permit,
        write: Write<impl Serialize>,
    ) -> Result<T, Error> {
        let url = self.base.url(&write.path).ok_or(Error::Url)?;
        let body = serde_json::to_vec(&write.body).map_err(|error| Error::Decode(error.into()))?;
        permit.spend(|| Target::new(self.base.project_of(&url)).at(url.origin().ascii_serialization()))?;
        let sent = self.send(write.method, url, Some(body)).await;
        answer::of_write(sent.map_err(answer::write_failed)?).await
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one door: `write` asks for a permit, `read` can only get"
    )]
    async fn send(
        &self,
        method: Method,
        url: Url,
        body: Option<Vec<u8>>,
    ) -> Result<Response, reqwest::Error> {
        let mut headers = HeaderMap::new();
        headers.insert(API_KEY, self.key.header());
        headers.insert(ACCEPT, JSON);
        let mut request = self.http.request(method, url);
        if let Some(body) = body {
            headers.insert(CONTENT_TYPE, JSON);
            request = request.body(body);
        }
        self.http.execute(request.headers(headers).build()?).await
    }
}
