//! The last line of a run, and of a comparison of runs.

/// The words of one language.
pub struct Words {
    /// What a run brought, and in how many seconds.
    pub brought_in: fn(&str, &str) -> String,
    /// So many flags came.
    pub flags: fn(usize) -> String,
    /// So many jobs were done.
    pub jobs: fn(usize) -> String,
    /// One run of a comparison: its strategy, its seconds, those until its first result where it had one.
    pub one_of_several: fn(&str, &str, Option<&str>) -> String,
    /// Before what follows from it.
    pub colon: &'static str,
    /// Between parts.
    pub comma: &'static str,
}

super::in_each_language!(report: Words);
