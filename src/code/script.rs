//! The settings as the command line of the chapter's own scripts (`flags2_common.py`), as far as those have an option for
//! them.

use crate::config::{Experiment, RunConfig, Server, Strategy};
use crate::flags::Selection;

/// The command line; `None` for what is no race, and for addresses of one's own, which the scripts do not take. Delays, errors, retries and the seed are the servers' there, and have no option.
#[must_use]
pub fn command(config: &RunConfig) -> Option<String> {
    let is_own = matches!(config.server, Some(Server::List(_)));
    if config.experiment != Experiment::Race || is_own {
        return None;
    }
    let is_sequential = config.strategy == Strategy::Sequential;
    let mut words = vec![match is_sequential {
        true => "python3 flags2_sequential.py".to_owned(),
        false => "python3 flags2_threadpool.py".to_owned(),
    }];
    match &config.codes {
        Selection::Pop20 => {}
        Selection::All => words.push("-a".to_owned()),
        Selection::Every => words.push("-e".to_owned()),
        Selection::Listed(arguments) => words.extend(arguments.iter().map(ToString::to_string)),
    }
    if let Some(limit) = config.limit {
        words.push(format!("-l {limit}"));
    }
    // The script of one request at a time takes no other number.
    if !is_sequential {
        words.push(format!("-m {}", config.max_workers));
    }
    match config.server {
        Some(Server::Delay | Server::Sim) => words.push("-s DELAY".to_owned()),
        Some(Server::Error) => words.push("-s ERROR".to_owned()),
        Some(Server::Local | Server::Base(_) | Server::List(_)) | None => {}
    }
    if config.verbose {
        words.push("-v".to_owned());
    }
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Option<String> {
        let (config, errors) = RunConfig::from_query(query);
        assert_eq!(errors, [], "{query}");
        command(&config)
    }

    #[test]
    fn settings_are_the_options_of_the_chapters_script() {
        for (query, line) in [
            (
                "codes=pop20&max_workers=30&server=local",
                "python3 flags2_threadpool.py -m 30",
            ),
            (
                "codes=all&limit=30&max_workers=6&server=delay&verbose=1",
                "python3 flags2_threadpool.py -a -l 30 -m 6 -s DELAY -v",
            ),
            (
                "codes=BR,C&strategy=sequential&server=error",
                "python3 flags2_sequential.py BR C -s ERROR",
            ),
            (
                "codes=every&strategy=map&max_workers=5&server=https://example.org/flags",
                "python3 flags2_threadpool.py -e -m 5",
            ),
        ] {
            assert_eq!(of(query).as_deref(), Some(line), "{query}");
        }
        assert_eq!(of("experiment=workers"), None);
    }
}
