//! A TLS front of one's own making: a name that is no loopback address to a browser, so that what is said to
//! it in plain text counts as mixed content.

use std::io;
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Names below this one lead to this machine, in the browser of the tests.
pub(crate) const NAMES: &str = "photofinish.test";

/// Signed by nobody, for the names of the tests alone, with its key: neither proves anything.
const CERTIFICATE: &[u8] = include_bytes!("../data/certificate.der");
const KEY: &[u8] = include_bytes!("../data/key.der");

/// What every connection is opened with.
///
/// # Panics
/// When certificate and key do not fit each other.
pub(crate) fn config() -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::try_from(KEY).expect("a key");
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("its protocols are known")
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(CERTIFICATE)], key);
    Arc::new(config.expect("they fit"))
}

/// One connection.
pub(crate) fn accept(
    config: &Arc<ServerConfig>,
    stream: TcpStream,
) -> io::Result<StreamOwned<ServerConnection, TcpStream>> {
    let connection = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
    Ok(StreamOwned::new(connection, stream))
}
