//! What a body may say, field by field.

pub(crate) mod check;
pub(crate) mod field;
pub(crate) mod html;
pub(crate) mod reference;
pub(crate) mod work_item;
