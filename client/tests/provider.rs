//! A build without a provider of cryptography of its own: `--no-default-features --features rustls-no-provider`.
#![cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use plane_client::{ConfigError, PlaneClient};
use tokio_rustls::rustls::crypto::aws_lc_rs;

#[test]
fn without_a_provider_of_the_programs_no_client_is_made_and_with_one_it_is() {
    let build = || {
        PlaneClient::builder("https://plane.example", "plane_api_0")
            .workspace("lab")
            .build()
    };
    assert!(matches!(build(), Err(ConfigError::NoProvider)));
    aws_lc_rs::default_provider().install_default().unwrap();
    build().unwrap();
}
