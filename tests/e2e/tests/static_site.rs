//! dist/ on a static host that knows nothing: below a sub-path, and when the network is gone.

use e2e::{Page, StaticHost, drive_at};

const RACE: &str = "?lang=en&experiment=race&server=sim&codes=BR,CN,IN,US&strategy=as_completed\
                    &max_workers=4&delay=100-1000&error_rate=0&timeout=20000&seed=7";

/// Calls back when every flag of the race is kept; the keeping goes on in the background.
const FLAGS_KEPT: &str = "
    const done = arguments[arguments.length - 1];
    (async () => {
        const flags = ['br', 'cn', 'in', 'us'].map((cc) => new URL(`flags/${cc}/${cc}.svg`, location).href);
        const kept = () => Promise.all(flags.map((flag) => caches.match(flag)));
        while (!(await kept()).every(Boolean));
        done(true);
    })();
";

async fn race(page: &Page) {
    page.start().await;
    page.until_over().await;
    let mut finished = page.finish_order().await;
    finished.sort();
    assert_eq!(finished, ["BR", "CN", "IN", "US"]);
    assert_eq!(page.export().await["summary"]["ok"], 4);
}

#[test]
fn the_simulated_origin_answers_below_a_sub_path() {
    let host = StaticHost::start("some/deep-path");
    drive_at(&format!("{}{RACE}", host.address), async |page| {
        race(page).await
    });
}

#[test]
fn after_the_first_visit_the_race_runs_without_a_network() {
    let host = StaticHost::start("photofinish");
    let address = format!("{}{RACE}", host.address);
    drive_at(&address, async |page| {
        race(page).await;
        let kept = page.client().execute_async(FLAGS_KEPT, Vec::new()).await;
        kept.expect("the flags are kept for later");
        host.stop();
        page.goto(&address).await;
        race(page).await;
    });
}
