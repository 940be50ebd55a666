//! What rows of all kinds share: who made them and when, where they belong, by what they are found.

use std::cmp::Reverse;

use serde::Serialize;
use uuid::Uuid;

use super::stamp::Stamp;
use super::world::{World, external_key};

/// The keys that nearly every row has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Base {
    pub(crate) id: Uuid,
    pub(crate) created_at: Stamp,
    pub(crate) updated_at: Stamp,
    deleted_at: Option<Stamp>,
    pub(crate) created_by: Option<Uuid>,
    pub(crate) updated_by: Option<Uuid>,
    pub(crate) project: Uuid,
    workspace: Uuid,
}

impl World {
    /// The base of a row that nobody made, as seeding does.
    pub(crate) fn seeded(&mut self, project: Uuid) -> Base {
        let now = self.now();
        Base {
            id: Uuid::new_v4(),
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
    pub(crate) fn made(&mut self, project: Uuid) -> Base {
        Base {
            created_by: Some(self.caller),
            ..self.seeded(project)
        }
    }

    /// Notes that the caller changes the row now.
    pub(crate) fn changed(&mut self, base: &mut Base) {
        base.updated_at = self.now();
        base.updated_by = Some(self.caller);
    }
}

/// A row of a project that can have a name in another system.
pub(crate) trait Row: 'static {
    /// What messages call it.
    const NAME: &'static str;

    fn id(&self) -> Uuid;

    fn project(&self) -> Uuid;

    fn created_at(&self) -> Stamp;

    /// Source and id, if it has both.
    fn external(&self) -> Option<(&str, &str)>;

    fn all(world: &World) -> impl Iterator<Item = &Self>;
}

/// Makes a type a row: one with an `external`, kept in these rows of the world. `Cycle.base` has its `id` and the like in its
/// `base`.
macro_rules! row {
    ($row:ident $(.$base:ident)?, $name:literal, $rows:ident.$iter:ident()) => {
        impl super::row::Row for $row {
            const NAME: &'static str = $name;

            fn id(&self) -> uuid::Uuid {
                self$(.$base)?.id
            }

            fn project(&self) -> uuid::Uuid {
                self$(.$base)?.project
            }

            fn created_at(&self) -> super::stamp::Stamp {
                self$(.$base)?.created_at
            }

            fn external(&self) -> Option<(&str, &str)> {
                self.external.key()
            }

            fn all(world: &super::world::World) -> impl Iterator<Item = &Self> {
                world.$rows.$iter()
            }
        }
    };
}
pub(crate) use row;

pub(crate) fn of_project<R: Row>(world: &World, project: Uuid) -> impl Iterator<Item = &R> {
    R::all(world).filter(move |row| row.project() == project)
}

/// In the order of most lists.
pub(crate) fn newest_first<'a, R: Row>(rows: impl Iterator<Item = &'a R>) -> Vec<&'a R> {
    let mut rows: Vec<&R> = rows.collect();
    rows.sort_by_key(|row| Reverse(row.created_at()));
    rows
}

/// Another row of the project with this external id.
pub(crate) fn same_external_id<R: Row>(
    world: &World,
    project: Uuid,
    id: Uuid,
    external: Option<(&str, &str)>,
) -> Option<Uuid> {
    let external = external?;
    of_project::<R>(world, project)
        .find(|other| other.id() != id && other.external() == Some(external))
        .map(Row::id)
}

/// What a row is called in another system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct External {
    pub(crate) external_source: Option<String>,
    pub(crate) external_id: Option<String>,
}

impl External {
    pub(crate) fn key(&self) -> Option<(&str, &str)> {
        external_key(self.external_source.as_deref(), self.external_id.as_deref())
    }
}
