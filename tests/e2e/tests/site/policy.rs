//! The content security policy. That of the server is kept in the walk through every screen, in each browser; here is the
//! page's own, for hosts that have none, and what the policy keeps off.

use std::path::Path;

use e2e::{NOTHING, Page, Server, StaticHost, drive, drive_at, keep_told};
use serde_json::json;

/// From now on notes what the policy refuses.
const LISTEN: &str = "
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
";

async fn visit_all(page: &Page, site: &str) {
    page.goto(&format!("{site}?lang=en")).await;
    for screen in page.screens().await {
        let settings = "codes=pop20&limit=4&delay=10-50&jobs=4&size=1&server=sim";
        page.goto(&format!("{site}?lang=en&experiment={screen}&{settings}"))
            .await;
        page.read(LISTEN, Vec::new()).await;
        if !["transfer", "lessons", "open"].contains(&screen.as_str()) {
            // By script: on some screens the button is below the window.
            let start = page.find("button", "Start").await;
            page.until(&start, "!element.disabled").await;
            page.tap(&start).await;
            let export = page.find("button", "Export JSON").await;
            page.until(&export, "!element.disabled").await;
            page.export().await;
        } else {
            page.find_role("contentinfo").await;
        }
        let refused = page.read("return window.refused;", Vec::new()).await;
        assert_eq!(refused, json!([]), "{screen}");
    }
}

#[test]
fn every_screen_keeps_the_policy_of_the_page_where_the_host_has_none() {
    let host = StaticHost::start("photofinish");
    drive_at(&host.address, async |page| {
        visit_all(page, &host.address).await
    });
}

/// Ways for a text to become code or markup that were let through. Not `eval`: the driver has Chromium allow it to scripts of tests.
const TEXT_AS_CODE: &str = r#"
    const element = document.createElement('div');
    const ways = {
        markup: () => { element.innerHTML = '<b>bold</b>'; },
        later: () => setTimeout('1'),
        worker: () => new Worker('https://example.org/worker.js'),
    };
    return Object.entries(ways).filter(([, way]) => {
        try { way(); return true; } catch { return false; }
    }).map(([name]) => name);
"#;

#[test]
fn no_text_becomes_markup_or_code() {
    drive("?lang=en", async |page, _| {
        page.find("button", "Start").await;
        let taken = page.read(TEXT_AS_CODE, Vec::new()).await;
        assert_eq!(taken, json!([]));
        // The browser itself says what it refused.
        assert!(!page.console().await.is_empty());
    });
}

/// The site in a browser without Web Locks, where each worker has another beside it.
fn without_locks(file: &Path, content: Vec<u8>) -> Vec<u8> {
    let none = "delete (self.Navigator ?? self.WorkerNavigator).prototype.locks;\n";
    let is_script = file.extension().is_some_and(|extension| extension == "js");
    let content = if is_script {
        [none.as_bytes(), &content].concat()
    } else {
        content
    };
    keep_told(file, content)
}

#[test]
fn workers_beside_workers_keep_it_too() {
    let server = Server::start_edited(without_locks);
    let query = "?lang=en&experiment=workers&where=pool&workers=2&kernel=primes&jobs=40&size=9";
    drive_at(
        &format!("{}/{query}&autorun=1", server.local),
        async |page| {
            let export = page.find("button", "Export JSON").await;
            page.until(&export, "!element.disabled").await;
            assert_eq!(page.export().await["summary"]["ok"], 40);
            let locks = page.read("return 'locks' in navigator;", Vec::new()).await;
            assert_eq!(locks, false);
            assert_eq!(page.told().await, NOTHING);
        },
    );
}
