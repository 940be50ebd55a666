//! What a permit for a write is good for.

use std::borrow::Cow;

use super::diverted;
use crate::decision::Reason;
use crate::request::{Target, WriteRequest};

/// One write, to one target.
#[derive(Debug)]
#[expect(unnameable_types, reason = "it is what a `Permit` keeps to itself")]
pub struct Bound {
    op: Cow<'static, str>,
    target: Target<'static>,
}

impl Bound {
    pub(crate) fn new(request: &WriteRequest<'_>, origin: Option<&str>) -> Self {
        let target = Target::new(request.target().map(str::to_owned));
        Self {
            op: request.op().clone(),
            target: match origin {
                Some(origin) => target.at(origin.to_owned()),
                None => target,
            },
        }
    }

    pub(crate) fn op(&self) -> &str {
        &self.op
    }

    /// Whether a finished request changes what the decision was about.
    pub(crate) fn admits(&self, finished: &Target<'_>) -> bool {
        finished.id().is_some() && *finished == self.target
    }

    /// Why it does not.
    pub(crate) fn diverted(&self, finished: &Target<'_>) -> Reason {
        diverted::reason(&self.target, finished)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permit_admits_its_target_on_its_server_and_no_other() {
        let request = WriteRequest::new("close", Some("p1"));
        let target = || Target::new(Some("p1"));
        let anywhere = Bound::new(&request, None);
        let there = Bound::new(&request, Some("https://a.example"));
        assert_eq!(anywhere.op(), "close");
        assert!(anywhere.admits(&target()) && there.admits(&target().at("https://a.example")));
        for (bound, finished) in [
            (&anywhere, target().at("https://a.example")),
            (&there, target()),
            (&there, target().at("https://b.example")),
            (&there, Target::new(Some("p2")).at("https://a.example")),
        ] {
            assert!(!bound.admits(&finished), "{bound:?} {finished:?}");
        }
        let nothing = Bound::new(&WriteRequest::new("close", None::<&str>), None);
        assert!(!nothing.admits(&Target::new(None::<&str>)));
    }
}
