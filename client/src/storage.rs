//! Where the bytes of an attachment go: a storage beside the server, such as S3.

use std::collections::BTreeMap;
use std::fmt;

use reqwest::{Response, Url};
use serde::Deserialize;
use write_guard::Target;

use crate::answer::escaped;
use crate::base_url::PlainHosts;
use crate::error::Error;
use crate::form::Form;
use crate::id::ProjectId;

/// A storage: `https`, or `http` on loopback or a named host, and without credentials.
#[derive(Clone)]
pub(crate) struct StorageUrl(Url);

impl StorageUrl {
    /// Reads the URL that the server says files go to.
    pub(crate) fn parse(text: &str, plain: &PlainHosts) -> Option<Self> {
        Url::parse(text)
            .ok()
            .filter(|url| plain.is_private(url))
            .map(Self)
    }

    /// Reads `https://host[:port]` and nothing more.
    pub(crate) fn of_origin(text: &str, plain: &PlainHosts) -> Option<Self> {
        Self::parse(text, plain)
            .filter(|storage| storage.0.as_str().trim_end_matches('/') == storage.origin())
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

/// The path is left out: whatever the server put into it.
impl fmt::Debug for StorageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.origin().fmt(f)
    }
}

/// Where a file that was announced goes, by the server's word.
#[derive(Deserialize)]
pub(crate) struct UploadData {
    pub(crate) url: String,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, String>,
}

/// The server's leave to store one file, of one project or of none.
pub(crate) struct Ticket {
    project: Option<ProjectId>,
    storage: StorageUrl,
    fields: BTreeMap<String, String>,
}

impl Ticket {
    pub(crate) fn new(
        project: Option<ProjectId>,
        storage: StorageUrl,
        fields: BTreeMap<String, String>,
    ) -> Self {
        Self {
            project,
            storage,
            fields,
        }
    }

    pub(crate) fn storage(&self) -> &StorageUrl {
        &self.storage
    }

    pub(crate) fn url(&self) -> &Url {
        &self.storage.0
    }

    /// What the file's way to the storage changes: the project it was announced for, at the storage.
    pub(crate) fn target(&self) -> Target<'_> {
        Target::new(self.project.map(|project| project.to_string())).at(self.storage.origin())
    }

    /// The form that the storage takes: the fields of the ticket, and then the file.
    pub(crate) fn form(&self, name: &str, media_type: &str, bytes: &[u8]) -> Form {
        Form::new(&self.fields, name, media_type, bytes)
    }
}

/// The fields are left out: they hold a signature.
impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket")
            .field("project", &self.project)
            .field("storage", &self.storage)
            .finish_non_exhaustive()
    }
}

/// A storage that the server named and that no file is sent to or got from.
pub(crate) fn unfit(named: &str) -> Error {
    let storage = match Url::parse(named) {
        Ok(url) if url.has_host() => url.origin().ascii_serialization(),
        Ok(url) => format!("{}:", url.scheme()),
        // Relative: its first segment tells it.
        Err(_) => {
            let path = named.split(['?', '#']).next().unwrap_or_default();
            path.split_inclusive('/').take(2).collect()
        }
    };
    Error::Storage {
        storage: escaped(&storage),
        announced: None,
    }
}

/// What the storage answered.
pub(crate) fn stored(response: &Response) -> Result<(), Error> {
    let status = response.status();
    if status.is_success() {
        Ok(())
    } else if status.is_redirection() {
        Err(Error::Redirected {
            status: status.as_u16(),
        })
    } else if status.is_server_error() {
        Err(Error::UnknownOutcome {
            why: "the storage failed after it had the file",
            source: None,
        })
    } else {
        Err(Error::Rejected {
            status: status.as_u16(),
            message: "the storage refused the file".into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storage_is_private_and_an_origin_is_nothing_more() {
        let plain = PlainHosts::parse(&["minio".to_owned()]).unwrap();
        for text in [
            "https://files.example/uploads",
            "http://127.0.0.1:9000/uploads?x=1",
            "http://minio:9000/uploads",
        ] {
            assert!(StorageUrl::parse(text, &plain).is_some(), "{text}");
            assert!(StorageUrl::of_origin(text, &plain).is_none(), "{text}");
        }
        for text in [
            "https://files.example",
            "https://files.example:9000/",
            "http://[::1]:1",
        ] {
            assert!(StorageUrl::of_origin(text, &plain).is_some(), "{text}");
        }
        for text in [
            "",
            "/uploads",
            "file:///etc/passwd",
            "ftp://files.example/",
            "http://files.example/uploads",
            "https://user@files.example/uploads",
            "https://user:key@files.example/uploads",
            "data:,x",
        ] {
            assert!(StorageUrl::parse(text, &plain).is_none(), "{text}");
        }
    }

    #[test]
    fn a_ticket_does_not_show_its_signature() {
        let fields = BTreeMap::from([("x-amz-signature".to_owned(), "canary".to_owned())]);
        let project = ProjectId::from(uuid::Uuid::from_u128(1));
        let storage =
            StorageUrl::parse("https://files.example/canary?canary", &PlainHosts::default()).unwrap();
        let ticket = Ticket::new(Some(project), storage, fields);
        let shown = format!("{ticket:?}");
        assert!(
            shown.contains("files.example") && !shown.contains("canary"),
            "{shown}"
        );
    }

    #[test]
    fn a_storage_that_is_unfit_is_told_without_what_may_be_secret() {
        for (named, told) in [
            (
                "http://user:canary@files.example/canary?canary",
                "http://files.example",
            ),
            ("file:///canary", "file:"),
            ("data:,canary", "data:"),
            ("/uploads/canary?canary", "/uploads/"),
            ("uploads#canary", "uploads"),
        ] {
            let error = unfit(named);
            assert!(
                matches!(&error, Error::Storage { storage, announced: None } if storage == told),
                "{named} {error:?}"
            );
        }
    }
}
