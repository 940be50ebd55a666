//! The codes that every gate gives for what a stranger sends.

use crate::names::names;

names! {
    /// What is wrong with a request before any rule looks at it (`docs/spec.md`, section 0).
    pub enum RequestCode of "request" {
        UnreadableRequest = "UNREADABLE_REQUEST" {
            means: "the request cannot be read",
            why: "what cannot be read cannot be judged, and guessing at it would let something through that nobody asked for",
            help: "send one JSON object in UTF-8 on one line, at most 127 levels deep, with integers of 64 bits; for the DOT gate the object under `request`",
        }
        DuplicateKey = "DUPLICATE_KEY" {
            means: "an object holds the same key twice",
            why: "two readers may take different ones, so one value would be judged and the other one used",
            help: "send every key once",
        }
        UnknownField = "UNKNOWN_FIELD" {
            means: "the gate does not know a key",
            why: "a key that is ignored may be the one that mattered: a misspelled flag would count as absent",
            help: "send only the keys of this gate, spelled exactly",
        }
        InvalidFieldType = "INVALID_FIELD_TYPE" {
            means: "a value has the wrong JSON type",
            why: "the text `false` and the number 0 are not the flag false; judging by truthiness has let such requests through",
            help: "send flags as true or false, text as text and lists as lists",
        }
        MalformedText = "MALFORMED_TEXT" {
            means: "a text holds characters that do not print, or is longer than 256 bytes",
            why: "what looks like a known name but is not one, or rewrites the line it is shown in, deceives the person who approves it",
            help: "send short text without control, format, surrogate, private-use or separator characters",
        }
    }
}
