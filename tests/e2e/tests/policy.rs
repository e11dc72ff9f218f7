//! The content security policy of header and page, kept by every screen: what it refuses is told to the console, which
//! fails any test, and to the document, which these ask.

use e2e::{Page, StaticHost, drive, drive_at};

const SCREENS: [&str; 5] = ["race", "workers", "both", "transfer", "lessons"];

/// From now on notes what the policy refuses.
const LISTEN: &str = "
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
";

async fn visit_all(page: &Page, site: &str) {
    for screen in SCREENS {
        let settings = "codes=pop20&limit=4&delay=10-50&jobs=4&size=1&server=sim";
        page.goto(&format!("{site}?lang=en&experiment={screen}&{settings}"))
            .await;
        page.read(LISTEN, Vec::new()).await;
        if screen == "race" || screen == "workers" || screen == "both" {
            page.start().await;
            page.until_over().await;
            page.export().await;
        } else {
            page.find_role("contentinfo").await;
        }
        let refused = page.read("return window.refused;", Vec::new()).await;
        assert_eq!(refused, serde_json::json!([]), "{screen}");
    }
}

#[test]
fn every_screen_keeps_the_policy_of_the_server() {
    drive("", async |page, server| {
        visit_all(page, &format!("{}/", server.local)).await
    });
}

#[test]
fn every_screen_keeps_the_policy_of_the_page_where_the_host_has_none() {
    let host = StaticHost::start("photofinish");
    drive_at(&host.address, async |page| {
        visit_all(page, &host.address).await
    });
}
