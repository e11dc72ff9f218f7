//! The words of the lessons, in two languages: one value each, so that none can be missing.

use crate::lessons::by_hand::Pressed;
use crate::lessons::playground::PlayFacts;
use crate::lessons::playground::Said;

/// The words of one language.
pub struct LessonTexts {
    /// What a future is, in a few sentences, shown beside the playground.
    pub guide: [&'static str; 5],
    /// Heading over the guide.
    pub guide_title: &'static str,
    /// How long a task takes.
    pub takes: &'static str,
    /// Whether it fails.
    pub fails: &'static str,
    /// How long `result` waits.
    pub patience: &'static str,
    /// A choice of time in tenths of a second.
    pub tenths: fn(u64) -> String,
    /// Submits a task.
    pub submit: &'static str,
    /// Shuts the executor down.
    pub shutdown: &'static str,
    /// Begins anew.
    pub anew: &'static str,
    /// Plays a map of which one task fails.
    pub map: &'static str,
    /// What can be asked of a future, as code and in words: whether it is done, cancel, abort, add a
    /// callback, wait for the result, for the exception.
    pub calls: [(&'static str, &'static str); 6],
    /// Name of the form by which a person submits tasks.
    pub by_hand: &'static str,
    /// Name of the list of futures.
    pub futures: &'static str,
    /// Before the first.
    pub no_futures: &'static str,
    /// Name of the transcript.
    pub console: &'static str,
    /// Before its first line.
    pub no_lines: &'static str,
    /// What a call answered.
    pub said: fn(&Said) -> String,
    /// Before anything happened: how many workers.
    pub ready: fn(usize) -> String,
    /// While something runs: running, pending, done.
    pub now: fn(usize, usize, usize) -> String,
    /// When all are done.
    pub summary: fn(&PlayFacts) -> String,
    /// Name of the ways from lesson to lesson.
    pub title: &'static str,
    /// The question.
    pub question: &'static str,
    /// The answer.
    pub answer: &'static str,
    /// What the reader answered.
    pub yours: &'static str,
    /// What was measured.
    pub measured: &'static str,
    /// No answer was given.
    pub no_answer: &'static str,
    /// No answer is what was measured.
    pub none_of_them: &'static str,
    /// The reader's answer was the measured one.
    pub right: &'static str,
    /// That these settings ask something else than the lesson, and how to come back.
    pub aside: &'static str,
    /// Sets those of the question again.
    pub back: &'static str,
    /// What to try next.
    pub goals: &'static str,
    /// How goals are reached.
    pub goals_note: &'static str,
    /// How those of the playground are.
    pub goals_by_hand: &'static str,
    /// A goal that was reached, for those who do not see its tick.
    pub is_reached: &'static str,
    /// How far one is: so much of so much, and what is counted.
    pub far: fn(usize, usize, &str) -> String,
    /// The way on.
    pub next: &'static str,
    /// The way back.
    pub previous: &'static str,
    /// Name of the list of lessons.
    pub all: &'static str,
    /// Which of how many.
    pub of_all: fn(usize, usize) -> String,
    /// What was done of a lesson: goals reached, goals in all, whether it was answered.
    pub reached: fn(usize, usize, bool) -> String,
    /// Where answers and goals are kept.
    pub kept_note: &'static str,
    /// That a browser refused to keep them.
    pub not_kept_note: &'static str,
    /// Forgets them.
    pub forget: &'static str,
    /// Counts a room's hands instead.
    pub count_hands: &'static str,
    /// Name of the field for the hands of an answer.
    pub hands_for: fn(&str) -> String,
    /// So many hands.
    pub hands: fn(u32) -> String,
    /// Which of the question's runs is going.
    pub nth_run: fn(usize, usize) -> String,
    /// Name of the clock that a worker draws.
    pub worker_clock: &'static str,
    /// Name of the ball between page and worker, which stands for so many bytes.
    pub ball: fn(&str) -> String,
    /// What it shows, so many times as slow as it was.
    pub ball_note: fn(&str) -> String,
    /// That it is shown still.
    pub ball_still: &'static str,
    /// How long the page is held.
    pub holds: fn(&str) -> String,
    /// Where it goes: the page, a worker.
    pub ends: [&'static str; 2],
    /// Name of two runs of one's own beside each other.
    pub own_twice: &'static str,
    /// Name of submitting one by one.
    pub submit_one_by_one: &'static str,
    /// Its button.
    pub submit_one: &'static str,
    /// What became of what was submitted one by one.
    pub pressed: fn(&Pressed) -> String,
    /// Heads of the two counts: whose, now, at most.
    pub counted_heads: [&'static str; 3],
    /// Whose: ours, the server's.
    pub counted_rows: [&'static str; 2],
    /// Name of the curve.
    pub curve: &'static str,
    /// What was drawn.
    pub drawn: &'static str,
    /// What was measured, with its spread.
    pub measured_curve: &'static str,
    /// Times as fast.
    pub times: fn(f64) -> String,
    /// So many workers.
    pub by_workers: fn(usize) -> String,
}

super::in_each_language!(lessons: LessonTexts);
