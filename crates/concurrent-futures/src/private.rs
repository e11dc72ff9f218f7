//! What the attributes write refers to this; nothing here is for people.

#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen;

pub use crate::workers::JobError;

/// What a job returns that can fail: the value, and the error as it crosses to the page.
#[diagnostic::on_unimplemented(
    message = "a job that fails returns `Result<T, E>`, with an `E` that has `std::error::Error`, or `JobError`",
    label = "no such `Result`",
    note = "`String`, `Box<dyn Error>` and `anyhow::Error` have not: `.map_err(|error| JobError::message(error.to_string()))` makes one of them"
)]
pub trait Fails {
    /// The value.
    type Output;

    /// As the library takes it.
    ///
    /// # Errors
    /// The job's own.
    fn told(self) -> Result<Self::Output, JobError>;
}

#[diagnostic::do_not_recommend]
impl<T, E: Into<JobError>> Fails for Result<T, E> {
    type Output = T;

    fn told(self) -> Result<T, JobError> {
        self.map_err(Into::into)
    }
}

/// What a program ends with.
#[diagnostic::on_unimplemented(
    message = "the start of a program returns nothing or `Result<(), E>`",
    label = "nobody is there to take this"
)]
pub trait Ended {
    /// Says what went wrong, where something did: nobody else is there to hear it.
    fn tell(self);
}

impl Ended for () {
    fn tell(self) {}
}

impl<E: std::fmt::Display> Ended for Result<(), E> {
    fn tell(self) {
        if let Err(error) = self {
            crate::observe::report(&format!("the program failed: {error}"));
        }
    }
}

/// Runs an asynchronous start.
#[cfg(target_arch = "wasm32")]
pub fn start<E: Ended>(program: impl Future<Output = E> + 'static) {
    wasm_bindgen_futures::spawn_local(async { program.await.tell() });
}

/// Outside of a browser there is nothing to wait for.
#[cfg(not(target_arch = "wasm32"))]
pub fn start<E: Ended>(_: impl Future<Output = E> + 'static) {
    crate::observe::report("this program runs in a browser");
}

/// Whether this is a worker of a pool.
#[must_use]
pub fn in_worker() -> bool {
    #[cfg(target_arch = "wasm32")]
    return crate::workers::in_worker();
    #[cfg(not(target_arch = "wasm32"))]
    false
}
