use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::change::body;
use crate::id::{AssetId, ProjectId};

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
    }
    nullable {
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
