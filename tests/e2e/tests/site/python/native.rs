//! The same programs by the system's own Python.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a program prints, of standard output; it has to end well.
pub fn output(test: &str, program: &str) -> String {
    let folder = folder(test);
    let file = folder.join("photofinish_run.py");
    fs::write(&file, program).expect("write the program");
    let mut command = Command::new("python3");
    // Buffers would mix what two streams print.
    command.arg("-u").arg(&file).current_dir(&folder);
    let output = command.output().expect("python3 is there");
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{test}: {}\n{}",
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
