//! The pool on simulated workers: every rule of scheduling, dying and ending, to the microsecond.

mod clocks;
mod deaths;
mod handing_on;
mod in_a_row;
mod lifetimes;
mod messages;
mod patience;
mod random;
mod rescue;
mod scheduling;
mod sim;
mod starts;

/// The table of every way to stay pending names tests; they are there.
#[test]
fn the_tests_that_the_table_names_exist() {
    let docs = include_str!("../mod.rs");
    let tests = [
        include_str!("deaths.rs"),
        include_str!("lifetimes.rs"),
        include_str!("rescue.rs"),
        include_str!("scheduling.rs"),
        include_str!("starts.rs"),
        include_str!("../../../tests/pool_web/failures.rs"),
    ];
    let rows = docs.lines().filter_map(|line| line.strip_suffix("` |"));
    let names = rows.filter_map(|row| row.rsplit_once("| `"));
    let names: Vec<&str> = names
        .map(|(_, name)| name)
        .filter(|name| name.contains('_'))
        .collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let test = format!("fn {name}()");
        assert!(tests.iter().any(|file| file.contains(&test)), "{name}");
    }
}
