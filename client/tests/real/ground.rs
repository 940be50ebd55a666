//! Where the steps are taken, and the leave to take them.

use std::time::Duration;

use plane_client::PlaneClient;
use plane_client::embedded::Plane;
use uuid::Uuid;

use crate::Result;

/// A workspace that may be changed.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) client: PlaneClient,
    /// What this run's project is told apart by from those of earlier ones.
    pub(crate) mark: String,
}

impl Ground {
    /// The workspace that the environment names, twice: once to say where, and once to say that it may be changed.
    pub(crate) fn told() -> std::result::Result<Self, String> {
        let base_url = variable("PLANE_BASE_URL")?;
        let key = variable("PLANE_API_KEY")?;
        let workspace = variable("PLANE_WORKSPACE")?;
        if variable("PLANE_MAY_CHANGE_WORKSPACE")? != workspace {
            return Err(
                "PLANE_MAY_CHANGE_WORKSPACE does not name the workspace of PLANE_WORKSPACE, so nothing is changed there"
                    .to_owned(),
            );
        }
        Self::new(&base_url, &key, &workspace).map_err(|error| error.to_string())
    }

    pub(crate) fn embedded(plane: &Plane) -> Result<Self> {
        Self::new(&plane.base_url(), plane.api_key(), plane.workspace())
    }

    fn new(base_url: &str, key: &str, workspace: &str) -> Result<Self> {
        let client = PlaneClient::builder(base_url, key)
            .workspace(workspace)
            // A server that allows 60 requests a minute is waited for, and one that fails is asked once.
            .patience(Duration::from_secs(120))
            .attempts(1)
            .build()?;
        let mark = Uuid::new_v4().simple().to_string();
        let mark = mark.get(..6).unwrap_or_default().to_uppercase();
        Ok(Self { client, mark })
    }
}

fn variable(name: &str) -> std::result::Result<String, String> {
    let value = std::env::var_os(name).and_then(|value| value.into_string().ok());
    value.filter(|value| !value.is_empty()).ok_or_else(|| {
        format!("{name} is not set; see the head of client/tests/real/driver.rs for what is asked for")
    })
}
