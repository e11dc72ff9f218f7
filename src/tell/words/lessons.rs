//! The words around the lessons, and of the playground.

use crate::lessons::by_hand::Pressed;
use crate::lessons::playground::PlayFacts;
use crate::lessons::playground::Said;

/// One thing that can be asked of a future.
#[derive(Clone, Copy)]
pub struct CallWords {
    /// As code.
    pub code: &'static str,
    /// In words, before the name of the future.
    pub text: &'static str,
}

/// All that can be asked of a future.
pub struct Calls {
    /// Whether it is done.
    pub done: CallWords,
    /// Cancels it.
    pub cancel: CallWords,
    /// Aborts it.
    pub abort: CallWords,
    /// Adds a callback.
    pub add_done_callback: CallWords,
    /// Waits for the result.
    pub result: CallWords,
    /// Waits for the exception.
    pub exception: CallWords,
}

/// A word that has a mark.
pub struct Mark {
    /// The word.
    pub word: &'static str,
    /// The class of its style.
    pub class: &'static str,
}

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
    /// What can be asked of a future.
    pub calls: Calls,
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
    /// Where it begins: the page.
    pub end_page: &'static str,
    /// Where it goes: a worker.
    pub end_worker: &'static str,
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
    /// What the executor counts.
    pub counted_here: &'static str,
    /// What the server counts.
    pub counted_there: &'static str,
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
    /// The words for what a future does, which wear the mark of the picture wherever a lesson says them.
    pub marks: &'static [Mark],
}

super::in_each_language!(lessons: LessonTexts);
