//! One file for each command.

mod conform;
mod decide;
mod doctor;
mod explain;
mod probe;
mod test;

pub(crate) use self::conform::conform;
pub(crate) use self::decide::decide;
pub(crate) use self::doctor::doctor;
pub(crate) use self::explain::explain;
pub(crate) use self::probe::probe;
pub(crate) use self::test::test;
