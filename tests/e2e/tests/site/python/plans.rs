//! CPython's own executor in the page, held to what was recorded of it outside: the first of the plans that hold the library.

use e2e::drive;

use super::here::Here;

const PLAYER: &str = include_str!("player.py");
const PLANS: &str = include_str!("../../../../../crates/concurrent-futures/tests/data/plans.jsonl");
const PLAYED: usize = 60;

#[test]
fn plans_have_the_trace_that_was_recorded_of_cpython() {
    let plans: Vec<&str> = PLANS.lines().take(PLAYED).collect();
    let program = PLAYER.replace("{plans}", &plans.join("\n"));
    drive(
        "?lang=en&experiment=race&codes=BR&server=local",
        async |page, _| {
            let here = Here::open(page).await;
            here.write(&program).await;
            here.run().await;
            let printed = here.printed().await;
            let as_recorded = |line: &&str| line.ends_with(" as recorded");
            let same = printed.lines().filter(as_recorded).count();
            assert_eq!(same, PLAYED, "{}\n{printed}", here.status().await);
        },
    );
}
