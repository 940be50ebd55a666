//! What the storage has: files that were announced to it, and bytes that came.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};

use serde_json::{Value, json};
use uuid::Uuid;

use super::attachment::Attachment;
use crate::embedded::percent::percent_encode;

/// The bucket, which is the path that uploads are posted to.
pub(crate) const BUCKET: &str = "uploads";

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
    max_size: f64,
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
        let max_size = file.attributes.size.as_f64().unwrap_or_default();
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
            Uuid::from(file.id).simple(),
        )
    }

    /// The bytes that came for a file.
    pub(crate) fn contents(&self, file: &Attachment) -> Option<&[u8]> {
        self.object(&file.asset)
    }

    pub(crate) fn put(&mut self, file: &Attachment, contents: &[u8]) {
        self.objects.insert(file.asset.clone(), contents.to_vec());
    }

    /// The bytes under a key.
    pub(crate) fn object(&self, key: &str) -> Option<&[u8]> {
        self.objects.get(key).map(Vec::as_slice)
    }

    /// Takes an upload whose fields are those that were handed out; anything else is refused.
    pub(crate) fn upload(
        &mut self,
        fields: &BTreeMap<String, String>,
        file: Option<Vec<u8>>,
    ) -> Result<(), Refused> {
        let key = fields.get("key").ok_or(Refused::Malformed)?;
        let announced = self.announced.get(key).ok_or(Refused::Unknown)?;
        if fields.get("x-amz-signature") != Some(&announced.signature) {
            return Err(Refused::Unknown);
        }
        let fits = |file: &Vec<u8>| {
            u32::try_from(file.len()).is_ok_and(|size| f64::from(size) <= announced.max_size)
        };
        let file = file.filter(fits).ok_or(Refused::Malformed)?;
        self.objects.insert(key.clone(), file);
        Ok(())
    }
}

/// Why an upload was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Nobody announced it, or not with these fields.
    Unknown,
    /// It says too little, or is too large.
    Malformed,
}
