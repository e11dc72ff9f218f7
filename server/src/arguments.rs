//! The command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use lexopt::{Arg, ValueExt};
use photofinish_server::{Config, Origin, ParseUrlError, PublicUrl};

/// What `--help` prints.
pub(crate) const HELP: &str = "\
photofinish-server [OPTIONS]

Serves the app and its flags on port 8000, flags with delays on 8001, flags with delays and errors on 8002.

  --app DIR          the built app (default: dist)
  --flags DIR        the flags (default: the folder flags of the app if there is one, else www/flags)
  --host ADDRESS     an address to listen on (default: 127.0.0.1, this machine only)
  --allow-host NAME  a name by which the server may be called, beside localhost and its address;
                     .example.org allows all names below it; may be given again
  --public NAME=URL  where local, delay or error is reached from outside, behind a proxy or a
                     tunnel, such as delay=https://slow.example.org; may be given again
  --port N           the first of three ports (default: 8000); 0 takes free ones
  --tls              HTTPS, with HTTP/2 and HTTP/1.1, by a certificate made for this start, which no
                     browser trusts unasked; and on a fourth port flags over HTTP/1.1 alone
  --delay MIN-MAX    random delay on 8001 and 8002 in milliseconds (default: 500-5000)
  --error-rate P     probability of 418 on 8002 (default: 0.25)
  --seed N           the same delays and errors for the same requests after every start
  -v, --verbose      a line per request on standard error
  -h, --help         this text

Once all three take connections, one line on standard output tells where:
  photofinish-server ready local=http://127.0.0.1:8000 delay=http://127.0.0.1:8001 error=http://127.0.0.1:8002
With --tls they are https://…, and a fourth follows, http1=https://127.0.0.1:8003.
Ctrl-C or SIGTERM stops it; requests under way get a second to finish.";

/// What the command line asks for.
pub(crate) enum Arguments {
    /// The help text.
    Help,
    /// To serve.
    Serve(Box<Config>),
}

impl Arguments {
    pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut config = Config::default();
        let mut flags = None;
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("app") => config.app = parser.value()?.into(),
                Arg::Long("flags") => flags = Some(PathBuf::from(parser.value()?)),
                Arg::Long("host") => config.host = parser.value()?.parse_with(host)?,
                Arg::Long("allow-host") => config.allowed_hosts.push(parser.value()?.string()?),
                Arg::Long("public") => {
                    let (origin, url) = parser.value()?.parse_with(public)?;
                    config.public[origin as usize] = Some(url);
                }
                Arg::Long("tls") => config.tls = true,
                Arg::Long("port") => config.port = parser.value()?.parse()?,
                Arg::Long("delay") => config.delay = parser.value()?.parse()?,
                Arg::Long("error-rate") => config.error_rate = parser.value()?.parse()?,
                Arg::Long("seed") => config.seed = Some(parser.value()?.parse()?),
                Arg::Short('v') | Arg::Long("verbose") => config.verbose = true,
                Arg::Short('h') | Arg::Long("help") => return Ok(Self::Help),
                other => return Err(other.unexpected()),
            }
        }
        let built = config.app.join("flags");
        config.flags = flags.unwrap_or(if built.is_dir() { built } else { config.flags });
        Ok(Self::Serve(Box::new(config)))
    }
}

fn public(text: &str) -> Result<(Origin, PublicUrl), String> {
    let (name, url) = text.split_once('=').unwrap_or((text, ""));
    let named = Origin::ALL.into_iter().find(|origin| origin.name() == name);
    let origin = named.ok_or("expected local=, delay= or error=, and a URL")?;
    Ok((
        origin,
        url.parse()
            .map_err(|error: ParseUrlError| error.to_string())?,
    ))
}

fn host(text: &str) -> Result<IpAddr, &'static str> {
    match text {
        "localhost" => Ok(Ipv4Addr::LOCALHOST.into()),
        _ => text
            .parse()
            .map_err(|_| "expected an IP address such as 127.0.0.1 or 0.0.0.0"),
    }
}
