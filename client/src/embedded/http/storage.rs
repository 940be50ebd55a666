//! Where the bytes of files go: a server of its own, as the storage of a real Plane is.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};

use axum::body::Body;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::handler::Shared;
use super::received::Received;
use super::target::{Target, percent_encode};
use crate::embedded::data::attachment::Attachment;

/// The bucket, which is the path that uploads are posted to.
const BUCKET: &str = "uploads";

/// What was announced to the storage, and the bytes that came.
#[derive(Debug)]
pub(crate) struct Storage {
    pub(crate) address: SocketAddr,
    announced: BTreeMap<String, Announced>,
    objects: BTreeMap<String, Vec<u8>>,
}

/// What the policy of an upload allows.
#[derive(Debug)]
struct Announced {
    signature: String,
    max_size: u64,
}

impl Storage {
    /// A storage whose server has no port yet.
    pub(crate) fn new() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            announced: BTreeMap::new(),
            objects: BTreeMap::new(),
        }
    }

    /// Where and with which fields the bytes of a file are to be posted.
    pub(crate) fn presigned(&mut self, file: &Attachment) -> Value {
        let signature = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        let answer = json!({
            "url": format!("http://{}/{BUCKET}", self.address),
            "fields": {
                "Content-Type": file.attributes.media_type,
                "key": file.asset,
                "x-amz-algorithm": "AWS4-HMAC-SHA256",
                "x-amz-credential": "access-key/20261121/us-east-1/s3/aws4_request",
                "x-amz-date": "20261121T091659Z",
                "policy": "e30=",
                "x-amz-signature": signature,
            },
        });
        // A file has no half a byte.
        let size = &file.attributes.size;
        let max_size = size.as_u64().or(size.as_f64().map(whole)).unwrap_or_default();
        self.announced
            .insert(file.asset.clone(), Announced { signature, max_size });
        answer
    }

    /// Where the bytes of a file can be had.
    pub(crate) fn download(&self, file: &Attachment) -> String {
        let name = percent_encode(&file.attributes.name);
        format!(
            "http://{}/{BUCKET}/{}?response-content-disposition=attachment%3B%20filename%2A%3DUTF-8%27%27{name}\
             &X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature={}",
            self.address,
            percent_encode(&file.asset),
            file.id.simple(),
        )
    }

    /// The bytes that came for a file.
    pub(crate) fn contents(&self, file: &Attachment) -> Option<&[u8]> {
        self.objects.get(&file.asset).map(Vec::as_slice)
    }

    pub(crate) fn put(&mut self, file: &Attachment, contents: &[u8]) {
        self.objects.insert(file.asset.clone(), contents.to_vec());
    }

    /// Takes an upload whose fields are those that were handed out; anything else is refused.
    fn upload(&mut self, form: Form) -> StatusCode {
        let Some(key) = form.fields.get("key") else {
            return StatusCode::BAD_REQUEST;
        };
        let Some(announced) = self.announced.get(key) else {
            return StatusCode::FORBIDDEN;
        };
        if form.fields.get("x-amz-signature") != Some(&announced.signature) {
            return StatusCode::FORBIDDEN;
        }
        match form.file {
            Some(file) if u64::try_from(file.len()).is_ok_and(|size| size <= announced.max_size) => {
                self.objects.insert(key.clone(), file);
                StatusCode::NO_CONTENT
            }
            _ => StatusCode::BAD_REQUEST,
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the size of a file, never negative where it matters"
)]
fn whole(size: f64) -> u64 {
    size as u64
}

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
            Some(form) => (shared.world().storage.upload(form), Vec::new()),
            None => (StatusCode::BAD_REQUEST, Vec::new()),
        }
    } else {
        let target = Target::parse(received.path());
        let key = target
            .path
            .strip_prefix(&format!("/{BUCKET}/"))
            .map(str::to_owned);
        let world = shared.world();
        let object = key.and_then(|key| world.storage.objects.get(&key).cloned());
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
