//! Pages of a list.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::path::Path;
use crate::transport::Transport;

/// How many rows to ask for: what every server version accepts.
const PER_PAGE: &str = "100";

#[derive(Deserialize)]
struct Page<T> {
    next_cursor: String,
    next_page_results: bool,
    results: Vec<T>,
}

/// Every row of a list. The size of a page is sent each time: a cursor alone yields an empty page and no error.
pub(crate) async fn all<T: DeserializeOwned>(transport: &Transport, path: &Path) -> Result<Vec<T>, Error> {
    let mut rows = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let mut query = vec![("per_page", PER_PAGE)];
        query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page: Page<T> = transport.read(path, &query).await?;
        rows.extend(page.results);
        if !page.next_page_results || cursor.as_ref() == Some(&page.next_cursor) {
            return Ok(rows);
        }
        cursor = Some(page.next_cursor);
    }
}
