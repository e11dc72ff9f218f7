//! Puts a finished folder in its place, wherever it was made.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::fingerprint::files_below;

/// Replaces the folder `place` by `made`, which is gone then. Whoever looks sees the old folder or the new one, and none
/// only between two renames.
pub fn put(made: &Path, place: &Path) -> Result<()> {
    put_by(made, place, |from, to| fs::rename(from, to))
}

/// The same with what renames.
fn put_by(
    made: &Path,
    place: &Path,
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Result<()> {
    let (new, old) = (beside(place, ".new"), beside(place, ".old"));
    for leftover in [&new, &old] {
        clear(leftover)?;
    }
    match rename(made, &new) {
        // What lies on another file system, as cargo's target folder may, cannot be renamed to here.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            copy(made, &new)?;
            clear(made)?;
        }
        renamed => renamed.with_context(|| format!("cannot move {}", made.display()))?,
    }
    if place.exists() {
        rename(place, &old).with_context(|| format!("cannot move {}", place.display()))?;
    }
    rename(&new, place).with_context(|| format!("cannot replace {}", place.display()))?;
    clear(&old)
}

/// The name with this at its end: so it lies on the same file system.
fn beside(place: &Path, suffix: &str) -> PathBuf {
    let mut name = place.file_name().map_or_else(OsString::new, OsString::from);
    name.push(suffix);
    place.with_file_name(name)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        let target = to.join(file.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, &target).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;
    use crate::paths;

    /// Two folders of one test, as if each were on a file system of its own.
    fn folders(test: &str) -> (PathBuf, PathBuf) {
        let root = root(&env::temp_dir(), test);
        filled(root.join("target/site"), root.join("checkout/dist"))
    }

    fn root(on: &Path, test: &str) -> PathBuf {
        let root = on.join(format!("photofinish-{test}-{}", std::process::id()));
        clear(&root).unwrap();
        root
    }

    fn filled(made: PathBuf, place: PathBuf) -> (PathBuf, PathBuf) {
        for (folder, text) in [(&made, "new"), (&place, "old")] {
            fs::create_dir_all(folder.join("app/css")).unwrap();
            fs::write(folder.join("app/css/base.css"), text).unwrap();
        }
        fs::write(place.join("only-in-the-old-one"), "").unwrap();
        (made, place)
    }

    fn across(from: &Path, to: &Path) -> io::Result<()> {
        if from.parent() == to.parent() {
            fs::rename(from, to)
        } else {
            Err(io::ErrorKind::CrossesDevices.into())
        }
    }

    fn is_put(made: &Path, place: &Path) {
        let names: Vec<_> = files_below(place.parent().unwrap()).unwrap();
        assert_eq!(names, [place.join("app/css/base.css")]);
        assert_eq!(fs::read_to_string(&names[0]).unwrap(), "new");
        assert!(!made.exists());
        clear_up(place);
    }

    fn clear_up(place: &Path) {
        clear(place.ancestors().nth(2).unwrap()).unwrap();
    }

    #[test]
    fn a_site_made_on_the_same_file_system_is_renamed() {
        let (made, place) = folders("same");
        put(&made, &place).unwrap();
        is_put(&made, &place);
    }

    #[test]
    fn a_site_made_on_another_file_system_is_copied_then_swapped_in() {
        let (made, place) = folders("other");
        put_by(&made, &place, across).unwrap();
        is_put(&made, &place);
    }

    /// Really on two, where there are two: most systems keep one in memory for all to write to.
    #[cfg(unix)]
    #[test]
    fn a_site_made_in_memory_is_put_on_disk() {
        use std::os::unix::fs::MetadataExt;
        let (memory, disk) = (Path::new("/dev/shm"), paths::target());
        let device = |folder: &Path| fs::metadata(folder).map(|metadata| metadata.dev()).ok();
        if device(memory).is_none_or(|memory| Some(memory) == device(&disk)) {
            println!(
                "Left out: {} is no file system of its own.",
                memory.display()
            );
            return;
        }
        let (from, to) = (root(memory, "memory"), root(&disk, "disk"));
        let (made, place) = filled(from.join("site"), to.join("checkout/dist"));
        assert_eq!(
            fs::rename(&made, beside(&place, ".new"))
                .unwrap_err()
                .kind(),
            io::ErrorKind::CrossesDevices
        );
        put(&made, &place).unwrap();
        is_put(&made, &place);
        clear(&from).unwrap();
    }

    #[test]
    fn what_an_interrupted_build_left_is_cleared_away() {
        let (made, place) = folders("interrupted");
        fs::create_dir_all(beside(&place, ".new").join("half")).unwrap();
        fs::create_dir_all(beside(&place, ".old").join("half")).unwrap();
        put_by(&made, &place, across).unwrap();
        is_put(&made, &place);
    }

    #[test]
    fn without_a_new_one_the_old_one_stays() {
        let (made, place) = folders("nothing");
        fs::remove_dir_all(&made).unwrap();
        assert!(put(&made, &place).is_err());
        assert!(place.join("only-in-the-old-one").is_file());
        clear_up(&place);
    }
}
