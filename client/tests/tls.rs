//! A server behind https, whose certificate an authority of one's own has signed; by whichever library was chosen for it.
#![cfg(feature = "__tls")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::sync::{Arc, Mutex};

use plane_client::{Builder, ConfigError, Error, PlaneClient, ProjectId, Sandbox};
use rcgen::{CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use serde_json::json;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

const KEY: &str = "plane_api_canary";
const SANDBOX: &str = "0d2877db-f7af-4d62-960e-427f1c8c07d3";

/// What a server on loopback was sent.
type Requests = Arc<Mutex<Vec<String>>>;

/// A server on loopback.
struct Server {
    port: u16,
    /// The authority that has signed its certificate, as PEM.
    authority: String,
    /// The requests, whole.
    requests: Requests,
}

impl Server {
    /// With a certificate of this name; it answers who calls, and says of what it is sent that it was done.
    async fn start(name: &str) -> Self {
        let (authority, config) = certified(name);
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Requests::default();
        let hears = Arc::clone(&requests);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                // Who does not trust it goes away.
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                let request = request(&mut stream).await;
                hears.lock().unwrap().push(request);
                let body = r#"{"id":"0d2877db-f7af-4d62-960e-427f1c8c07d3","display_name":"ann"}"#;
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                    body.len()
                );
                let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
                let _ = stream.shutdown().await;
            }
        });
        Self {
            port,
            authority,
            requests,
        }
    }

    fn heard(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }

    fn trusted(&self) -> Builder {
        trusting(client(self.port), &[self])
    }
}

/// An authority, as PEM, and a server with a certificate of its.
fn certified(name: &str) -> (String, ServerConfig) {
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
    (authority.pem(), config)
}

/// A request, with as much body as its head announces.
async fn request(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut text = String::new();
    loop {
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text;
            }
        }
        let mut part = [0; 4096];
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return text,
            Ok(length) => text.push_str(&String::from_utf8_lossy(part.get(..length).unwrap())),
        }
    }
}

/// A client that tries once, opted in to the sandbox.
fn client(port: u16) -> Builder {
    // As a program does whose client brings none.
    #[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
    let _ = aws_lc_rs::default_provider().install_default();
    PlaneClient::builder(&format!("https://localhost:{port}"), KEY)
        .workspace("lab")
        .sandbox(Sandbox::new([SANDBOX]).unwrap())
        .attempts(1)
}

fn trusting(builder: Builder, servers: &[&Server]) -> Builder {
    servers.iter().fold(builder, |builder, server| {
        builder.root_certificates(server.authority.as_bytes())
    })
}

async fn ask(builder: Builder) -> Result<String, Error> {
    builder.build().unwrap().me().await.map(|user| user.display_name)
}

/// Makes a label in a project.
async fn write(builder: Builder, project: &str) -> Result<(), Error> {
    let project: ProjectId = project.parse().unwrap();
    let client = builder.build().unwrap().in_project(project);
    let label = json!({"name": "loud"});
    client
        .raw()
        .post(&"labels".parse().unwrap(), &label)
        .await
        .map(drop)
}

#[tokio::test]
async fn an_authority_that_was_named_is_trusted_and_no_other_is() {
    let server = Server::start("localhost").await;
    let stranger = Server::start("localhost").await;
    assert_eq!(ask(server.trusted()).await.unwrap(), "ann");
    let both = trusting(client(server.port), &[&stranger, &server]);
    assert_eq!(ask(both).await.unwrap(), "ann");
    assert_eq!(server.heard().len(), 2);
    for roots in [&[][..], &[&stranger]] {
        let asked = ask(trusting(client(server.port), roots)).await;
        assert!(matches!(asked, Err(Error::Unreachable(_))), "{asked:?}");
        // In the words of the library that refused it: rustls, where there are two.
        let is_rustls = format!("{asked:?}").contains("InvalidCertificate");
        assert_eq!(is_rustls, cfg!(feature = "__rustls"), "{asked:?}");
    }
    assert_eq!(server.heard(), [""; 0]);
}

#[test]
fn what_is_no_whole_certificate_is_told_before_anything_is_sent() {
    let [(whole, _), (other, _)] = [(); 2].map(|()| certified("localhost"));
    let half = other.split_at(other.len() / 2).0;
    let of = |inside: &str| format!("-----BEGIN CERTIFICATE-----\n{inside}\n-----END CERTIFICATE-----\n");
    let building = |pem: &str| client(1).root_certificates(pem.as_bytes()).build();
    for pem in [
        &whole,
        &format!("{whole}{other}"),
        &format!("# ours\r\n{}", whole.replace('\n', "\r\n")),
    ] {
        building(pem).unwrap();
    }
    for part in [
        "",
        " ",
        half,
        &of(""),
        &of("AAAA"),
        &of("!"),
        &whole.replace("CERTIFICATE", "X"),
    ] {
        let built = building(part);
        assert!(
            matches!(built, Err(ConfigError::RootCertificates)),
            "{part}: {built:?}"
        );
        // Beside a whole one, too.
        let is_noticed = part.contains("CERTIFICATE");
        assert_eq!(building(&format!("{whole}{part}")).is_err(), is_noticed, "{part}");
    }
}

#[tokio::test]
async fn a_certificate_is_for_the_host_that_it_names() {
    let server = Server::start("plane.internal").await;
    let asked = ask(server.trusted()).await;
    assert!(matches!(asked, Err(Error::Unreachable(_))), "{asked:?}");
}

/// What was not let in did not arrive, so it may be repeated.
#[tokio::test]
async fn a_write_to_a_server_that_is_not_trusted_was_not_sent() {
    let server = Server::start("localhost").await;
    let written = write(client(server.port), SANDBOX).await;
    assert!(matches!(written, Err(Error::Unreachable(_))), "{written:?}");
    assert_eq!(server.heard(), [""; 0]);
}

#[tokio::test]
async fn the_guard_decides_over_https_as_elsewhere() {
    let server = Server::start("localhost").await;
    write(server.trusted(), SANDBOX).await.unwrap();
    let heard = server.heard().concat();
    let path = format!("POST /api/v1/workspaces/lab/projects/{SANDBOX}/labels/ HTTP/1.1\r\n");
    assert!(heard.starts_with(&path), "{heard}");
    assert!(
        heard.ends_with(r#"{"name":"loud"}"#) && heard.contains(KEY),
        "{heard}"
    );

    let production = "7a79f0a9-5278-49cd-9007-9a338f238f9c";
    let blocked = write(server.trusted(), production).await;
    assert!(matches!(blocked, Err(Error::Blocked(_))), "{blocked:?}");
    write_guard::ledger::take();
    assert_eq!(server.heard(), [""; 0]);
}

/// A proxy passes on what it cannot read; its own password is for it alone.
#[tokio::test]
async fn a_proxy_to_a_server_behind_https_sees_no_credential() {
    let server = Server::start("localhost").await;
    let proxy = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "http://ann:canary@127.0.0.1:{}",
        proxy.local_addr().unwrap().port()
    );
    let port = server.port;
    let passed = tokio::spawn(async move {
        let (mut from, _) = proxy.accept().await.unwrap();
        let heard = request(&mut from).await;
        let mut to = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        from.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let _ = copy_bidirectional(&mut from, &mut to).await;
        heard
    });
    assert_eq!(ask(server.trusted().proxy(&url)).await.unwrap(), "ann");
    let passed = passed.await.unwrap();
    assert!(
        passed.starts_with(&format!("CONNECT localhost:{port} HTTP/1.1\r\n")),
        "{passed}"
    );
    let passed = passed.to_ascii_lowercase();
    assert!(
        passed.contains("proxy-authorization: basic ") && !passed.contains(KEY),
        "{passed}"
    );
    let heard = server.heard().concat().to_ascii_lowercase();
    assert!(
        heard.contains(KEY) && !heard.contains("proxy-authorization"),
        "{heard}"
    );
}

/// Whoever speaks no TLS is not told the credential.
#[tokio::test]
async fn a_server_that_speaks_plain_http_is_told_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = vec![0; 4096];
        let length = stream.read(&mut heard).await.unwrap();
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        stream.write_all(answer).await.unwrap();
        heard.truncate(length);
        String::from_utf8_lossy(&heard).into_owned()
    });
    let asked = ask(client(port)).await;
    assert!(matches!(asked, Err(Error::Unreachable(_))), "{asked:?}");
    let heard = heard.await.unwrap();
    assert!(!heard.is_empty() && !heard.contains(KEY), "{heard:?}");
}
