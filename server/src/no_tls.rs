//! In place of `tls.rs` in a program that is built without it: there is no way to have any of these.

use std::convert::Infallible;
use std::net::IpAddr;

use tokio::sync::watch;

use crate::client::Client;
use crate::config::StartError;
use crate::connection::Requests;
use crate::places::Place;

pub(crate) struct Identity(Infallible);

#[derive(Clone)]
pub(crate) struct Tls(Infallible);

impl Identity {
    pub(crate) fn new(_: IpAddr, _: &[String]) -> Result<Self, StartError> {
        Err(StartError::NoTls)
    }

    pub(crate) fn certificate(&self) -> &[u8] {
        match self.0 {}
    }

    pub(crate) fn tls(&self, _: bool) -> Result<Tls, StartError> {
        match self.0 {}
    }
}

impl Tls {
    pub(crate) async fn serve(
        self,
        _: Client,
        _: Requests,
        _: &Place,
        _: &mut watch::Receiver<bool>,
    ) {
        match self.0 {}
    }
}
