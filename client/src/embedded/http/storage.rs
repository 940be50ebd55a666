//! Where the bytes of files go: a server of its own, as the storage of a real Plane is.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode};

use super::handler::Shared;
use super::received::Received;
use super::target::Target;
use crate::embedded::data::storage::{BUCKET, Refused};

/// An upload taken apart.
#[derive(Debug, Default)]
struct Form {
    fields: BTreeMap<String, String>,
    file: Option<Vec<u8>>,
}

/// Answers an upload or a download; what else is asked of a storage is forbidden.
pub(crate) async fn serve(shared: &Shared, parts: Parts, received: &Received) -> Response<Body> {
    let is_get = parts.method == Method::GET;
    let (status, body) = if parts.method == Method::POST && parts.uri.path() == format!("/{BUCKET}") {
        match form(Request::from_parts(parts, Body::from(received.body.clone()))).await {
            Some(form) => (uploaded(shared, form), Vec::new()),
            None => (StatusCode::BAD_REQUEST, Vec::new()),
        }
    } else {
        let target = Target::parse(&received.path);
        let key = target
            .path
            .strip_prefix(&format!("/{BUCKET}/"))
            .map(str::to_owned);
        let world = shared.world();
        let object = key.and_then(|key| world.storage.object(&key).map(<[u8]>::to_vec));
        match object.filter(|_| is_get) {
            Some(object) => (StatusCode::OK, object),
            None => (StatusCode::FORBIDDEN, Vec::new()),
        }
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let octets = HeaderValue::from_static("application/octet-stream");
    response.headers_mut().insert(CONTENT_TYPE, octets);
    response
}

fn uploaded(shared: &Shared, form: Form) -> StatusCode {
    match shared.world().storage.upload(&form.fields, form.file) {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(Refused::Unknown) => StatusCode::FORBIDDEN,
        Err(Refused::Malformed) => StatusCode::BAD_REQUEST,
    }
}

async fn form(request: Request) -> Option<Form> {
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name()?.to_owned();
        let bytes = part.bytes().await.ok()?;
        if name == "file" {
            form.file = Some(bytes.to_vec());
        } else {
            form.fields
                .insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Some(form)
}
