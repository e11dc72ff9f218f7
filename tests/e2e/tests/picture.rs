//! The picture of README: a race in the middle. Not a test of anything: `cargo xtask picture` runs it, with a browser
//! and a server as the tests have them, and it leaves `docs/race.png`.

use std::fs;
use std::path::Path;

use e2e::drive;

const RACE: &str = "?lang=en&experiment=race&codes=pop20&server=delay&strategy=as_completed&max_workers=6\
                    &delay=500-5000&error_rate=0&timeout=60000&seed=11";

#[test]
fn picture() {
    drive(RACE, async |page, _| {
        page.screen(1280, 800, 1.0).await;
        page.start().await;
        let order = page.find("list", "Finish order").await;
        page.until(&order, "element.children.length >= 9").await;
        let picture = page.client().screenshot().await.expect("a picture");
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/race.png");
        fs::write(&place, picture).expect("written");
        page.press("Cancel").await;
        page.until_over().await;
    });
}
