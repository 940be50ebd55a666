//! The reasons of the rehearsal gate.

use crate::names::names;

names! {
    /// Why the rehearsal gate said no (`docs/spec.md`, section 2).
    pub enum RehearsalCode of "rehearsal" {
        NotIsolatedClone = "NOT_ISOLATED_CLONE" {
            means: "the rehearsal does not run on a proven isolated clone",
            why: "a rehearsal on anything that is connected to production is production",
            help: "rehearse on `local_clone`, `staging_clone` or `isolated_db_dump_clone`, and prove that it is isolated",
        }
        ForbiddenAction = "FORBIDDEN_ACTION" {
            means: "the action is one that no rehearsal may do",
            why: "these actions change production wherever they are started",
            help: "rehearse with `rehearsal_apply`, and take the action itself to the production gate",
        }
        ProductionTarget = "PRODUCTION_TARGET" {
            means: "the target names production",
            why: "a clone that is called production will be taken for it, in one direction or the other",
            help: "aim at a clone target",
        }
        RollbackClaimWithoutEvidence = "ROLLBACK_CLAIM_WITHOUT_EVIDENCE" {
            means: "a proven rollback is claimed and no evidence is there",
            why: "the claim would open the production gate later, on nothing",
            help: "run the rollback, keep its evidence, then claim it",
        }
        FabricatedRollback = "FABRICATED_ROLLBACK" {
            means: "the state after applying is the state before it",
            why: "where nothing was changed, nothing was rolled back",
            help: "apply the change for real on the clone, and hash the state before and after",
        }
        PassWithoutIsolation = "PASS_WITHOUT_ISOLATION" {
            means: "a pass is asked for without an isolated clone",
            why: "a pass says that the rehearsal was one",
            help: "prove the isolation first",
        }
        MissingGrant = "MISSING_GRANT" {
            means: "a grant is asked for that is not held",
            why: "the rehearsal lane holds `PRODUCTION_REHEARSAL_ONLY_CLONE` alone, so that nothing else can start from it",
            help: "ask for nothing more than the rehearsal needs",
        }
        UnknownGrant = "UNKNOWN_GRANT" {
            means: "a grant is asked for that does not exist",
            why: "a grant nobody knows cannot have been given",
            help: "spell the grant exactly, or leave it out",
        }
        UnknownAction = "UNKNOWN_ACTION" {
            means: "the action is absent, or not known to the gate",
            why: "a forbidden action in another spelling is still forbidden",
            help: "use `rehearsal_apply`, spelled exactly",
        }
        MalformedHash = "MALFORMED_HASH" {
            means: "a hash is not 64 lower-case hex digits",
            why: "two spellings of one hash would look like a change",
            help: "write the SHA-256 of the state in lower-case hex",
        }
        MissingHash = "MISSING_HASH" {
            means: "a proven rollback is claimed without both hashes",
            why: "without the state before and after nobody can tell whether anything happened",
            help: "send `before_hash` and `after_apply_hash`",
        }
        PassWithoutRollbackProof = "PASS_WITHOUT_ROLLBACK_PROOF" {
            means: "a pass is asked for without a proven rollback",
            why: "a rehearsal that never went back has shown half of what it is for",
            help: "claim the rollback, with its evidence",
        }
    }
}
