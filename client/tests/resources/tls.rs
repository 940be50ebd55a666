//! A server whose certificate an authority of one's own has signed.

use std::sync::Arc;

use plane_client::{Error, PlaneClient};
use rcgen::{CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// An authority, as PEM, and a server on loopback with a certificate of its; answers with the name of the host.
async fn serve(name: &str) -> (String, String) {
    let mut params = CertificateParams::new([]).unwrap();
    params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let mut certificate = CertificateParams::new([name.to_owned()]).unwrap();
    // As authorities do. OpenSSL takes who is called like its issuer for signed by itself, and two issuers of one name for one.
    certificate.distinguished_name.push(DnType::CommonName, name);
    certificate.use_authority_key_identifier_extension = true;
    let certificate = certificate.signed_by(&key, &authority).unwrap();

    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // Who does not trust it goes away.
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let body = r#"{"id":"0d2877db-f7af-4d62-960e-427f1c8c07d3","display_name":"ann"}"#;
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (authority.pem(), origin)
}

async fn ask(origin: &str, roots: &[&str]) -> Result<String, Error> {
    let builder = PlaneClient::builder(origin, "plane_api_0")
        .workspace("lab")
        .attempts(1);
    let builder = roots.iter().fold(builder, |builder, root| {
        builder.root_certificates(root.as_bytes())
    });
    builder.build().unwrap().me().await.map(|user| user.display_name)
}

#[tokio::test]
async fn an_authority_that_was_named_is_trusted_and_no_other_is() {
    let (authority, origin) = serve("localhost").await;
    let (stranger, _) = serve("localhost").await;
    assert_eq!(ask(&origin, &[&authority]).await.unwrap(), "ann");
    assert_eq!(ask(&origin, &[&stranger, &authority]).await.unwrap(), "ann");
    for roots in [&[][..], &[stranger.as_str()]] {
        let asked = ask(&origin, roots).await;
        assert!(matches!(asked, Err(Error::Unreachable(_))), "{asked:?}");
    }
}

#[tokio::test]
async fn a_certificate_is_for_the_host_that_it_names() {
    let (authority, origin) = serve("plane.internal").await;
    let asked = ask(&origin, &[&authority]).await;
    assert!(matches!(asked, Err(Error::Unreachable(_))), "{asked:?}");
}
