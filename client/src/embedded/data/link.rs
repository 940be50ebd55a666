//! Links of work items to pages elsewhere.

use serde::Serialize;
use serde_json::{Value, json};

use super::row::{Base, row};
use crate::id::{LinkId, WorkItemId};

/// A link as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    #[serde(flatten)]
    pub(crate) base: Base<LinkId>,
    /// Its title, if it was given one.
    pub title: Option<String>,
    /// Where it leads.
    pub url: String,
    metadata: Value,
    /// The work item it is on.
    pub issue: WorkItemId,
}

impl Link {
    pub(crate) fn new(base: Base<LinkId>, issue: WorkItemId, url: &str) -> Self {
        let mut link = Self {
            base,
            title: None,
            url: String::new(),
            metadata: Value::Null,
            issue,
        };
        link.point_to(url);
        link
    }

    /// Real servers fetch the page for its title and icon; this one fetches nothing, and answers as for a page that is not
    /// there.
    pub(crate) fn point_to(&mut self, url: &str) {
        url.clone_into(&mut self.url);
        self.metadata = json!({
            "url": url,
            "title": null,
            "favicon": "data:image/svg+xml;base64,PHN2Zy8+",
            "favicon_url": null,
        });
    }
}

row!(Link: LinkId, links);
