//! The words of programs that run in the page.

/// The words of one language.
pub struct Words {
    /// The part of the page.
    pub title: &'static str,
    /// Before Python is loaded: what happens then, and how much that is, as files and compressed.
    pub intro: fn(&str, &str) -> String,
    /// The button that runs the program.
    pub run: &'static str,
    /// The button that ends it.
    pub stop: &'static str,
    /// The field of its arguments.
    pub arguments: &'static str,
    /// What unfolds the editor.
    pub change: &'static str,
    /// The field of the program.
    pub program: &'static str,
    /// The keys of the editor.
    pub keys: &'static str,
    /// The keys of the plain field.
    pub plain_keys: &'static str,
    /// The editor did not come.
    pub plain: &'static str,
    /// What the editor itself says: it asks for each by words of its own, which stand first. A `$` stands for a number.
    pub phrases: &'static [(&'static str, &'static str)],
    /// Gives up what was changed.
    pub take_back: &'static str,
    /// The program is not the one that is shown above.
    pub changed: &'static str,
    /// The program came with the address.
    pub carried: &'static str,
    /// Copies a link to the changed program.
    pub share: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// The browser does not let the page copy.
    pub not_copied: &'static str,
    /// The program is too long for a link.
    pub too_long_to_share: &'static str,
    /// Python is on its way: megabytes so far, and all of them.
    pub loading: fn(&str, &str) -> String,
    /// The program runs, by Python of this version.
    pub running: fn(&str) -> String,
    /// So many workers of its pools have an interpreter each; the slowest took so many seconds to start.
    pub interpreters: fn(usize, &str) -> String,
    /// The program is over, with this exit code.
    pub over: fn(u8) -> String,
    /// It was stopped.
    pub stopped: &'static str,
    /// It took longer than so many minutes.
    pub too_long: fn(u64) -> String,
    /// All of its threads wait for each other.
    pub stuck: &'static str,
    /// Python did not come, or broke: why, in the words of the browser.
    pub died: fn(&str) -> String,
    /// This browser cannot.
    pub no_jspi: &'static str,
    /// Another run of the page is going.
    pub busy: &'static str,
    /// What it prints.
    pub output: &'static str,
    /// So many lines of it are no longer shown.
    pub gone: fn(usize) -> String,
    /// The futures of the program.
    pub futures: &'static str,
    /// How many there are, how many of them have a result, and in how many seconds the program was over.
    pub sum: fn(usize, usize, &str) -> String,
    /// At an earlier moment: how many of them were done, of how many, after how long.
    pub sum_then: fn(usize, usize, &str) -> String,
    /// It has none so far.
    pub no_futures: &'static str,
    /// Sets its run beside the page's own on the same plan.
    pub beside: &'static str,
    /// That one runs: so many futures of so many have come.
    pub beside_running: fn(usize, usize) -> String,
    /// The program does the same in three ways, and one run can stand beside another.
    pub beside_one_way: &'static str,
    /// What is different here; unfolds what follows.
    pub different: &'static str,
    /// The heads of the table of that.
    pub heads: Difference,
    /// Its rows.
    pub differences: &'static [Difference],
}

/// What Python in the page cannot do, or does otherwise than outside of it.
pub struct Difference {
    /// What it is about.
    pub what: &'static str,
    /// How it is here.
    pub how: &'static str,
}

/// There is one of each language.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

super::in_each_language!(python: Words);
