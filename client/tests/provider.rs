//! A build that brings no cryptography, and one that brings no way to TLS at all.
#![cfg(not(feature = "rustls"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[cfg(any(feature = "rustls-no-provider", not(feature = "__tls")))]
fn build(base_url: &str) -> Result<plane_client::PlaneClient, plane_client::ConfigError> {
    plane_client::PlaneClient::builder(base_url, "plane_api_0")
        .workspace("lab")
        .build()
}

#[cfg(feature = "rustls-no-provider")]
#[test]
fn without_a_provider_of_the_programs_no_client_is_made_and_with_one_it_is() {
    use plane_client::ConfigError;
    use tokio_rustls::rustls::crypto::aws_lc_rs;

    let built = build("https://plane.example");
    assert!(matches!(built, Err(ConfigError::NoProvider)), "{built:?}");
    aws_lc_rs::default_provider().install_default().unwrap();
    build("https://plane.example").unwrap();
}

#[cfg(not(feature = "__tls"))]
#[tokio::test]
async fn without_a_way_to_tls_nothing_is_opened_to_a_server_behind_it() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let origin = format!("https://{}", listener.local_addr().unwrap());
    let asked = build(&origin).unwrap().me().await;
    assert!(
        matches!(asked, Err(plane_client::Error::Unreachable(_))),
        "{asked:?}"
    );
    assert!(listener.accept().is_err());
}
