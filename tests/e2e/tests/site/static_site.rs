//! dist/ on static hosts: below a sub-path, slow ones, and such as answer strangely.

use std::time::Duration;

use e2e::{StaticHost, drive_at};
use serde_json::json;

const RACE: &str = "?lang=en&experiment=race&codes=pop20&limit=4&strategy=as_completed\
                    &max_workers=4&delay=100-1000&error_rate=0&timeout=20000&seed=7";
const FLAGS: [&str; 4] = ["BD", "BR", "CD", "CN"];

#[test]
fn the_simulated_origin_answers_below_a_sub_path() {
    let host = StaticHost::start("some/deep-path");
    let address = format!("{}{RACE}&server=sim", host.address);
    drive_at(&address, async |page| page.run_through(&FLAGS).await);
}

#[test]
fn a_race_started_while_the_simulated_origin_starts_waits_for_it() {
    let host = StaticHost::start("slow");
    host.behave(|manners| manners.delay = Duration::from_millis(300));
    let address = format!("{}{RACE}&server=sim", host.address);
    drive_at(&address, async |page| {
        page.run_through(&FLAGS).await;
        assert_eq!(page.names("alert").await, [""; 0]);
    });
}

#[test]
fn a_host_that_never_tells_who_answers_is_not_waited_for_for_ever() {
    let host = StaticHost::start("silent");
    host.behave(|manners| manners.silent = Some("servers.json"));
    drive_at(&format!("{}{RACE}", host.address), async |page| {
        let who = page.find("combobox", "Server").await;
        page.until(&who, "element.value === 'sim'").await;
        let told = "element.parentElement.textContent.includes('does not answer')";
        page.until(&who, told).await;
        page.run_through(&FLAGS).await;
    });
}

#[test]
fn where_nothing_is_set_a_still_of_the_race_that_stands_ready_is_there_before_the_wasm() {
    let host = StaticHost::start("host");
    drive_at(&format!("{}?lang=en", host.address), async |page| {
        for (query, expected) in [
            ("?lang=en", vec!["en.svg"]),
            ("?lang=zh", vec!["zh.svg"]),
            ("?lang=en&seed=3", vec![]),
            ("?lang=en&experiment=workers", vec![]),
        ] {
            page.goto(&format!("{}{query}", host.address)).await;
            // What is loaded ahead and what the style asks for is one request, which came.
            let script = "const loaded = performance.getEntriesByType('resource');
                 const stills = loaded.filter(({ name }) => name.includes('/still/'));
                 return stills.map(({ name, decodedBodySize }) => decodedBodySize && name.split('/').pop());";
            assert_eq!(page.read(script, vec![]).await, json!(expected), "{query}");
        }
    });
}
