//! The service worker on the hosts there are: offline, beside others, after others, and before others.

use e2e::{Page, Release, Server, StaticHost, drive, drive_at};
use serde_json::Value;

const RACE: &str = "?lang=en&experiment=race&codes=pop20&limit=4&strategy=as_completed\
                    &max_workers=4&delay=100-1000&error_rate=0&timeout=20000&seed=7";
const FLAGS: [&str; 4] = ["BD", "BR", "CD", "CN"];

/// Another project with a worker that answers instead of ours: once under a name of its own, once under ours.
const WORKER: &str = "
    self.addEventListener('install', () => self.skipWaiting());
    self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
    self.addEventListener('fetch', (event) => event.respondWith(
        event.request.url.includes('/sim/') ? new Response('theirs', { status: 500 }) : fetch(event.request)));
";
const WITH_WORKER: [&[(&str, &str)]; 2] = [
    &[("index.html", "another project"), ("worker.js", WORKER)],
    &[("index.html", "another project"), ("sw.js", WORKER)],
];
const WITHOUT_WORKER: &[(&str, &str)] = &[
    ("index.html", "another project"),
    ("sim/own.json", "\"theirs\""),
];

/// Calls back once the worker whose script is `arguments[0]` is in charge.
const REGISTER: &str = "
    const [script, done] = arguments;
    navigator.serviceWorker.addEventListener('controllerchange', () => done(true));
    navigator.serviceWorker.register(script);
";

/// Calls back with the names of all caches of the origin.
const CACHES: &str = "const done = arguments[arguments.length - 1]; caches.keys().then(done);";

async fn kept(page: &Page) {
    let foot = page.find_role("contentinfo").await;
    page.until_text(&foot, "Ready for offline use").await;
}

async fn asked(page: &Page, script: &str, argument: Option<Value>) -> Value {
    let replied = page
        .client()
        .execute_async(script, Vec::from_iter(argument))
        .await;
    replied.unwrap_or_else(|error| panic!("{script}: {error}"))
}

#[test]
fn after_the_first_visit_the_race_runs_without_a_network() {
    for redirects in [false, true] {
        let host = StaticHost::start("photofinish");
        host.behave(|manners| manners.redirects_index = redirects);
        let address = format!("{}{RACE}", host.address);
        drive_at(&address, async |page| {
            page.run_through(&FLAGS).await;
            kept(page).await;
            host.stop();
            page.goto(&address).await;
            page.run_through(&FLAGS).await;
        });
    }
}

#[test]
fn when_the_server_is_gone_the_simulated_origin_answers_and_the_page_says_so() {
    let mut server = Server::start();
    let address = format!("{}/{RACE}", server.local);
    drive_at(&address, async |page| {
        let who = page.find("combobox", "Server").await;
        page.until(&who, "element.value === 'delay'").await;
        kept(page).await;
        server.stop();
        page.goto(&address).await;
        let who = page.find("combobox", "Server").await;
        page.until(&who, "element.value === 'sim'").await;
        let told = "element.parentElement.textContent.includes('does not answer')";
        page.until(&who, told).await;
        page.run_through(&FLAGS).await;
    });
}

#[test]
fn a_worker_that_another_project_left_behind_does_no_harm() {
    for project in WITH_WORKER {
        let host = StaticHost::start("place");
        host.behave(|manners| manners.other_project = project);
        drive_at(&host.address, async |page| {
            asked(page, REGISTER, Some(project[1].0.into())).await;
            host.behave(|manners| manners.other_project = &[]);
            page.goto(&format!("{}{RACE}&server=sim", host.address))
                .await;
            page.run_through(&FLAGS).await;
            kept(page).await;
        });
    }
}

#[test]
fn left_behind_it_gives_way_to_the_project_that_came_after() {
    let host = StaticHost::start("place");
    drive_at(
        &format!("{}{RACE}&server=sim", host.address),
        async |page| {
            page.run_through(&FLAGS).await;
            kept(page).await;
            host.behave(|manners| manners.other_project = WITHOUT_WORKER);
            let left = "
            const done = arguments[arguments.length - 1];
            const look = async () => {
                const [names, theirs] = [await caches.keys(), await fetch('sim/own.json').then((answer) => answer.text())];
                if (names.length === 0) done(theirs); else setTimeout(look);
            };
            look();
        ";
            page.goto(&host.address).await;
            assert_eq!(asked(page, left, None).await, "\"theirs\"");
            page.goto(&host.address).await;
            let registrations = "
            const done = arguments[arguments.length - 1];
            navigator.serviceWorker.getRegistrations().then((all) => done(all.length));
        ";
            assert_eq!(asked(page, registrations, None).await, 0);
        },
    );
}

#[test]
fn copies_of_the_site_and_other_sites_on_one_origin_leave_each_other_alone() {
    let host = StaticHost::start("one");
    host.behave(|manners| manners.copy = Some("two"));
    let places = [host.address.clone(), host.address.replace("/one/", "/two/")];
    drive_at(&places[0], async |page| {
        let others = "
            const done = arguments[arguments.length - 1];
            const add = async (name, address) => (await caches.open(name)).put(address, new Response('')); 
            (async () => {
                await add('photofinish-of-another', 'x');
                // Named as ours once were, but of another folder.
                await add('photofinish-0123456789abcdef', '../three/index.html');
                await add('photofinish-fedcba9876543210', 'index.html');
            })().then(done);
        ";
        asked(page, others, None).await;
        for place in &places {
            page.goto(&format!("{place}{RACE}&server=sim")).await;
            page.run_through(&FLAGS).await;
            kept(page).await;
        }
        let version = Release::Built.version();
        let mut expected = places
            .clone()
            .map(|place| format!("photofinish {place} {version}"))
            .to_vec();
        expected
            .extend(["photofinish-0123456789abcdef", "photofinish-of-another"].map(str::to_owned));
        expected.sort();
        let names = asked(page, CACHES, None).await;
        let mut names: Vec<String> = serde_json::from_value(names).expect("names");
        names.sort();
        assert_eq!(names, expected);

        host.stop();
        for place in &places {
            page.goto(&format!("{place}{RACE}&server=sim")).await;
            page.run_through(&FLAGS).await;
        }
    });
}

/// What both answer to each row of the table: status and text.
const BOTH: &str = "
    const [queries, done] = arguments;
    const ask = async (address) => {
        const answer = await fetch(address, { cache: 'no-store' });
        return [answer.status, await answer.text(), answer.headers.get('retry-after')];
    };
    (async () => {
        const both = [];
        for (const query of queries) {
            const addresses = ['flags', 'sim/flags'].map((place) => `${place}/br/br.svg?${query}`);
            both.push([query, ...(await Promise.all(addresses.map(ask)))]);
        }
        done(both);
    })();
";

#[test]
fn server_and_simulated_origin_speak_one_language() {
    drive("?lang=en&experiment=race&server=sim", async |page, _| {
        kept(page).await;
        let table = include_str!("../../../data/fates.txt").lines();
        let rows = table.filter(|line| !line.starts_with('#'));
        let rows: Vec<_> = rows.filter_map(|line| line.split_once('\t')).collect();
        let queries: Vec<&str> = rows.iter().map(|(query, _)| *query).collect();
        let both = asked(page, BOTH, Some(queries.into())).await;
        let both = both.as_array().expect("a row for each query");
        assert_eq!(both.len(), rows.len());
        for (answers, (query, status)) in both.iter().zip(rows) {
            assert_eq!(answers[1][0].to_string(), status, "{query}");
            assert_eq!(answers[1], answers[2], "{query}");
        }
    });
}
