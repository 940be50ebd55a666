//! What rows of all kinds share: who made them and when, where they belong, by what they are found.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::DerefMut;

use serde::Serialize;
use uuid::Uuid;

use super::stamp::Stamp;
use super::world::{World, external_key};
use crate::id::{ProjectId, UserId};

/// What all rows of projects have; each of them derefs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Base<I> {
    pub(crate) id: I,
    /// When it was made.
    pub created_at: Stamp,
    /// When it was last changed; of a work item, a comment counts, wherever it was posted.
    pub updated_at: Stamp,
    deleted_at: Option<Stamp>,
    /// Who made it; nobody made what a test seeded.
    pub created_by: Option<UserId>,
    /// Who last changed it.
    pub updated_by: Option<UserId>,
    /// The project it belongs to; of a comment, link or place, that of the URL it was posted under, whichever project the
    /// work item is in.
    pub project: ProjectId,
    workspace: Uuid,
}

impl<I: Copy> Base<I> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> I {
        self.id
    }
}

impl World {
    /// The base of a row that nobody made, as seeding does.
    pub(crate) fn seeded<I: From<Uuid>>(&mut self, project: ProjectId) -> Base<I> {
        let now = self.now();
        Base {
            id: Uuid::new_v4().into(),
            created_at: now,
            updated_at: now,
            deleted_at: None,
            created_by: None,
            updated_by: None,
            project,
            workspace: self.workspace,
        }
    }

    /// The base of a row that the caller makes.
    pub(crate) fn made<I: From<Uuid>>(&mut self, project: ProjectId) -> Base<I> {
        Base {
            created_by: Some(self.caller),
            ..self.seeded(project)
        }
    }

    /// Notes that the caller changes the row now.
    pub(crate) fn changed<I>(&mut self, base: &mut Base<I>) {
        base.updated_at = self.now();
        base.updated_by = Some(self.caller);
    }
}

/// All rows of a kind, by their ids.
pub(crate) type Table<R> = BTreeMap<<R as Row>::Id, R>;

/// A row of a project.
pub(crate) trait Row: DerefMut<Target = Base<Self::Id>> + Clone + 'static {
    type Id: Copy + Ord + From<Uuid> + Into<Uuid> + 'static;

    fn table(world: &World) -> &Table<Self>;

    fn table_mut(world: &mut World) -> &mut Table<Self>;

    /// Notes in `world` by what a row that was stored is found.
    fn note(world: &mut World, id: Self::Id);
}

/// A row that can have a name in another system.
pub(crate) trait Named: Row {
    /// What messages call it.
    const NAME: &'static str;

    fn external(&self) -> &External;
}

/// Makes a type with a `base` a row of this table; with a name, one that has an `external`; perhaps with what else is noted.
macro_rules! row {
    ($row:ident: $id:ty, $table:ident $(, $name:literal $(, $note:path)?)?) => {
        impl std::ops::Deref for $row {
            type Target = super::row::Base<$id>;

            fn deref(&self) -> &Self::Target {
                &self.base
            }
        }

        impl std::ops::DerefMut for $row {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.base
            }
        }

        impl super::row::Row for $row {
            type Id = $id;

            fn table(world: &super::world::World) -> &super::row::Table<Self> {
                &world.$table
            }

            fn table_mut(world: &mut super::world::World) -> &mut super::row::Table<Self> {
                &mut world.$table
            }

            fn note(_world: &mut super::world::World, _id: $id) {
                $(
                    if let Some(row) = _world.$table.get(&_id) {
                        _world.called.note($name, _id.into(), &row.external);
                    }
                    $($note(_world, _id);)?
                )?
            }
        }

        $(impl super::row::Named for $row {
            const NAME: &'static str = $name;

            fn external(&self) -> &super::row::External {
                &self.external
            }
        })?
    };
}
pub(crate) use row;

pub(crate) fn of_project<R: Row>(world: &World, project: ProjectId) -> impl Iterator<Item = &R> {
    let rows = R::table(world).values();
    rows.filter(move |row| row.project == project)
}

/// In the order of most lists.
pub(crate) fn newest_first<'a, R: Row>(rows: impl Iterator<Item = &'a R>) -> Vec<&'a R> {
    let mut rows: Vec<&R> = rows.collect();
    rows.sort_by_key(|row| Reverse(row.created_at));
    rows
}

/// Another row of the project with this external id.
pub(crate) fn same_external_id<R: Named>(
    world: &World,
    project: ProjectId,
    id: R::Id,
    external: Option<(&str, &str)>,
) -> Option<R::Id> {
    let is_same =
        |other: &&R| other.id != id && other.project == project && other.external().key() == external;
    let ids = world.called.ids(R::NAME, external?);
    let rows = ids.iter().filter_map(|id| R::table(world).get(&(*id).into()));
    rows.filter(is_same).map(|other| other.id).next()
}

/// The rows that ever had an external id. Those that have it no more are still there.
#[derive(Debug, Default)]
pub(crate) struct Called(BTreeMap<(&'static str, String, String), Vec<Uuid>>);

impl Called {
    pub(crate) fn note(&mut self, kind: &'static str, row: Uuid, external: &External) {
        if let Some((source, id)) = external.key() {
            let rows = self
                .0
                .entry((kind, source.to_owned(), id.to_owned()))
                .or_default();
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }

    fn ids(&self, kind: &'static str, (source, id): (&str, &str)) -> &[Uuid] {
        let rows = self.0.get(&(kind, source.to_owned(), id.to_owned()));
        rows.map_or(&[], Vec::as_slice)
    }
}

/// What a row is called in another system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct External {
    /// The other system.
    pub external_source: Option<String>,
    /// Its name for the row.
    pub external_id: Option<String>,
}

impl External {
    pub(crate) fn key(&self) -> Option<(&str, &str)> {
        external_key(self.external_source.as_deref(), self.external_id.as_deref())
    }
}
