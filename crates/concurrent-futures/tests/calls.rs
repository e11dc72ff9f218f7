//! Functions marked with `#[job]`, as the compiler and a program outside of workers see them.

use std::cell::RefCell;
use std::collections::HashSet;
use std::num::ParseIntError;

use concurrent_futures::executor::ConfigError;
use concurrent_futures::job;
use concurrent_futures::workers::{JobContext, JobError, JobFn, WorkerPool};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Point {
    x: f64,
    y: f64,
}

#[job]
fn square(n: u64) -> u64 {
    n * n
}

#[job]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

/// As a helper of somebody's may be called.
fn function(n: u64) -> u64 {
    n + 1
}

#[job]
fn helped(n: u64) -> u64 {
    function(n) * 2
}

#[job]
fn nothing() {}

#[inline]
#[cold]
#[job]
#[must_use]
fn seldom() -> u8 {
    1
}

#[job]
fn parse(text: String) -> Result<u32, ParseIntError> {
    text.parse()
}

#[job]
fn length(Point { x, y }: Point) -> f64 {
    x.hypot(y)
}

#[job]
fn halves(mut steps: u32, context: &mut JobContext<'_>, all: u32) -> String {
    while steps > 0 {
        steps /= 2;
        context.progress(1.0 - f64::from(steps) / f64::from(all));
    }
    context.worker().to_owned()
}

/// Jobs of one name at one place, for which the linker must have two symbols.
macro_rules! module_with_job {
    ($module:ident) => {
        mod $module {
            #[concurrent_futures::job]
            pub fn of_a_macro(n: u8) -> u8 {
                n
            }
        }
    };
}

module_with_job!(one_module);
module_with_job!(other_module);

/// A job of another module, of the same name.
mod elsewhere {
    use concurrent_futures::job;

    #[job]
    pub fn square(n: u32) -> Option<u32> {
        n.checked_mul(n)
    }
}

fn call<F: JobFn>(_: F, input: F::Input) -> Result<F::Output, JobError> {
    F::call(input, &mut JobContext::new("here", &|_| ()))
}

#[test]
fn a_job_is_still_called_as_any_function() {
    assert_eq!(square(7), 49);
    assert_eq!(add(1, 2), 3);
    assert_eq!(elsewhere::square(3), Some(9));
    let () = nothing();
}

#[test]
fn one_argument_is_the_input_and_several_are_a_tuple_of_it() {
    assert_eq!(call(helped, 7), Ok(16));
    assert_eq!(call(square, 7), Ok(49));
    assert_eq!(call(add, (1, 2)), Ok(3));
    assert_eq!(call(nothing, ()), Ok(()));
    assert_eq!(call(one_module::of_a_macro, 1), Ok(1));
    assert_eq!(call(other_module::of_a_macro, 2), Ok(2));
    assert_eq!(call(seldom, ()), Ok(1));
    assert_eq!(call(length, Point { x: 3.0, y: 4.0 }), Ok(5.0));
}

#[test]
fn the_error_of_a_result_keeps_type_and_text() {
    assert_eq!(call(parse, "7".into()), Ok(7));
    let error = call(parse, "many".into()).unwrap_err();
    assert_eq!(error.type_name, "ParseIntError");
    assert_eq!(error.message, "invalid digit found in string");
}

#[test]
fn the_context_is_no_input_wherever_it_stands() {
    let told = RefCell::new(Vec::new());
    let report = |fraction| told.borrow_mut().push(fraction);
    let name = <halves as JobFn>::call((4, 4), &mut JobContext::new("here", &report));
    assert_eq!(name.as_deref(), Ok("here"));
    assert_eq!(told.take(), [0.5, 0.75, 1.0]);
}

#[test]
fn jobs_are_told_apart_by_where_they_stand() {
    let ids = [
        square::ID,
        elsewhere::square::ID,
        add::ID,
        nothing::ID,
        parse::ID,
        length::ID,
        halves::ID,
        one_module::of_a_macro::ID,
        other_module::of_a_macro::ID,
    ];
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len());
    assert_eq!(elsewhere::square::NAME, "calls::elsewhere::square");
}

#[test]
fn outside_of_a_browser_a_pool_says_so() {
    assert_eq!(WorkerPool::new().err(), Some(ConfigError::NoWorkers));
    let four = WorkerPool::options().max_workers(4).build();
    assert_eq!(four.err(), Some(ConfigError::NoWorkers));
}
