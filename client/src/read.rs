//! A read: attempts and the two spellings of a path around the transport.

use serde::de::DeserializeOwned;
use tokio::time::sleep;

use crate::client::PlaneClient;
use crate::error::{Error, NotFound};
use crate::id::Segment;
use crate::path::{Path, Spelling};

impl PlaneClient {
    /// Gets what the filled `template` names.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        template: &'static str,
        ids: impl Into<Vec<Segment>>,
        query: &[(&str, &str)],
    ) -> Result<T, Error> {
        let transport = &self.shared.transport;
        let read = |path: Path, attempt| async move { transport.read(&path, query, self.way, attempt).await };
        self.get(template, &ids.into(), read).await?.decode()
    }

    /// Where the server sends who gets what the filled `template` names.
    pub(crate) async fn location(
        &self,
        template: &'static str,
        ids: impl Into<Vec<Segment>>,
    ) -> Result<String, Error> {
        let transport = &self.shared.transport;
        let read = |path: Path, attempt| async move { transport.location(&path, attempt).await };
        self.get(template, &ids.into(), read).await
    }

    pub(crate) fn path(
        &self,
        template: &'static str,
        ids: &[Segment],
        spelling: Spelling,
    ) -> Result<Path, Error> {
        Path::fill(template, &self.shared.workspace, ids, spelling).ok_or(Error::Url)
    }

    /// Does `read` with the path of the filled `template`: in the other spelling too, if the server knows none of the first.
    async fn get<A, F>(
        &self,
        template: &'static str,
        ids: &[Segment],
        read: impl Fn(Path, u32) -> F,
    ) -> Result<A, Error>
    where
        F: Future<Output = Result<A, Error>>,
    {
        let learned = &self.shared.learned;
        let path = self.path(template, ids, learned.spelling())?;
        let found = self.attempt_read(&path, &read).await;
        // What stands before an old server may answer in its place.
        let has_no_route = |found: &Result<_, _>| {
            matches!(
                found,
                Err(Error::NotFound(NotFound::Route)
                    | Error::NotPlane {
                        status: 404,
                        is_page: true,
                        ..
                    })
            )
        };
        if !has_no_route(&found) || !learned.is_open() || !Spelling::matters_to(template) {
            return found;
        }
        let path = self.path(template, ids, Spelling::Issues)?;
        let found = self.attempt_read(&path, &read).await;
        if matches!(
            found,
            Ok(_) | Err(Error::NotFound(NotFound::Object) | Error::Permission { .. })
        ) {
            learned.set_old();
        }
        found
    }

    /// Does `read` with `path`, as often as it is worth it.
    pub(crate) async fn attempt_read<A, F>(
        &self,
        path: &Path,
        read: &impl Fn(Path, u32) -> F,
    ) -> Result<A, Error>
    where
        F: Future<Output = Result<A, Error>>,
    {
        let mut attempt = 1;
        loop {
            let error = match read(path.clone(), attempt).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            match self.shared.retry.pause(attempt, &error, true) {
                Some(pause) => sleep(pause).await,
                None => return Err(error),
            }
            attempt += 1;
        }
    }
}
