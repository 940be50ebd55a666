//! The one place from which requests leave: the only holder of a `reqwest::Client`.

use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Client, Method, Response, Url};
use serde_json::Value;
use write_guard::{Permit, Target};

use crate::answer::{self, Answer};
use crate::attempt::Attempt;
use crate::auth::{Credential, Secret};
use crate::base_url::{BaseUrl, PlainHosts};
use crate::connection::Connection;
use crate::error::Error;
use crate::form::Form;
use crate::operation::{self, Operation, TargetIn};
use crate::pace::{Pace, Turn};
use crate::path::Path;
use crate::storage::{self, StorageUrl, Ticket};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Sends reads freely, and writes for a permit each.
///
/// No redirect is followed, no proxy is taken from the environment and none by a write of a test, no write is repeated, and no
/// caller can add a header: each of these would carry a permitted write to where nobody permitted it.
pub(crate) struct Transport {
    direct: Client,
    /// What sends through the proxy that the client was given.
    proxied: Option<Client>,
    base: BaseUrl,
    credential: Credential,
    plain: PlainHosts,
    pace: Pace,
}

/// The way of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Through the proxy, if there is one.
    Given,
    /// That of a write, which takes no proxy in a test process: of a read too that proves one, for what another way leads to
    /// proves nothing about this one.
    OfWrites,
}

/// A write that is ready to leave.
pub(crate) struct Finished<'w> {
    operation: &'static Operation,
    url: Url,
    body: Option<&'w Value>,
}

impl Finished<'_> {
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }
}

impl Transport {
    pub(crate) fn new(
        base: BaseUrl,
        credential: Credential,
        plain: PlainHosts,
        connection: Connection,
        patience: Duration,
    ) -> Result<Self, reqwest::Error> {
        let (direct, proxied) = connection.clients()?;
        Ok(Self {
            direct,
            proxied,
            base,
            credential,
            plain,
            pace: Pace::new(patience),
        })
    }

    pub(crate) fn origin(&self) -> &str {
        self.base.origin()
    }

    fn secret(&self) -> &Secret {
        self.credential.secret()
    }

    /// Gets `path`, once.
    pub(crate) async fn read(
        &self,
        path: &Path,
        query: &[(&str, &str)],
        way: Way,
        attempt: u32,
    ) -> Result<Answer, Error> {
        let response = self.get(path, query, way, attempt).await?;
        answer::of_read(response, &self.credential).await
    }

    /// Where the server sends who gets `path`: a storage. Nothing is sent there.
    pub(crate) async fn location(&self, path: &Path, attempt: u32) -> Result<String, Error> {
        let response = self.get(path, &[], Way::Given, attempt).await?;
        let is_elsewhere = matches!(response.status().as_u16(), 302 | 303 | 307);
        if !is_elsewhere {
            let answer = answer::of_read(response, &self.credential).await;
            return Err(answer.err().unwrap_or(Error::NoLocation));
        }
        let location = response.headers().get(LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        let location = location.ok_or(Error::NoLocation)?;
        self.storage(location)?;
        Ok(location.to_owned())
    }

    /// The storage that the server named.
    pub(crate) fn storage(&self, named: &str) -> Result<StorageUrl, Error> {
        StorageUrl::parse(named, &self.plain).ok_or_else(|| storage::unfit(&self.secret().hidden_in(named)))
    }

    /// Makes `operation` ready to leave.
    pub(crate) fn finish<'w>(
        &self,
        operation: &'static Operation,
        path: &Path,
        body: Option<&'w Value>,
    ) -> Result<Finished<'w>, Error> {
        let url = self.base.url(path).ok_or(Error::Url)?;
        Ok(Finished { operation, url, body })
    }

    /// Waits until a write and the reads that prove it may leave: before it is proven, because what was true before the wait
    /// need not be true after it.
    pub(crate) async fn turn(&self, reads: u64) -> Result<Turn<'_>, Error> {
        self.pace.turn_before(reads).await
    }

    /// Sends `write` for `permit`, once and at once.
    ///
    /// In a test process the finished request must name the project and the server that the permit is for.
    pub(crate) async fn write(
        &self,
        turn: Turn<'_>,
        permit: Permit,
        write: &Finished<'_>,
        attempt: u32,
    ) -> Result<Answer, Error> {
        permit.spend(|| self.target_of(write))?;
        let body = write.body.map(Value::to_string);
        let attempt = Attempt {
            operation: write.operation.name,
            number: attempt,
        };
        let sent = self
            .send(
                &turn,
                attempt,
                method(write.operation),
                write.url.clone(),
                body,
                Way::OfWrites,
            )
            .await;
        let response = sent.map_err(|error| self.unproxied(answer::write_failed(error)))?;
        answer::of_write(response, &self.credential).await
    }

    /// Sends `form` to the storage for `permit`, once, and without the API key.
    ///
    /// In a test process the storage and the project that `ticket` was given for must be those that the permit is for.
    pub(crate) async fn store(
        &self,
        permit: Permit,
        operation: &'static Operation,
        ticket: &Ticket,
        form: Form,
    ) -> Result<(), Error> {
        let content_type =
            HeaderValue::try_from(form.content_type).map_err(|error| Error::Encode(error.into()))?;
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, content_type)]);
        permit.spend(|| ticket.target())?;
        let url = ticket.url().clone();
        let attempt = Attempt {
            operation: operation.name,
            number: 1,
        };
        let sent = self
            .execute(
                attempt,
                method(operation),
                url,
                headers,
                Some(form.body),
                Way::OfWrites,
            )
            .await;
        storage::stored(&sent.map_err(|error| self.unproxied(answer::write_failed(error)))?)
    }

    /// What `write` changes, read from what is about to leave: its URL and its body.
    pub(crate) fn target_of<'w>(&'w self, write: &'w Finished<'_>) -> Target<'w> {
        let in_body = |field| {
            write
                .body
                .and_then(|body| body.get(field))
                .and_then(Value::as_str)
        };
        let project = match write.operation.target {
            TargetIn::Path | TargetIn::Caller => self.base.project_of(&write.url).filter(|project| {
                ["project", "project_id"]
                    .into_iter()
                    .filter_map(in_body)
                    .all(|named| named == *project)
            }),
            TargetIn::Body(field) => in_body(field),
            TargetIn::Nowhere | TargetIn::Storage => None,
        };
        Target::new(project).at(write.url.origin().ascii_serialization())
    }

    async fn get(
        &self,
        path: &Path,
        query: &[(&str, &str)],
        way: Way,
        attempt: u32,
    ) -> Result<Response, Error> {
        let mut url = self.base.url(path).ok_or(Error::Url)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let turn = self.pace.turn().await?;
        let attempt = Attempt {
            operation: path.template(),
            number: attempt,
        };
        let sent = self.send(&turn, attempt, Method::GET, url, None, way).await;
        sent.map_err(answer::read_failed).map_err(|error| match way {
            Way::Given => error,
            Way::OfWrites => self.unproxied(error),
        })
    }

    async fn send(
        &self,
        turn: &Turn<'_>,
        attempt: Attempt,
        method: Method,
        url: Url,
        body: Option<String>,
        way: Way,
    ) -> Result<Response, reqwest::Error> {
        let mut headers = HeaderMap::new();
        self.credential.add_to(&mut headers);
        headers.insert(ACCEPT, JSON);
        if body.is_some() {
            headers.insert(CONTENT_TYPE, JSON);
        }
        let body = body.map(String::into_bytes);
        let response = self.execute(attempt, method, url, headers, body, way).await?;
        turn.hear(response.headers());
        Ok(response)
    }

    /// The one door: `write` and `store` ask for a permit, and `get` can only get.
    async fn execute(
        &self,
        attempt: Attempt,
        method: Method,
        url: Url,
        headers: HeaderMap,
        body: Option<Vec<u8>>,
        way: Way,
    ) -> Result<Response, reqwest::Error> {
        let http = self.http(way);
        let request = http.request(method.clone(), url).headers(headers);
        let request = match body {
            Some(body) => request.body(body),
            None => request,
        };
        let sent = http.execute(request.build()?);
        attempt.watch(&method, sent).await
    }

    fn http(&self, way: Way) -> &Client {
        match &self.proxied {
            Some(proxied) if way == Way::Given || write_guard::subject().is_live() => proxied,
            _ => &self.direct,
        }
    }

    /// An error on the way of a write: says so if it may be for want of the proxy.
    fn unproxied(&self, error: Error) -> Error {
        match error {
            Error::Unreachable(source) if self.proxied.is_some() && !write_guard::subject().is_live() => {
                Error::Unproxied(source)
            }
            error => error,
        }
    }
}

fn method(operation: &Operation) -> Method {
    match operation.method {
        operation::Method::Post => Method::POST,
        operation::Method::Patch => Method::PATCH,
        operation::Method::Put => Method::PUT,
        operation::Method::Delete => Method::DELETE,
    }
}
