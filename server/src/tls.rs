//! HTTPS: a certificate made at the start, signed by nobody but itself, and the handshake in which a client chooses its HTTP.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use hyper_util::rt::TokioIo;
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, date_time_ymd};
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use crate::client::{Client, ClientIo};
use crate::config::StartError;
use crate::connection::{self, Requests};
use crate::{http2, places::Place};

/// How long a client may take for the handshake.
const MAX_HANDSHAKE: Duration = Duration::from_secs(10);

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Names of protocols in the handshake (RFC 7301; <https://www.iana.org/assignments/tls-extensiontype-values>, "ALPN").
const HTTP_2: &[u8] = b"h2";
const HTTP_1: &[u8] = b"http/1.1";

/// A certificate and its key, made for one start of the server; neither is kept anywhere.
pub(crate) struct Identity {
    certificate: CertificateDer<'static>,
    key: PrivatePkcs8KeyDer<'static>,
}

/// What connections to a port are opened with.
#[derive(Clone)]
pub(crate) struct Tls(TlsAcceptor);

impl Identity {
    /// A certificate for this machine, the address listened on and the names that are allowed.
    pub(crate) fn new(host: IpAddr, allowed: &[String]) -> Result<Self, StartError> {
        let make = || {
            let mut names: Vec<String> =
                ["localhost", "127.0.0.1", "::1"].map(str::to_owned).into();
            if !host.is_loopback() && !host.is_unspecified() {
                names.push(host.to_string());
            }
            // A name that begins with a dot allows all below it.
            names.extend(allowed.iter().map(|name| match name.strip_prefix('.') {
                Some(name) => format!("*.{name}"),
                None => name.clone(),
            }));
            let mut asked = CertificateParams::new(names)?;
            (asked.distinguished_name).push(DnType::CommonName, "Photofinish on this machine");
            asked.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            // From yesterday, for clocks that are slow; a year, as browsers trust none that is good for much longer.
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            let now = date_time_ymd(1970, 1, 1) + now.unwrap_or_default();
            asked.not_before = now - DAY;
            asked.not_after = now + DAY * 365;
            let key = KeyPair::generate()?;
            let certificate = asked.self_signed(&key)?;
            Ok::<_, rcgen::Error>(Self {
                certificate: certificate.der().clone(),
                key: PrivatePkcs8KeyDer::from(key.serialize_der()),
            })
        };
        make().map_err(|error| StartError::Certificate(error.into()))
    }

    /// The certificate, in DER.
    pub(crate) fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// For a port that offers HTTP/2 and HTTP/1.1, or HTTP/1.1 alone.
    pub(crate) fn tls(&self, offers_http_2: bool) -> Result<Tls, StartError> {
        let make = || {
            let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
                .with_safe_default_protocol_versions()?
                .with_no_client_auth()
                .with_single_cert(vec![self.certificate.clone()], self.key.clone_key().into())?;
            let offered: &[&[u8]] = if offers_http_2 {
                &[HTTP_2, HTTP_1]
            } else {
                &[HTTP_1]
            };
            config.alpn_protocols = offered.iter().map(|name| name.to_vec()).collect();
            Ok::<_, tokio_rustls::rustls::Error>(Tls(Arc::new(config).into()))
        };
        make().map_err(|error| StartError::Certificate(error.into()))
    }
}

impl Tls {
    /// Serves a client to its end, by the HTTP that it chooses in the handshake. Who speaks no TLS, or not in time, is
    /// closed.
    pub(crate) async fn serve(
        self,
        client: Client,
        requests: Requests,
        place: &Place,
        stopping: &mut watch::Receiver<bool>,
    ) {
        let opened = tokio::select! {
            opened = timeout(MAX_HANDSHAKE, self.0.accept(ClientIo::new(client.clone()))) => opened,
            () = place.is_needed() => return,
            () = connection::stopped(stopping) => return,
        };
        let Ok(Ok(stream)) = opened else { return };
        let is_two = stream.get_ref().1.alpn_protocol() == Some(HTTP_2);
        let io = TokioIo::new(stream);
        if is_two {
            http2::serve(io, &client, requests, place, stopping).await;
        } else {
            connection::http_1(io, &client, requests, false, place, stopping).await;
        }
    }
}
