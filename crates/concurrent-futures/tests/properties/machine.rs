//! Plays a program, and looks at what is left at its end.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use concurrent_futures::executor::{Executor, IoExecutor, SubmitError};
use concurrent_futures::future::{FutureHandle, TaskError};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};

use crate::program::{Action, Ending, Program, Step, TaskPlan};
use crate::witness::Witness;

/// What tasks result in; whoever forgets to drop one is found out.
pub type Token = Rc<()>;
pub type Handle = FutureHandle<Token>;

/// Everything a program works on. Clones are the same.
#[derive(Clone)]
pub struct Machine {
    pub runtime: Rc<VirtualRuntime>,
    pub executor: IoExecutor,
    pub witness: Rc<Witness>,
    pub handles: Rc<RefCell<Vec<Handle>>>,
    /// Of tokens, to see that all are gone at the end.
    tokens: Rc<RefCell<Vec<Weak<()>>>>,
    shut_down: Rc<Cell<bool>>,
    /// Consumers and callbacks that must have had their turn at the end.
    pub expected: Rc<Cell<usize>>,
    pub ended: Rc<Cell<usize>>,
}

pub fn play(program: &Program) {
    let runtime = Rc::new(VirtualRuntime::new());
    let witness = Witness::new(runtime.clone(), program.max_workers);
    let executor = IoExecutor::builder(runtime.clone())
        .max_workers(program.max_workers)
        .observer(witness.clone())
        .build()
        .unwrap();
    let machine = Machine {
        runtime: runtime.clone(),
        executor,
        witness,
        handles: Rc::default(),
        tokens: Rc::default(),
        shut_down: Rc::default(),
        expected: Rc::default(),
        ended: Rc::default(),
    };
    let (player, steps) = (machine.clone(), program.steps.clone());
    let end = runtime.block_on(async move {
        for step in steps {
            player.step(step).await;
        }
        player.shut_down.set(true);
        player.executor.shutdown(false).await;
        player
    });
    drop(end.expect("the executor never drained"));
    runtime.run();
    machine.assert_at_rest();
}

impl Machine {
    async fn step(&self, step: Step) {
        match step {
            Step::Pause(millis) => self.runtime.sleep(millis_of(millis)).await,
            Step::Do(action) => self.act(action),
            Step::Callback(which, action) => self.add_callback(which, action),
            Step::Await(which, limit) => self.await_one(which, limit),
            Step::AsCompleted(which, limit) => self.as_completed(&which, limit),
            Step::Wait(which, limit, when) => self.wait(&which, limit, when),
            Step::Map(plan) => self.map(plan),
        }
    }

    pub fn is_shut_down(&self) -> bool {
        self.shut_down.get()
    }

    pub fn pick(&self, which: usize) -> Option<Handle> {
        let handles = self.handles.borrow();
        let index = which.checked_rem(handles.len())?;
        handles.get(index).cloned()
    }

    pub fn token(&self) -> Token {
        let token = Rc::new(());
        self.tokens.borrow_mut().push(Rc::downgrade(&token));
        token
    }

    pub fn act(&self, action: Action) {
        match action {
            Action::Submit(plan) => self.submit(*plan),
            Action::Cancel(which) => {
                let Some(future) = self.pick(which) else {
                    return;
                };
                let (started, done) = (future.running(), future.done());
                let cancelled_before = future.cancelled();
                let expected = cancelled_before || !(started || done);
                self.witness
                    .must(future.cancel() == expected, "answer of cancel");
            }
            Action::Abort(which) => {
                let Some(future) = self.pick(which) else {
                    return;
                };
                let (done, cancelled_before) = (future.done(), future.cancelled());
                let expected = cancelled_before || !done;
                self.witness
                    .must(future.abort() == expected, "answer of abort");
            }
            Action::SetMaxWorkers(limit) => {
                self.witness.limit.set(limit);
                self.executor.set_max_workers(limit).unwrap();
            }
            Action::Shutdown { cancel_futures } => {
                self.shut_down.set(true);
                drop(self.executor.shutdown(cancel_futures));
            }
        }
    }

    fn submit(&self, plan: TaskPlan) {
        let own: Rc<RefCell<Option<Handle>>> = Rc::default();
        let body = self.body(plan, own.clone());
        match self.executor.submit(body) {
            Ok(future) => {
                self.witness
                    .must(!self.shut_down.get(), "taken after shutdown");
                *own.borrow_mut() = Some(future.clone());
                self.handles.borrow_mut().push(future.clone());
                self.add_callback_to(&future, None);
            }
            Err(error) => {
                let expected = self.shut_down.get() && error == SubmitError::Shutdown;
                self.witness.must(expected, "refused");
            }
        }
    }

    fn body(&self, plan: TaskPlan, own: Rc<RefCell<Option<Handle>>>) -> impl AsyncBody + use<> {
        let (machine, held) = (self.clone(), self.token());
        move || {
            let own = own.take().expect("begun inside submit");
            machine.witness.begun(own.id());
            async move {
                for _ in 0..plan.yields {
                    machine.runtime.sleep(millis_of(0)).await;
                    yield_now().await;
                }
                if let Some(action) = plan.action {
                    machine.act(action);
                }
                machine.runtime.sleep(millis_of(plan.delay)).await;
                let earlier = plan.after.and_then(|which| machine.pick(which));
                if let Some(earlier) = earlier.filter(|earlier| earlier.id() < own.id()) {
                    let _ = earlier.result().await;
                    machine.witness.must(earlier.done(), "awaited, not done");
                }
                drop(held);
                match plan.ending {
                    Ending::Ok => Ok(machine.token()),
                    Ending::Error => Err(TaskError::message("planned")),
                    Ending::Panic => panic!("planned"),
                    Ending::Abort { returns } => {
                        let token = machine.token();
                        own.abort();
                        if !returns {
                            std::future::pending::<()>().await;
                        }
                        Ok(token)
                    }
                }
            }
        }
    }

    fn assert_at_rest(self) {
        let Machine {
            runtime,
            executor,
            witness,
            handles,
            tokens,
            ..
        } = self;
        witness.assert_content();
        assert_eq!(
            self.ended.get(),
            self.expected.get(),
            "who never had their turn"
        );
        assert_eq!((executor.active_slots(), executor.queued()), (0, 0));
        assert_eq!((runtime.tasks(), runtime.timers()), (0, 0));
        assert!(handles.borrow().iter().all(|future| future.done()));
        handles.take();
        let kept = tokens
            .borrow()
            .iter()
            .filter(|token| token.strong_count() > 0)
            .count();
        assert_eq!(kept, 0, "tokens kept alive");
    }
}

/// The body of a task.
pub trait AsyncBody: FnOnce() -> Self::Task + 'static {
    type Task: Future<Output = Result<Token, TaskError>> + 'static;
}

impl<F, Task> AsyncBody for F
where
    F: FnOnce() -> Task + 'static,
    Task: Future<Output = Result<Token, TaskError>> + 'static,
{
    type Task = Task;
}

pub fn millis_of(millis: u64) -> std::time::Duration {
    std::time::Duration::from_millis(millis)
}

/// Lets everybody else have a turn.
async fn yield_now() {
    let mut yielded = false;
    std::future::poll_fn(|cx| {
        if std::mem::replace(&mut yielded, true) {
            return std::task::Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
