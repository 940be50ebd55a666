//! A client that sends exactly what it is told: no normalising, no redirects, no retries.

use std::io::{Read, Write};
use std::net::TcpStream;

use plane_client::embedded::Plane;
use serde_json::Value;

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    /// A member of the body, by its JSON pointer.
    pub(crate) fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or(Value::Null)
    }
}

/// Sends one request on a connection of its own, with the given headers only.
pub(crate) fn send(
    plane: &Plane,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    send_to(&plane.base_url(), method, target, headers, body)
}

/// The same to any origin, such as the storage's.
pub(crate) fn send_to(
    origin: &str,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    exchange(origin, method, target, headers, body).unwrap_or_else(|error| Answer {
        status: 0,
        headers: Vec::new(),
        body: error.to_string(),
    })
}

fn exchange(
    origin: &str,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(origin.trim_start_matches("http://"))?;
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: plane\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if !body.is_empty() {
        head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let mut lines = head.lines();
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .and_then(|code| code.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(": "));
    Ok(Answer {
        status: status.unwrap_or_default(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: body.to_owned(),
    })
}

/// Sends with the valid key; a body is JSON.
pub(crate) fn call(plane: &Plane, method: &str, target: &str, body: Option<&Value>) -> Answer {
    let body = body.map(Value::to_string).unwrap_or_default();
    let headers = [
        ("X-API-Key", plane.api_key()),
        ("Content-Type", "application/json"),
    ];
    send(plane, method, target, &headers, body.as_bytes())
}

/// Reads a path below the workspace.
pub(crate) fn get(plane: &Plane, path: &str) -> Answer {
    call(
        plane,
        "GET",
        &format!("/api/v1/workspaces/{}/{path}", plane.workspace()),
        None,
    )
}

/// Writes to a path below the workspace.
pub(crate) fn write(plane: &Plane, method: &str, path: &str, body: &Value) -> Answer {
    call(
        plane,
        method,
        &format!("/api/v1/workspaces/{}/{path}", plane.workspace()),
        Some(body),
    )
}
