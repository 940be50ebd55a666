//! The reasons of the DOT gate.

use crate::names::names;

names! {
    /// Why the DOT gate said no (`docs/spec.md`, section 3).
    pub enum DotCode of "dot" {
        WrongDotCode = "WRONG_DOT_CODE" {
            means: "the request is for another DOT",
            why: "each DOT has one gate, and a request that came to the wrong one was not meant for it",
            help: "send `DOT_R2_B2_STAGING_SCHEMA_SHELL` as `dot_code`",
        }
        UnknownMode = "UNKNOWN_MODE" {
            means: "the mode is absent or not known",
            why: "the mode decides whether anything is written, so it is never guessed",
            help: "send one of the six modes, spelled exactly",
        }
        MissingChannel = "MISSING_CHANNEL" {
            means: "no channel is named",
            why: "a write that comes from nowhere cannot be traced",
            help: "send the request through a governed channel, which names itself",
        }
        ForbiddenManualChannel = "FORBIDDEN_MANUAL_CHANNEL" {
            means: "the channel is a manual one",
            why: "what a person types into a database has no plan, no proof and no audit",
            help: "use `process_dot_runner` or `agent_api_executor`",
        }
        UnknownChannel = "UNKNOWN_CHANNEL" {
            means: "the channel is not a governed one",
            why: "only the governed channels carry the audit with them",
            help: "use `process_dot_runner` or `agent_api_executor`",
        }
        DirectusGenericForbidden = "DIRECTUS_GENERIC_FORBIDDEN" {
            means: "a generic Directus create is asked for",
            why: "it writes outside the plan that was approved",
            help: "leave `use_directus_generic_create` out",
        }
        MissingActor = "MISSING_ACTOR" {
            means: "nobody is named as the actor",
            why: "every schema write has somebody who answers for it",
            help: "send who runs it as `actor`",
        }
        MissingRunId = "MISSING_RUN_ID" {
            means: "no run id is given",
            why: "the run id ties plan, write, proof and teardown together",
            help: "send the start of the run as `run_id`, as in `20260611T083000Z`",
        }
        BadRunId = "BAD_RUN_ID" {
            means: "the run id does not have its shape",
            why: "the schema is named after the run id, so it must be of a known shape",
            help: "send eight digits, `T`, six digits, `Z`",
        }
        ProdDataCopyForbidden = "PROD_DATA_COPY_FORBIDDEN" {
            means: "production data would be copied",
            why: "a staging shell is empty by definition",
            help: "leave `copy_production_data` out",
        }
        MissingOwnerAuth = "MISSING_OWNER_AUTH" {
            means: "no authorization of the owner is referred to",
            why: "every DOT request goes back to somebody who wanted it",
            help: "send the reference of the owner's authorization",
        }
        MissingTargetSchema = "MISSING_TARGET_SCHEMA" {
            means: "no target schema is named",
            why: "without a schema the statements would fall on the default one",
            help: "send the staging schema as `target_schema`",
        }
        MalformedSchemaChars = "MALFORMED_SCHEMA_CHARS" {
            means: "the schema name holds white space or control characters",
            why: "a name that needs quoting is a way to inject a statement",
            help: "name the schema in lower-case letters, digits and single underscores",
        }
        ProtectedSchemaTarget = "PROTECTED_SCHEMA_TARGET" {
            means: "the schema is a protected one",
            why: "protected schemas hold what the whole system lives on",
            help: "use a staging schema of your run",
        }
        NonAllowlistSchema = "NON_ALLOWLIST_SCHEMA" {
            means: "the schema is not on the allowlist",
            why: "only what is known to be staging may be written or dropped",
            help: "name it `r2_b2_wb_` and then groups of lower-case letters and digits",
        }
        SchemaRunidMismatch = "SCHEMA_RUNID_MISMATCH" {
            means: "the schema is not the one of this run",
            why: "one run must not write or drop the schema of another",
            help: "put the run id, in lower case, into the schema name",
        }
        RealRunGateClosed = "REAL_RUN_GATE_CLOSED" {
            means: "the owner's gate for real runs is closed",
            why: "a real run is the owner's decision, at the time, and not the caller's",
            help: "ask the owner to open the gate for this run; until then use a plan mode",
        }
        ProdUntouchedFail = "PROD_UNTOUCHED_FAIL" {
            means: "production was touched",
            why: "a staging run that changes a production count has gone wrong and must not go on",
            help: "find out what changed production, then take new snapshots",
        }
        ProdUntouchedUnknown = "PROD_UNTOUCHED_UNKNOWN" {
            means: "nobody can tell whether production was touched",
            why: "what is not proven untouched counts as touched",
            help: "send `before` and `after` with every surface",
        }
        InvalidGateType = "INVALID_GATE_TYPE" {
            means: "the owner's gate is neither true nor false",
            why: "the text `false` is true to a lenient reader, and would open the gate",
            help: "send true or false, or leave it out",
        }
        RunIdNotATime = "RUN_ID_NOT_A_TIME" {
            means: "the run id is not a real instant",
            why: "a run that began on 31 February was not begun by a clock",
            help: "take the run id from a clock, in UTC",
        }
        SchemaNameTooLong = "SCHEMA_NAME_TOO_LONG" {
            means: "the schema name is longer than 63 bytes",
            why: "PostgreSQL would cut it, and write to or drop another schema than the one approved",
            help: "shorten the name",
        }
        SchemaRunidAmbiguous = "SCHEMA_RUNID_AMBIGUOUS" {
            means: "the schema could be the one of another run",
            why: "a name with two run ids, or with one inside another word, belongs to nobody in particular",
            help: "let the run id be one whole group of the name, and the only one of its shape",
        }
        PlaceholderOwnerAuth = "PLACEHOLDER_OWNER_AUTH" {
            means: "the owner's authorization is a placeholder",
            why: "a field that is filled only to get past a check is worse than an empty one",
            help: "send the reference of a real authorization",
        }
    }
}
