//! The same programs by the system's own Python.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What a program prints, of standard output; it has to end well.
pub fn output(test: &str, program: &str) -> String {
    run(&folder(test), program, &[])
}

/// The same, and the run as the recorder writes it.
pub fn recorded(test: &str, program: &str) -> (String, Value) {
    let folder = folder(test);
    let recorder = "photofinish_recorder.py";
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../clients/python");
    fs::copy(from.join(recorder), folder.join(recorder)).expect("the recorder is there");
    let printed = run(&folder, program, &["--record", "run.json"]);
    let run = fs::read_to_string(folder.join("run.json")).expect("a record");
    (printed, serde_json::from_str(&run).expect("JSON"))
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let file = folder.join("photofinish_run.py");
    fs::write(&file, program).expect("write the program");
    let mut command = Command::new("python3");
    // Buffers would mix what two streams print.
    command
        .arg("-u")
        .arg(&file)
        .args(arguments)
        .current_dir(folder);
    let output = command.output().expect("python3 is there");
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{}: {}\n{}",
        folder.display(),
        told(&output.stdout),
        told(&output.stderr)
    );
    told(&output.stdout)
}

/// An empty folder for one program.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("python")
        .join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the program");
    folder
}
