//! Jobs that nobody waits for any more.

use super::Supervisor;
use crate::future::Abort;
use crate::workers::work::Work;

impl<J: Work> Abort for Supervisor<J> {
    /// The worker that runs the job is ended. If the job waits there behind others, in a message of
    /// its own, they first run to their end; if it came in one message with others, nobody knows
    /// whether it is its turn: they get the time that such jobs usually take.
    fn abort(&self, id: u64) {
        let state = self.state.borrow();
        let workers = state.workers.iter();
        let holders = workers.filter(|worker| worker.jobs_in_hand().any(|task| task.id() == id));
        let holders: Vec<(u64, bool)> = holders
            .map(|worker| (worker.number, worker.is_wanted()))
            .collect();
        drop(state);
        for (number, wanted) in holders {
            if wanted {
                self.judge(number);
            } else {
                self.kill(number, None);
            }
        }
        self.watch();
    }

    /// Later in this turn it is known what is still wanted.
    fn cancelled(&self, _: u64) {
        let ends = self.state.borrow().shut_down;
        if ends {
            self.plan_feeding();
        }
    }
}
