//! What this test process made.
//!
//! A server's delete follows references and ignores projects, and of some references it tells nothing. What was made here a
//! moment ago is no more than a test's, so a test may delete it; of what was there before nobody knows who refers to it.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::id::Segment;

/// How many are remembered; of more the oldest are forgotten, and then no test deletes them.
const MOST: usize = 10_000;

static MADE: Mutex<VecDeque<Made>> = Mutex::new(VecDeque::new());

/// An object on a server.
#[derive(Debug, PartialEq, Eq)]
struct Made {
    server: Box<str>,
    object: Segment,
}

/// Remembers that `object` was made on `server`.
pub(crate) fn remember(server: &str, object: Segment) {
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if made.len() >= MOST {
        made.pop_front();
    }
    made.push_back(Made {
        server: server.into(),
        object,
    });
}

/// Whether this process made `object` on `server`.
pub(crate) fn is_ours(server: &str, object: &Segment) -> bool {
    let made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.iter()
        .any(|made| &*made.server == server && made.object == *object)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::id::{LabelId, WorkItemId};

    #[test]
    fn what_was_made_is_known_by_its_server_kind_and_id_until_many_more_are_made() {
        let (server, id) = ("https://made.example", Uuid::from_u128(1));
        let label = Segment::from(LabelId::from(id));
        remember(server, label.clone());
        assert!(is_ours(server, &label));
        assert!(!is_ours("https://other.example", &label));
        assert!(!is_ours(server, &WorkItemId::from(id).into()));
        assert!(!is_ours(server, &LabelId::from(Uuid::from_u128(2)).into()));
        for _ in 0..MOST {
            remember("https://many.example", label.clone());
        }
        assert!(!is_ours(server, &label));
    }
}
