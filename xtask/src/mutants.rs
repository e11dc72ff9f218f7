//! `cargo xtask mutants`: do the tests notice? One operator or return value of the pure modules
//! is changed at a time (by cargo-mutants), and the tests of that module must fail.
//!
//! Changes that no test could tell apart are named in `.cargo/mutants.toml`, each with its reason.
//! It takes hours, so it is no part of `cargo xtask test`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Result, bail, ensure};
use lexopt::{Arg, ValueExt};

use crate::paths::{self, LIBRARY};
use crate::setup::{self, tools};

const PAGE: &str = "photofinish";

/// At least so many of a hundred changes must be noticed.
const AIM: usize = 95;

/// A part of the library or the page, and the native tests that are to notice a change in it.
struct Area {
    package: &'static str,
    /// Below the package's `src/`; a file or a folder.
    name: &'static str,
    tests: &'static [&'static str],
    /// Whether tests within the package itself are of this part too. Linking and running them for nothing
    /// would double the time of a change.
    in_library: bool,
}

/// All that needs no browser, and the sentences of random runs beside a model.
const PAGE_TESTS: &[&str] = &["native", "truth"];
const FUTURES: &[&str] = &[
    "conformance",
    "oracle",
    "properties",
    "core_edges",
    "core_reentrancy",
];

/// The modules that know no browser, from those that others build on to those above.
const AREAS: &[Area] = &[
    Area {
        package: LIBRARY,
        name: "future",
        tests: FUTURES,
        in_library: true,
    },
    Area {
        package: LIBRARY,
        name: "executor",
        tests: FUTURES,
        in_library: false,
    },
    Area {
        package: LIBRARY,
        name: "completion",
        tests: FUTURES,
        in_library: false,
    },
    Area {
        package: LIBRARY,
        name: "workers/supervisor",
        tests: &[],
        in_library: true,
    },
    Area {
        package: PAGE,
        name: "config",
        tests: PAGE_TESTS,
        in_library: false,
    },
    Area {
        package: PAGE,
        name: "plan",
        tests: PAGE_TESTS,
        in_library: false,
    },
    Area {
        package: PAGE,
        name: "record",
        tests: PAGE_TESTS,
        in_library: false,
    },
    Area {
        package: PAGE,
        name: "stats",
        tests: PAGE_TESTS,
        in_library: false,
    },
    Area {
        package: PAGE,
        name: "diagnosis",
        tests: PAGE_TESTS,
        in_library: false,
    },
    Area {
        package: PAGE,
        name: "export",
        tests: PAGE_TESTS,
        in_library: false,
    },
];

/// What came of the changes of one area.
#[derive(Default)]
struct Counts {
    caught: usize,
    missed: Vec<String>,
}

impl Counts {
    fn of(folder: &Path) -> Self {
        let lines = |name: &str| {
            let text = fs::read_to_string(folder.join("mutants.out").join(name));
            text.unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        // A change that makes a test go on for ever is noticed too.
        Counts {
            caught: lines("caught.txt").len() + lines("timeout.txt").len(),
            missed: lines("missed.txt"),
        }
    }

    fn total(&self) -> usize {
        self.caught + self.missed.len()
    }
}

/// `cargo xtask mutants [PATH…] [--shard K/N]`; without a path, all areas.
pub fn command(mut args: lexopt::Parser) -> Result<ExitCode> {
    let (mut names, mut shard) = (Vec::new(), None);
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("shard") => shard = Some(args.value()?.string()?),
            Arg::Value(path) => names.push(path.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let areas = chosen(&names)?;
    setup::ensure(tools::MUTANTS)?;
    let mut all = Counts::default();
    for area in areas {
        let counts = area.run(shard.as_deref())?;
        println!("{}: {} of {}", area.name, counts.caught, counts.total());
        all.caught += counts.caught;
        all.missed.extend(counts.missed);
    }
    for missed in &all.missed {
        println!("not noticed: {missed}");
    }
    println!("{} of {} changes noticed", all.caught, all.total());
    let is_met = all.caught * 100 >= all.total() * AIM;
    Ok(if is_met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The areas of these paths, with or without the package's `src/` before them.
fn chosen(names: &[String]) -> Result<Vec<&'static Area>> {
    if names.is_empty() {
        return Ok(AREAS.iter().collect());
    }
    let mut areas = Vec::new();
    for name in names {
        let name = name
            .rsplit_once("src/")
            .map_or(name.as_str(), |(_, name)| name);
        let name = name.trim_end_matches(".rs");
        let Some(area) = AREAS.iter().find(|area| area.name == name) else {
            let known: Vec<_> = AREAS.iter().map(|area| area.name).collect();
            bail!("{name:?} is none of {}", known.join(", "));
        };
        areas.push(area);
    }
    Ok(areas)
}

impl Area {
    fn run(&self, shard: Option<&str>) -> Result<Counts> {
        let folder = self.folder();
        fs::create_dir_all(&folder)?;
        // By its own name: it need not be where cargo looks for its subcommands.
        let mut command = Command::new(tools::cargo_mutants());
        command.current_dir(paths::root());
        command.args(["mutants", "--package", self.package]);
        command.args(["--colors", "never", "--output"]);
        command.arg(&folder);
        // Each run works on a fresh copy of the tree; what others wrote is compiled once for all.
        command.env("CARGO_TARGET_DIR", paths::target().join("mutants/build"));
        command.env("CARGO_PROFILE_DEV_DEBUG", "0");
        for file in [
            format!("src/{}.rs", self.name),
            format!("src/{}/**", self.name),
        ] {
            // Patterns are relative to the root of the workspace, wherever the package is.
            command.arg("--file").arg(self.below_root().join(file));
        }
        if let Some(shard) = shard {
            command.args(["--shard", shard]);
        }
        // Of building as well as of running: behind `--` they would be of running alone, and all
        // tests that there are would be linked for each change.
        if self.in_library {
            command.arg("--cargo-arg=--lib");
        }
        for test in self.tests {
            command.arg(format!("--cargo-arg=--test={test}"));
        }
        let status = command.status()?;
        // 0: all noticed; 2: some were not; 3: a test went on for ever.
        ensure!(
            matches!(status.code(), Some(0 | 2 | 3)),
            "cargo mutants ended with {status}"
        );
        Ok(Counts::of(&folder))
    }

    /// The folder of the package, from the root of the checkout.
    fn below_root(&self) -> PathBuf {
        let folder = match self.package {
            LIBRARY => paths::library(),
            _ => paths::root(),
        };
        let below = folder.strip_prefix(paths::root()).map(Path::to_path_buf);
        below.unwrap_or(folder)
    }

    fn folder(&self) -> PathBuf {
        let name = self.name.replace('/', "-");
        paths::target().join("mutants").join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{AREAS, chosen};
    use crate::paths;

    #[test]
    fn every_area_and_each_of_its_tests_is_there() {
        for area in AREAS {
            let (file, folder) = (
                format!("src/{}.rs", area.name),
                format!("src/{}", area.name),
            );
            let root = paths::root().join(area.below_root());
            assert!(
                root.join(file).is_file() || root.join(folder).is_dir(),
                "{}",
                area.name
            );
            for test in area.tests {
                let (file, folder) = (format!("tests/{test}.rs"), format!("tests/{test}/main.rs"));
                assert!(
                    root.join(file).is_file() || root.join(folder).is_file(),
                    "{test}"
                );
            }
        }
    }

    #[test]
    fn an_area_is_chosen_by_its_path() {
        let names = |paths: &[&str]| {
            let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
            chosen(&paths).map(|areas| areas.iter().map(|area| area.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["src/plan.rs", "stats"]).unwrap(), ["plan", "stats"]);
        let in_library = "crates/concurrent-futures/src/workers/supervisor";
        assert_eq!(names(&[in_library]).unwrap(), ["workers/supervisor"]);
        assert_eq!(names(&[]).unwrap().len(), AREAS.len());
        assert!(names(&["src/app"]).is_err());
    }
}
