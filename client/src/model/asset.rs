use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::change::body;
use crate::id::{AssetId, ProjectId};

/// A file that is announced, and where its bytes go.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AssetUpload {
    /// Its id.
    pub asset_id: AssetId,
    /// Where it will be read.
    pub asset_url: Option<String>,
    /// Where its bytes are sent, and with which form fields.
    pub upload_data: AssetForm,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The form by which a file's bytes are sent to the storage.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AssetForm {
    /// Where it is posted.
    pub url: String,
    /// Its fields: they are a permission to upload, so they are not shown by `Debug`.
    #[serde(default)]
    pub fields: BTreeMap<String, Value>,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl fmt::Debug for AssetForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.fields.keys().collect();
        f.debug_struct("AssetForm")
            .field("fields", &fields)
            .finish_non_exhaustive()
    }
}

/// A file that is there to be read.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Asset {
    /// Its id.
    pub asset_id: AssetId,
    /// Where its bytes are, for a while and for everybody who knows it: not shown by `Debug`.
    pub asset_url: String,
    /// Its name.
    #[serde(default)]
    pub asset_name: String,
    /// Its media type, such as `image/png`.
    #[serde(default)]
    pub asset_type: String,
    /// What this version does not know, as it came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl fmt::Debug for Asset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asset")
            .field("asset_id", &self.asset_id)
            .field("asset_name", &self.asset_name)
            .field("asset_type", &self.asset_type)
            .finish_non_exhaustive()
    }
}

body! {
    /// What a new file is made of: a name, a media type such as `image/png`, and its size in bytes.
    NewAsset (name: String, r#type: String, size: u64);
    optional {
        /// The project it belongs to. Without one no test process may make it.
        project_id: ProjectId,
        /// The system that makes it.
        external_source: String,
        /// What that system calls it.
        external_id: String,
    }
}

/// What a picture of a user is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum UserAssetKind {
    /// It stands for the user.
    #[default]
    #[serde(rename = "USER_AVATAR")]
    Avatar,
    /// It stands behind the user's profile.
    #[serde(rename = "USER_COVER")]
    Cover,
}

body! {
    /// What a new picture of a user is made of: a name, a media type such as `image/png`, its size in bytes, and what it is for.
    NewUserAsset (name: String, r#type: String, size: u64, entity_type: UserAssetKind);
}
