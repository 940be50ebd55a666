//! What is called on a request, or on its verb, between where it is made and where it is sent.
//!
//! What is not known may make another request of it: a method of one's own, or of any trait.

use syn::Expr;

/// What a method makes of what it is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Makes {
    /// The same, as far as its verb goes.
    Same,
    /// The same, or what it is given.
    Either,
    /// Who knows.
    Unknown,
}

/// What the method called `name` makes.
pub(super) fn makes(name: &str) -> Makes {
    if LIBRARIES.contains(&name) || STANDARD.contains(&name) {
        Makes::Same
    } else if EITHER.contains(&name) {
        Makes::Either
    } else {
        Makes::Unknown
    }
}

/// What an argument gives: a closure what comes of it.
pub(super) fn given(argument: &Expr) -> &Expr {
    match argument {
        Expr::Closure(closure) => &closure.body,
        other => other,
    }
}

/// What the builders of the catalogue's libraries can be told, and what can be asked of requests.
#[rustfmt::skip]
const LIBRARIES: &[&str] = &[
    "accept", "accept_encoding", "add_root_certificate", "allow_compression", "allow_non_standard_methods", "append_header",
    "auth", "auth_kind", "authentication", "auto_referer", "automatic_decompression", "basic_auth", "bearer_auth", "body",
    "body_mut", "build", "build_split", "bytes", "camel_case", "config", "configure", "connect_timeout", "content_length",
    "content_type", "cookie", "cookie_jar", "credentials", "danger_accept_invalid_certs", "danger_accept_invalid_hostnames",
    "default_charset", "expect_continue", "extension", "extensions", "extensions_mut", "fetch_credentials_include", "file",
    "follow_redirects", "force_close", "force_send_body", "form", "freeze", "header", "header_append", "header_raw", "headers",
    "headers_mut", "headers_ref", "http_status_as_error", "https_only", "insert_header", "insert_header_if_none", "into_body",
    "into_parts", "json", "json_streaming", "max_headers", "max_redirects", "max_redirects_will_error", "method", "method_ref",
    "metrics", "multipart", "no_decompress", "param", "params", "port", "prepare", "proxy", "proxy_settings", "query",
    "query_pairs", "query_pairs_raw", "query_raw", "read_timeout", "redirect_policy", "set", "ssl_options", "tcp_keepalive",
    "tcp_nodelay", "text", "timeout", "timeout_connect", "timeout_global", "timeout_mut", "timeout_per_call",
    "timeout_recv_body", "timeout_recv_response", "timeout_send_request", "tls_config", "try_clone", "try_header",
    "try_header_append", "try_prepare", "uri", "uri_mut", "uri_ref", "url", "url_mut", "user_agent", "version",
    "version_mut", "version_negotiation", "version_ref", "with_agent", "with_body", "with_default_agent", "with_extension",
    "with_follow_redirects", "with_header", "with_headers", "with_json", "with_max_redirects", "with_param", "with_proxy",
    "with_timeout", "without_url",
];

/// What the standard library and those that tell of errors do with any value.
#[rustfmt::skip]
const STANDARD: &[&str] = &[
    "as_bytes", "as_deref", "as_ref", "as_str", "borrow", "clone", "cloned", "context", "copied", "eq", "expect", "fmt", "hash",
    "inspect", "inspect_err", "into", "into_bytes", "into_future", "is_empty", "is_err", "is_idempotent", "is_none", "is_ok",
    "is_safe", "is_some", "iter", "into_iter", "len", "map_err", "ne", "ok", "ok_or", "ok_or_else", "parse", "take",
    "to_ascii_uppercase", "to_owned", "to_string", "to_uppercase", "to_vec", "trim", "try_into", "unwrap", "with_context", "wrap_err", "wrap_err_with",
];

/// What gives out what it was given, or what it was called on.
const EITHER: &[&str] = &[
    "and",
    "and_then",
    "map",
    "map_or",
    "map_or_else",
    "or",
    "or_else",
    "then",
    "unwrap_or",
    "unwrap_or_else",
    "xor",
];
