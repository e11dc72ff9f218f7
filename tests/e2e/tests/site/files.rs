//! The files that the page offers.

use e2e::{Page, drive};

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN&server=local&strategy=map&max_workers=2\
                    &delay=10-60&error_rate=0&timeout=20000&seed=7";

async fn raced(page: &Page) {
    page.press("Start").await;
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
}

#[test]
fn a_file_is_named_after_its_run_and_there_until_it_can_be_fetched() {
    // The browser begins to fetch after the click, in a task of its own.
    let pressed = "
        const told = { name: '', revoked: false };
        const { click } = HTMLAnchorElement.prototype, { revokeObjectURL } = URL;
        HTMLAnchorElement.prototype.click = function () { told.name = this.download; click.call(this); };
        URL.revokeObjectURL = (address) => { told.revoked = true; revokeObjectURL.call(URL, address); };
        [...document.querySelectorAll('button')].find((button) => button.textContent === 'Export JSON').click();
        return told;
    ";
    drive(RACE, async |page, _| {
        raced(page).await;
        let told = page.read(pressed, Vec::new()).await;
        assert_eq!(
            told["name"],
            "photofinish-race-2-flags-map-2-at-once-seed-7.json"
        );
        assert_eq!(told["revoked"], false);
    });
}

#[test]
fn a_file_that_cannot_be_made_is_told() {
    let refuse = "URL.createObjectURL = () => { throw new Error('no room for it'); };";
    drive(RACE, async |page, _| {
        raced(page).await;
        page.read(refuse, Vec::new()).await;
        page.press("Export JSON").await;
        let export = page.find("button", "Export JSON").await;
        let told = "document.querySelector('.tools [role=\"alert\"]')";
        let why = "The file could not be made: no room for it";
        let says = format!("{told}?.textContent.includes({why:?})");
        page.until(&export, &says).await;
        // The next run begins without the complaint.
        page.press("Start").await;
        page.until(&export, &format!("!{told}")).await;
    });
}
