//! What the plan in a program says of each request, and what follows for all of them.

/// The countries of a program's plan with the milliseconds after which each is answered, in the order of submission.
pub fn planned(program: &str) -> Vec<(String, u32)> {
    let (_, plan) = program.split_once("PLAN = {").expect("a plan");
    let (plan, _) = plan.split_once("\n}").expect("its end");
    let texts: Vec<&str> = plan.split('"').skip(1).step_by(2).collect();
    let entry = |entry: &[&str]| {
        // What follows `delay=` in the address.
        let delay = entry[1].split('&').next().expect("a number");
        (entry[0].to_owned(), delay.parse().expect(delay))
    };
    texts.chunks(2).map(entry).collect()
}

/// When the tasks that take so long are over at the earliest, where they begin in this order and so many run at once: each
/// begins as one of those before it ends. Where some of them take longer no other is over sooner (J. Kiefer, J. Wolfowitz,
/// On the theory of queues with many servers, 1955).
pub fn earliest(delays: &[u32], at_once: usize) -> Vec<u32> {
    let mut free = vec![0; at_once];
    let end = |delay: &u32| {
        let next = free.iter_mut().min().expect("at least one at once");
        *next += delay;
        *next
    };
    delays.iter().map(end).collect()
}

#[test]
fn each_begins_as_one_before_it_ends() {
    assert_eq!(earliest(&[30, 10, 5, 1], 1), [30, 40, 45, 46]);
    assert_eq!(earliest(&[30, 10, 5, 20], 2), [30, 10, 15, 35]);
    assert_eq!(earliest(&[30, 10], 4), [30, 10]);
}
