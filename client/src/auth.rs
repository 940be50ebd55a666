//! The credential.

use std::fmt;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// What the server knows one by. Plain text is an API key.
///
/// It is shown nowhere: its `Debug` is blank, it has no `Display`, and no error repeats it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Auth {
    /// A key that somebody made in Plane, sent as `X-API-Key`.
    ApiKey(String),
    /// The access token of an OAuth app, sent as `Authorization: Bearer …`. The Community Edition knows none.
    Bearer(String),
}

impl From<&str> for Auth {
    fn from(key: &str) -> Self {
        Self::ApiKey(key.into())
    }
}

impl From<&String> for Auth {
    fn from(key: &String) -> Self {
        Self::ApiKey(key.into())
    }
}

impl From<String> for Auth {
    fn from(key: String) -> Self {
        Self::ApiKey(key)
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ApiKey(_) => "ApiKey(***)",
            Self::Bearer(_) => "Bearer(***)",
        })
    }
}

/// A credential as it leaves: one header, marked sensitive.
#[derive(Clone)]
pub(crate) struct Credential {
    name: HeaderName,
    value: HeaderValue,
    secret: Box<str>,
}

impl Credential {
    /// `None` if the text cannot be a header's value or is blank.
    pub(crate) fn parse(auth: &Auth) -> Option<Self> {
        let (name, text, value) = match auth {
            Auth::ApiKey(key) => (API_KEY, key, HeaderValue::from_str(key)),
            Auth::Bearer(token) => (
                AUTHORIZATION,
                token,
                HeaderValue::try_from(format!("Bearer {token}")),
            ),
        };
        let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        let mut value = value.ok().filter(|_| is_whole)?;
        value.set_sensitive(true);
        let secret = text.as_str().into();
        Some(Self { name, value, secret })
    }

    /// What a server said, without the key or token: some repeat the one that they refuse.
    pub(crate) fn hidden_in(&self, said: &str) -> String {
        // What is shorter stands in any text.
        if self.secret.len() < 8 {
            return said.to_owned();
        }
        said.replace(&*self.secret, "***")
    }

    pub(crate) fn add_to(&self, headers: &mut HeaderMap) {
        headers.insert(self.name.clone(), self.value.clone());
    }
}
