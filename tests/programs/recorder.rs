//! The recorder itself, by its own tests, and by the example that the documentation has.

use std::fs;
use std::process::Command;

use crate::stage::{check, count, delivered, folder, output, root};

#[test]
fn the_recorder_passes_its_own_tests() {
    let mut tests = Command::new("python3");
    tests.args(["-W", "error", "-m", "unittest", "-v"]);
    output(tests.current_dir(root().join("clients/python")));
}

#[test]
fn the_recorder_says_the_types_that_it_has() {
    let mut types = Command::new("python3");
    types.args(["-m", "mypy", "--strict", "--cache-dir=/dev/null"]);
    output(
        types
            .arg("photofinish_recorder.py")
            .current_dir(root().join("clients/python")),
    );
}

#[test]
fn the_example_of_the_documentation_is_a_run() {
    let text = fs::read_to_string(root().join("docs/recorder.md")).unwrap();
    let (_, rest) = text.split_once("```python\n").unwrap();
    let (program, _) = rest.split_once("```").unwrap();
    let folder = folder("documentation");
    fs::write(folder.join("example.py"), program).unwrap();
    output(
        Command::new("python3")
            .arg("example.py")
            .current_dir(&folder),
    );
    let record = fs::read_to_string(folder.join("run.json")).unwrap();
    let record = serde_json::from_str(&record).unwrap();
    check(&record);
    assert_eq!(
        count(&record, "ok") + count(&record, "failed"),
        count(&record, "futures")
    );
    assert!(!delivered(&record).is_empty());
}
