//! What a page complains of, in browsers whose drivers cannot tell it: the scripts of the site keep it themselves.

use std::path::Path;

use crate::page::Page;

/// What keeps it.
const TOLD: &str = include_str!("told.js");

/// The site with scripts that keep what is complained of.
pub fn keep_told(file: &Path, content: Vec<u8>) -> Vec<u8> {
    match file.extension().is_some_and(|extension| extension == "js") {
        true => [TOLD.as_bytes(), &content].concat(),
        false => content,
    }
}

impl Page {
    /// What the page and its workers have complained of since it was opened: errors, and what the policy refused.
    ///
    /// # Panics
    /// When the site is not one that keeps it.
    pub async fn told(&self) -> Vec<String> {
        let told = self.read("return photofinishTold;", Vec::new()).await;
        let told = told.as_array().into_iter().flatten();
        told.map(|text| {
            text.as_str()
                .map_or_else(|| text.to_string(), str::to_owned)
        })
        .collect()
    }
}

/// Nothing, as a value to compare with.
pub const NOTHING: [String; 0] = [];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::keep_told;

    #[test]
    fn scripts_alone_are_changed() {
        assert_eq!(keep_told(Path::new("a/b.css"), b"c".to_vec()), b"c");
        assert!(keep_told(Path::new("a/b.js"), b"c()".to_vec()).ends_with(b"}\nc()"));
    }
}
