//! The credential.

use std::fmt;
use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

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
    secret: Secret,
}

/// The key or token, of which nothing that a server says may tell: some repeat it.
#[derive(Clone)]
pub(crate) struct Secret(Arc<str>);

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
        let secret = Secret(text.as_str().into());
        Some(Self { name, value, secret })
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }

    pub(crate) fn add_to(&self, headers: &mut HeaderMap) {
        headers.insert(self.name.clone(), self.value.clone());
    }
}

impl Secret {
    /// A text without it.
    pub(crate) fn hidden_in(&self, said: &str) -> String {
        // What is shorter stands in any text.
        if self.0.len() < 8 {
            return said.to_owned();
        }
        said.replace(&*self.0, "***")
    }

    /// A body without it, however JSON spells it there: `a\/b` is `a/b`.
    pub(crate) fn hidden_in_body(&self, body: &[u8]) -> String {
        let said = self.hidden_in(&String::from_utf8_lossy(body));
        let value = serde_json::from_str::<Value>(&said).ok();
        let hidden = value.and_then(|mut value| self.hide(&mut value).then_some(value));
        hidden.map_or(said, |value| value.to_string())
    }

    /// Takes it out of all texts in `value`, and says whether it was in one.
    fn hide(&self, value: &mut Value) -> bool {
        match value {
            Value::String(text) => {
                let hidden = self.hidden_in(text);
                let was_in = hidden != *text;
                *text = hidden;
                was_in
            }
            Value::Array(values) => values
                .iter_mut()
                .fold(false, |was_in, value| self.hide(value) | was_in),
            Value::Object(fields) => {
                let mut was_in = false;
                for (name, mut value) in std::mem::take(fields) {
                    let hidden = self.hidden_in(&name);
                    was_in |= self.hide(&mut value) || hidden != name;
                    fields.insert(hidden, value);
                }
                was_in
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
}
