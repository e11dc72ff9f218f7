//! A new version of the site: installed whole or not at all, offered and not forced, while pages of the old one are open.

use e2e::{Page, Release, StaticHost, drive_at};
use serde_json::Value;

const RACE: &str = "?lang=en&experiment=race&server=sim&codes=pop20&limit=4&strategy=as_completed\
                    &max_workers=4&delay=100-1000&error_rate=0&timeout=20000&seed=7";
const FLAGS: [&str; 4] = ["BD", "BR", "CD", "CN"];
const RELOAD: &str = "Reload: there is a new version";

/// Has the browser look for a new worker, and calls back when that is there or has failed.
const UPDATE: &str = "
    const done = arguments[arguments.length - 1];
    (async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        const worker = registration.installing;
        if (worker) await new Promise((over) => { worker.onstatechange = over; });
        return worker?.state ?? 'none';
    })().then(done);
";

async fn kept(page: &Page) {
    let foot = page.find_role("contentinfo").await;
    page.until_text(&foot, "Ready for offline use").await;
}

async fn asked(page: &Page, script: &str) -> Value {
    let replied = page.client().execute_async(script, Vec::new()).await;
    replied.unwrap_or_else(|error| panic!("{script}: {error}"))
}

async fn is_of(page: &Page, release: Release) {
    let told = page
        .read(
            "return document.querySelector('meta[name=photofinish]').content;",
            Vec::new(),
        )
        .await;
    assert_eq!(told, release.version());
}

/// The versions that are kept.
async fn versions(page: &Page) -> Vec<String> {
    let names = asked(page, "caches.keys().then(arguments[arguments.length - 1]);").await;
    let names: Vec<String> = serde_json::from_value(names).expect("names");
    names
        .iter()
        .filter_map(|name| name.rsplit_once(' '))
        .map(|(_, version)| version.to_owned())
        .collect()
}

#[test]
fn a_new_version_works_offline_whatever_the_host_lets_browsers_keep() {
    for caching in [Some("max-age=600"), None] {
        let host = StaticHost::start("photofinish");
        host.behave(|manners| manners.cache_control = caching);
        let address = format!("{}{RACE}", host.address);
        drive_at(&address, async |page| {
            page.run_through(&FLAGS).await;
            kept(page).await;
            host.behave(|manners| manners.release = Release::Later);
            page.goto(&address).await;
            is_of(page, Release::Later).await;
            kept(page).await;
            assert_eq!(versions(page).await, [Release::Later.version()]);
            host.stop();
            page.goto(&address).await;
            is_of(page, Release::Later).await;
            page.run_through(&FLAGS).await;
        });
    }
}

#[test]
fn a_version_that_cannot_be_installed_leaves_the_old_one_in_place() {
    for broken in [
        ("precache.json", 503),
        ("precache.json", 404),
        ("icons/icon-180.png", 500),
    ] {
        let host = StaticHost::start("photofinish");
        let address = format!("{}{RACE}", host.address);
        drive_at(&address, async |page| {
            page.run_through(&FLAGS).await;
            kept(page).await;
            host.behave(|manners| {
                manners.release = Release::Later;
                manners.fails = Some(broken);
            });
            page.goto(&address).await;
            is_of(page, Release::Later).await;
            assert_eq!(asked(page, UPDATE).await, "redundant", "{broken:?}");
            assert_eq!(versions(page).await, [Release::Built.version()]);
            page.run_through(&FLAGS).await;
            host.behave(|manners| manners.fails = None);
            assert_eq!(asked(page, UPDATE).await, "installed", "{broken:?}");
            host.stop();
            page.goto(&address).await;
            page.run_through(&FLAGS).await;
        });
    }
}

#[test]
fn a_new_version_is_offered_and_an_open_page_keeps_what_it_may_still_load() {
    let host = StaticHost::start("photofinish");
    let address = format!("{}{RACE}", host.address);
    drive_at(&address, async |page| {
        page.run_through(&FLAGS).await;
        kept(page).await;
        let script = "return document.querySelector('script[src$=\"early.js\"]').src;";
        let of_old = page.read(script, Vec::new()).await;
        let old = page.client().window().await.expect("a window");

        // Another tab has the new version, which takes over there.
        host.behave(|manners| manners.release = Release::Later);
        let new = page.client().new_window(true).await.expect("a tab").handle;
        page.client().switch_to_window(new).await.expect("the tab");
        page.goto(&address).await;
        is_of(page, Release::Later).await;
        kept(page).await;
        assert_eq!(
            versions(page).await,
            [Release::Built.version(), Release::Later.version()]
        );
        page.client().close_window().await.expect("the tab closes");

        // The old page goes on, with files that the host no longer has, until someone wants the new one.
        page.client()
            .switch_to_window(old)
            .await
            .expect("the first tab");
        is_of(page, Release::Built).await;
        let load = format!(
            "const done = arguments[arguments.length - 1]; fetch({of_old}).then(({{ ok }}) => done(ok));"
        );
        assert_eq!(asked(page, &load).await, true);
        page.run_through(&FLAGS).await;
        page.press(RELOAD).await;
        kept(page).await;
        is_of(page, Release::Later).await;
        assert_eq!(versions(page).await, [Release::Later.version()]);
    });
}
