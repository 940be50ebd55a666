//! Lists, page by page.

use std::fmt;

use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use serde::de::DeserializeOwned;

use super::face::Face;
use super::runtime::Runtime;
use crate::error::Error;
use crate::list::{self, Page};

/// A list that has not been asked for yet.
#[derive(Debug)]
#[must_use = "nothing is asked until `all`, `iter`, `pages` or `total_count`"]
pub struct List<T> {
    inner: list::List<T>,
    runtime: Runtime,
}

impl<T: DeserializeOwned + Send + 'static> List<T> {
    /// How many rows are asked for at a time, 1 to 100; 100 unless set.
    pub fn per_page(self, rows: u8) -> Self {
        let inner = self.inner.per_page(rows);
        Self { inner, ..self }
    }

    /// The field that rows are sorted by, with `-` before it for the largest first: see [`List`](crate::List::order_by).
    pub fn order_by(self, field: &str) -> Self {
        let inner = self.inner.order_by(field);
        Self { inner, ..self }
    }

    /// The fields that hold the whole object and not only its id.
    pub fn expand<'f>(self, fields: impl IntoIterator<Item = &'f str>) -> Self {
        let inner = self.inner.expand(fields);
        Self { inner, ..self }
    }

    /// Rows of another type, for which the server sends these fields only, and `id`: see [`List`](crate::List::fields).
    pub fn fields<'f, R: DeserializeOwned + Send + 'static>(
        self,
        fields: impl IntoIterator<Item = &'f str>,
    ) -> List<R> {
        List {
            inner: self.inner.fields(fields),
            runtime: self.runtime,
        }
    }

    /// Every row.
    ///
    /// # Errors
    ///
    /// What can befall a read; rows already read are lost.
    pub fn all(self) -> Result<Vec<T>, Error> {
        self.runtime.wait(self.inner.all())
    }

    /// How many rows there are, by a page of one; nothing if the server does not say.
    ///
    /// # Errors
    ///
    /// What can befall a read.
    pub fn total_count(&self) -> Result<Option<u64>, Error> {
        self.runtime.wait(self.inner.total_count())
    }

    /// The rows by the page, as the server sends them: each is asked for when it is wanted. Nothing comes after an error.
    pub fn pages(self) -> Rows<Page<T>> {
        Rows {
            rows: Some(self.inner.pages()),
            runtime: self.runtime,
        }
    }

    /// The rows one after the other: a page is asked for when its first row is wanted. Nothing comes after an error.
    pub fn iter(self) -> Rows<T> {
        Rows {
            rows: Some(self.inner.stream()),
            runtime: self.runtime,
        }
    }
}

impl<T> Face for List<T> {
    type Async = list::List<T>;

    fn of(runtime: &Runtime, inner: list::List<T>) -> Self {
        let runtime = runtime.clone();
        Self { inner, runtime }
    }
}

/// The rows or pages of a [`List`].
#[must_use = "an iterator does nothing unless asked"]
pub struct Rows<T> {
    /// `None` after the end.
    rows: Option<BoxStream<'static, Result<T, Error>>>,
    runtime: Runtime,
}

impl<T> Iterator for Rows<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows = self.rows.as_mut()?;
        let next = async { rows.next().await.transpose() };
        let next = self.runtime.wait(next).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.rows = None;
        }
        next
    }
}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}
