//! A request that has passed the door: what its path names, and what its body says.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::answer::Answer;
use super::body;
use super::names::Names;
use super::received::Received;
use super::target::Target;
use crate::embedded::data::work_item::Place;
use crate::embedded::input::check::Input;
use crate::id::ProjectId;

/// A request that has passed the door.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Received,
    pub(crate) target: &'a Target,
    pub(crate) names: &'a Names,
}

/// What its path names.
impl Call<'_> {
    pub(crate) fn slug(&self) -> &str {
        &self.names.slug
    }

    pub(crate) fn project(&self) -> ProjectId {
        self.names.project.into()
    }

    pub(crate) fn id<I: From<Uuid>>(&self) -> I {
        self.names.id.into()
    }

    /// The id of the row that the path is about.
    pub(crate) fn last<I: From<Uuid>>(&self) -> I {
        self.names.last.into()
    }

    pub(crate) fn any<I: From<Uuid>>(&self) -> Option<I> {
        self.names.any.map(I::from)
    }

    /// Where a row on a work item is.
    pub(crate) fn place(&self) -> Place {
        Place {
            project: self.project(),
            item: self.id(),
        }
    }
}

/// What its body says.
impl Call<'_> {
    /// The body as the fields of a serializer.
    pub(crate) fn input(&self, partial: bool) -> Result<Input, Answer> {
        Ok(Input::new(body::fields(body::read(self.request)?)?, partial))
    }

    /// The body as an object. Where real servers look into it before they check it, they fall over one that is none.
    pub(crate) fn fields(&self) -> Result<Map<String, Value>, Answer> {
        match body::read(self.request)? {
            Value::Object(fields) => Ok(fields),
            _ => Err(Answer::server_error()),
        }
    }

    /// An id in the body.
    pub(crate) fn body_id<I: From<Uuid>>(&self, name: &str) -> Result<Option<I>, Answer> {
        self.fields()?.get(name).map(id).transpose()
    }

    /// A list of ids in the body; none is an empty list.
    pub(crate) fn ids<I: From<Uuid>>(&self, name: &str) -> Result<Vec<I>, Answer> {
        match self.fields()?.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(ids)) => ids.iter().map(id).collect(),
            // Python reads it as a list of letters.
            Some(Value::String(_)) => Err(Answer::invalid_id()),
            Some(_) => Err(Answer::server_error()),
        }
    }
}

fn id<I: From<Uuid>>(value: &Value) -> Result<I, Answer> {
    let id = value.as_str().and_then(|id| id.parse::<Uuid>().ok());
    id.map(I::from).ok_or_else(Answer::invalid_id)
}
