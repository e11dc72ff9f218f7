//! Whether the library's interface is still what its last release promised, by cargo-semver-checks: as it is
//! natively, which is all of it but workers that are real. For wasm32 its version here cannot ask rustc.

use std::process::Command;

use anyhow::Result;

use super::tally::{Counts, Tally};
use crate::paths::{self, LIBRARY};
use crate::process;
use crate::setup::{self, tools};

/// Compares with the last tag, where there is one.
pub fn run(tally: &mut Tally) {
    tally.step("the library's interface beside its last release", compare);
}

fn compare() -> Result<Counts> {
    let Some(tag) = last_release() else {
        println!("Skipped: there is no tag {LIBRARY}-v*, so there is no release to compare with.");
        return Ok(Counts::passed(0));
    };
    setup::ensure(tools::SEMVER)?;
    let mut command = Command::new(tools::cargo_semver_checks());
    command.current_dir(paths::root()).args([
        "semver-checks",
        "--package",
        LIBRARY,
        "--baseline-rev",
        &tag,
    ]);
    process::run(&mut command)?;
    Ok(Counts::passed(1))
}

/// The tag of the highest version. A copy of the sources without git has none.
fn last_release() -> Option<String> {
    let mut git = Command::new("git");
    git.current_dir(paths::root())
        .args(["tag", "--list", "--sort=-version:refname"])
        .arg(format!("{LIBRARY}-v*"));
    first(&process::output(&mut git).unwrap_or_default())
}

fn first(tags: &str) -> Option<String> {
    tags.lines().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_highest_version_is_the_last_release() {
        let tags = "concurrent-futures-v0.10.0\nconcurrent-futures-v0.9.0\n";
        assert_eq!(first(tags).as_deref(), Some("concurrent-futures-v0.10.0"));
        assert_eq!(first(""), None);
    }
}
