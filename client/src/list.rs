//! Lists, page by page.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::marker::PhantomData;

use futures_util::TryStreamExt as _;
use futures_util::stream::{self, BoxStream, StreamExt as _};
use serde::de::{DeserializeOwned, Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::client::PlaneClient;
use crate::error::Error;
use crate::id::Segment;

/// How many rows a page has unless said otherwise, and at most: what every version of the server accepts.
const PER_PAGE: u8 = 100;

/// A list that has not been asked for yet.
///
/// ```
/// # #[cfg(feature = "embedded")]
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use futures_util::TryStreamExt as _;
/// use plane_client::{PlaneClient, embedded::Plane};
///
/// let plane = Plane::start()?;
/// let project = plane.add_project("Orchestra", "ORCH").id();
/// for name in ["Tune", "Play", "Bow"] {
///     plane.add_work_item(project, name);
/// }
/// let client = PlaneClient::builder(&plane.base_url(), plane.api_key()).workspace(plane.workspace()).build()?;
///
/// let mut items = client.in_project(project).work_items().list().order_by("sequence_id").per_page(2).stream();
/// let mut names = vec![];
/// while let Some(item) = items.try_next().await? {
///     names.push(item.name);
/// }
/// assert_eq!(names, ["Tune", "Play", "Bow"]);
/// # Ok(())
/// # }
/// # #[cfg(feature = "embedded")]
/// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
/// ```
#[must_use = "nothing is asked until `all`, `stream`, `pages` or `total_count`"]
pub struct List<T> {
    client: PlaneClient,
    template: &'static str,
    ids: Vec<Segment>,
    query: Vec<(&'static str, String)>,
    per_page: u8,
    rows: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + Send + 'static> List<T> {
    pub(crate) fn new(client: &PlaneClient, template: &'static str, ids: impl Into<Vec<Segment>>) -> Self {
        Self {
            client: client.clone(),
            template,
            ids: ids.into(),
            query: Vec::new(),
            per_page: PER_PAGE,
            rows: PhantomData,
        }
    }

    /// How many rows are asked for at a time, 1 to 100; 100 unless set.
    pub fn per_page(self, rows: u8) -> Self {
        Self {
            per_page: rows.clamp(1, PER_PAGE),
            ..self
        }
    }

    /// The field that rows are sorted by, with `-` before it for the largest first.
    ///
    /// A list is read by offset, so rows shift when others write meanwhile: `created_at` and `sequence_id` shift least.
    pub fn order_by(self, field: &str) -> Self {
        self.with("order_by", field.to_owned())
    }

    /// The fields that hold the whole object and not only its id: those whose type is [`Expandable`](crate::Expandable).
    pub fn expand<'f>(self, fields: impl IntoIterator<Item = &'f str>) -> Self {
        let fields: Vec<_> = fields.into_iter().collect();
        self.with("expand", fields.join(","))
    }

    /// Rows of another type, `R`, for which the server sends these fields only, and `id`, which tells one page from another.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")]
    /// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// use plane_client::{PlaneClient, embedded::Plane};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Named {
    ///     name: String,
    /// }
    ///
    /// let plane = Plane::start()?;
    /// let project = plane.add_project("Orchestra", "ORCH").id();
    /// plane.add_work_item(project, "Tune");
    /// let client = PlaneClient::builder(&plane.base_url(), plane.api_key()).workspace(plane.workspace()).build()?;
    /// let items: Vec<Named> = client.in_project(project).work_items().list().fields(["name"]).all().await?;
    /// assert_eq!(items[0].name, "Tune");
    /// # Ok(())
    /// # }
    /// # #[cfg(feature = "embedded")]
    /// # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
    /// ```
    pub fn fields<'f, R: DeserializeOwned + Send + 'static>(
        self,
        fields: impl IntoIterator<Item = &'f str>,
    ) -> List<R> {
        let fields: Vec<_> = fields.into_iter().chain(["id"]).collect();
        let list = self.with("fields", fields.join(","));
        List {
            client: list.client,
            template: list.template,
            ids: list.ids,
            query: list.query,
            per_page: list.per_page,
            rows: PhantomData,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: String) -> Self {
        self.query.retain(|(other, _)| *other != name);
        self.query.push((name, value));
        self
    }

    /// Every row.
    ///
    /// # Errors
    ///
    /// What can befall a read; rows already read are lost.
    pub async fn all(self) -> Result<Vec<T>, Error> {
        self.stream().try_collect().await
    }

    /// The rows one after the other: a page is asked for when its first row is wanted. The stream ends after an error.
    #[must_use = "a stream does nothing unless polled"]
    pub fn stream(self) -> BoxStream<'static, Result<T, Error>> {
        let rows = |page: Page<T>| stream::iter(page.rows.into_iter().map(Ok));
        self.pages().map_ok(rows).try_flatten().boxed()
    }

    /// The rows by the page, as the server sends them: each is asked for when it is wanted. The stream ends after an error.
    #[must_use = "a stream does nothing unless polled"]
    pub fn pages(self) -> BoxStream<'static, Result<Page<T>, Error>> {
        let start = (self, Cursor::First, HashSet::new());
        let pages = stream::try_unfold(start, |(list, cursor, mut seen)| async move {
            let Some(sent) = list.page::<Rows<T>>(&cursor, list.per_page).await? else {
                return Ok::<_, Error>(None);
            };
            let is_new = match sent.results.first {
                Some(first) => seen.insert(first),
                None => !sent.next_page_results,
            };
            if !is_new {
                return Err(Error::Repeats);
            }
            let next = cursor.after(&sent);
            let page = Page {
                rows: sent.results.rows,
                total_count: sent.total_count,
            };
            Ok(Some((page, (list, next, seen))))
        });
        pages.boxed()
    }

    /// How many rows there are, by a page of one; nothing if the server does not say.
    ///
    /// # Errors
    ///
    /// What can befall a read.
    pub async fn total_count(&self) -> Result<Option<u64>, Error> {
        let sent = self.page::<IgnoredAny>(&Cursor::First, 1).await?;
        Ok(sent.and_then(|sent| sent.total_count))
    }

    async fn page<R: DeserializeOwned>(
        &self,
        cursor: &Cursor,
        per_page: u8,
    ) -> Result<Option<Sent<R>>, Error> {
        // A cursor without the size of the page it came with yields an empty page and no error.
        let per_page = per_page.to_string();
        let mut query = vec![("per_page", per_page.as_str())];
        query.extend(self.query.iter().map(|(name, value)| (*name, value.as_str())));
        match cursor {
            Cursor::First => {}
            Cursor::Next(cursor) => query.push(("cursor", cursor)),
            Cursor::Stuck => return Err(Error::Repeats),
            Cursor::End => return Ok(None),
        }
        self.client
            .read(self.template, self.ids.clone(), &query)
            .await
            .map(Some)
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("path", &self.template)
            .field("query", &self.query)
            .finish_non_exhaustive()
    }
}

/// A page of a [`List`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// How many rows there are on all pages, if the server says so.
    pub total_count: Option<u64>,
}

/// A page as the server sends it.
#[derive(Deserialize)]
struct Sent<R> {
    total_count: Option<u64>,
    next_cursor: String,
    next_page_results: bool,
    results: R,
}

/// The rows of a page, and the first one as eight bytes: each has its id, so a page that begins as another one did is that one.
struct Rows<T> {
    rows: Vec<T>,
    first: Option<u64>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Rows<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Read(PhantomData))
    }
}

struct Read<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Read<T> {
    type Value = Rows<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sent: A) -> Result<Rows<T>, A::Error> {
        let mut rows = Vec::new();
        let first = sent.next_element::<&RawValue>()?.map(RawValue::get);
        if let Some(first) = first {
            rows.push(serde_json::from_str(first).map_err(A::Error::custom)?);
        }
        while let Some(row) = sent.next_element()? {
            rows.push(row);
        }
        let first = first.map(|row| {
            let mut hasher = DefaultHasher::new();
            row.hash(&mut hasher);
            hasher.finish()
        });
        Ok(Rows { rows, first })
    }
}

/// Which page comes next.
enum Cursor {
    First,
    Next(String),
    /// There is more, and the cursor that leads to it is the last one again.
    Stuck,
    End,
}

impl Cursor {
    /// There is a next cursor on the last page too.
    fn after<R>(&self, page: &Sent<R>) -> Self {
        match self {
            _ if !page.next_page_results => Self::End,
            Self::Next(last) if *last == page.next_cursor => Self::Stuck,
            _ => Self::Next(page.next_cursor.clone()),
        }
    }
}
