//! The editor of programs: loaded for those who want it, within the site's policy, and done without where it does not come.

use std::path::Path;

use e2e::{Engine, Page, Server, drive, drive_at, drive_in};
use serde_json::json;

use super::here::Here;

const RACE: &str = "?lang=en&experiment=race&codes=BR&server=local&seed=1";
const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const CONTROL: &str = "\u{E009}";
const RELEASED: &str = "\u{E000}";

/// How many scripts of the editor the page has loaded.
async fn loaded(page: &Page) -> u64 {
    let count = "return performance.getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.endsWith('/python/editor.js')).length;";
    let count = page.read(count, Vec::new()).await;
    count.as_u64().expect("a count")
}

#[test]
fn it_comes_when_it_is_wanted_and_keeps_the_policy() {
    drive(RACE, async |page, _| {
        let listen = "window.refused = [];
            document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));";
        page.read(listen, Vec::new()).await;
        let here = Here::open(page).await;
        assert_eq!(loaded(page).await, 0);
        here.unfold().await;
        assert_eq!(loaded(page).await, 1);
        // Keys that act anywhere else are letters in it.
        here.write("import queue\n").await;
        let field = page.focused().await;
        page.keys(&field, &format!("# p? ,.{ENTER}{ENTER}if True:{ENTER}pass"))
            .await;
        here.until_text("text === 'import queue\\n# p? ,.\\n\\nif True:\\n    pass'")
            .await;
        let dialogs = "return document.querySelectorAll('dialog[open]').length;";
        assert_eq!(page.read(dialogs, Vec::new()).await, 0);
        // A search, and what was typed back again.
        page.keys(&field, &format!("{CONTROL}f{RELEASED}")).await;
        let search = page.focused().await;
        assert_eq!(page.spoken(&search).await.1, "Find");
        page.keys(&search, &format!("queue{ENTER}\u{E00C}")).await;
        let field = page.focused().await;
        assert_eq!(page.spoken(&field).await.1, "Program");
        page.press("Take back my changes").await;
        here.until_text("text.includes('concurrent.futures')").await;
        page.keys(&field, &format!("{CONTROL}z{RELEASED}")).await;
        here.until_text("text.startsWith('import queue')").await;
        let refused = page.read("return window.refused;", Vec::new()).await;
        assert_eq!(refused, json!([]));
    });
}

#[test]
fn what_is_typed_is_run_in_firefox_too() {
    let server = Server::start();
    let address = format!("{}/{RACE}", server.local);
    drive_in(Engine::Firefox, &address, async |page| {
        let here = Here::open(page).await;
        here.write("print(6 * 7)").await;
        let field = page.focused().await;
        page.keys(&field, &format!("{CONTROL}{ENTER}{RELEASED}"))
            .await;
        here.until("element.querySelector('[role=log]')?.textContent === '42\\n'")
            .await;
        here.until_over().await;
    });
}

fn broken(file: &Path, content: Vec<u8>) -> Vec<u8> {
    if file.ends_with("python/editor.js") {
        b"throw new Error('broken');".to_vec()
    } else {
        content
    }
}

#[test]
fn where_it_does_not_come_the_plain_field_does() {
    let server = Server::start_edited(broken);
    drive_at(&format!("{}/{RACE}", server.local), async |page| {
        let here = Here::open(page).await;
        let unfold = page.find_css("details.changing > summary").await;
        page.tap(&unfold).await;
        here.until("element.textContent.includes('The editor could not be loaded.')")
            .await;
        let field = page.find("textbox", "Program").await;
        page.replace(&field, "print('plain')").await;
        page.keys(&field, &format!("{CONTROL}{ENTER}{RELEASED}"))
            .await;
        here.until("element.querySelector('[role=log]')?.textContent === 'plain\\n'")
            .await;
        here.until_over().await;
        page.keys(&field, TAB).await;
        assert_eq!(
            page.spoken(&page.focused().await).await.1,
            "Copy a link to it"
        );
    });
}
