//! The reasons of the production gate.

use crate::names::names;

names! {
    /// Why the production gate said no (`docs/spec.md`, section 1).
    pub enum ProductionCode of "production" {
        UnknownOrMissingAction = "UNKNOWN_OR_MISSING_ACTION" {
            means: "the action is absent, or is not one of the six production actions",
            why: "what the gate does not know it cannot weigh, so nothing else about the request matters",
            help: "name one of the production actions, spelled exactly",
        }
        AmbiguousTarget = "AMBIGUOUS_TARGET" {
            means: "it is not clear what the action would change",
            why: "a placeholder or a pattern as a target has meant everything before",
            help: "name the one thing that the action changes, in plain letters",
        }
        RollbackNotProven = "ROLLBACK_NOT_PROVEN" {
            means: "the action cannot be undone by proven means",
            why: "a change to production that nobody has ever rolled back may be final",
            help: "rehearse the rollback on an isolated clone, and have the owner give `PROD_ROLLBACK_PROVEN` on that evidence",
        }
        ProductionGateAbsent = "PRODUCTION_GATE_ABSENT" {
            means: "the deployment has no production gate of its own",
            why: "a pipeline that deploys whatever it built needs a stop that a person controls",
            help: "add the production gate to the pipeline first",
        }
        MissingGrant = "MISSING_GRANT" {
            means: "the action needs a grant that is not held",
            why: "authority over production is given by name, one kind of action at a time",
            help: "ask the owner for the grant that the reason names",
        }
        ForgedClaim = "FORGED_CLAIM" {
            means: "the request brings a claim of its own authority",
            why: "authority comes from whoever constructs the gate; a request that argues for itself is forged until proven otherwise",
            help: "leave out `claim`",
        }
    }
}
