//! What stays of Python, and of the programs that somebody changed.

use e2e::{Page, Server, StaticHost, drive, drive_at};

use super::here::Here;

/// Waits until all that comes only when it is asked for is kept.
async fn until_all_is_kept(page: &Page) {
    let look = "
        const done = arguments[arguments.length - 1];
        const look = async () => {
            const { asked } = await (await fetch('precache.json')).json();
            const kept = await Promise.all(asked.map((path) => caches.match(new URL(path, document.baseURI))));
            kept.every(Boolean) && asked.length > 0 ? done(asked.length) : requestAnimationFrame(look);
        };
        look();";
    let seen = page.client().execute_async(look, Vec::new()).await;
    seen.expect("all of it is kept");
}

#[test]
fn python_that_came_on_a_first_visit_runs_without_a_network_too() {
    let host = StaticHost::start("photofinish");
    drive_at(&format!("{}?lang=en", host.address), async |page| {
        // As soon as the page is there: who keeps things is not in charge yet.
        let here = Here::open(page).await;
        here.write("print('here', 'and now')").await;
        here.run().await;
        until_all_is_kept(page).await;
        let foot = page.find_role("contentinfo").await;
        page.until_text(&foot, "Ready for offline use").await;
        host.stop();
        page.goto(&format!("{}?lang=en", host.address)).await;
        let here = Here::open(page).await;
        here.run().await;
        assert_eq!(here.printed().await, "here and now\n");
    });
}

#[test]
fn what_does_not_come_ends_the_wait_with_its_name() {
    let host = StaticHost::start("photofinish");
    drive_at(&format!("{}?lang=en", host.address), async |page| {
        let here = Here::open(page).await;
        let foot = page.find_role("contentinfo").await;
        page.until_text(&foot, "Ready for offline use").await;
        // The worker and what is written for it is there; CPython never was.
        host.stop();
        page.press("Run it here").await;
        here.until_status("Python ended, or did not come").await;
    });
}

#[test]
fn each_place_keeps_its_own_changed_program() {
    drive("", async |page, server| {
        let race = format!("{}/?lang=en&experiment=race", server.local);
        let lesson = format!("{}/?lang=en&experiment=lessons&lesson=2", server.local);
        page.goto(&race).await;
        let here = Here::open(page).await;
        here.write("print('of the race')").await;
        page.goto(&lesson).await;
        let here = Here::open(page).await;
        here.unfold().await;
        here.until_text("text.includes('concurrent.futures')").await;
        here.write("print('of lesson 2')").await;
        // The next lesson without a load of the page.
        let next = page.find("link", "Next lesson").await;
        page.tap(&next).await;
        page.find("heading", "map keeps the order").await;
        let here = Here::open(page).await;
        here.until("!element.textContent.includes('Take back my changes')")
            .await;
        for (address, printed) in [(&race, "of the race\n"), (&lesson, "of lesson 2\n")] {
            page.goto(address).await;
            let here = Here::open(page).await;
            here.run().await;
            assert_eq!(here.printed().await, printed);
        }
    });
}

/// An asynchronous request that is given up, by a deadline and by hand.
const GIVES_UP: &str = "
import asyncio
import httpx

async def main():
    async with httpx.AsyncClient() as client:
        address = 'BASE/flags/br/br.svg?delay=20000'
        try:
            async with asyncio.timeout(0.2):
                await client.get(address)
        except TimeoutError:
            print('timed out')
        task = asyncio.create_task(client.get(address))
        await asyncio.sleep(0.2)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print('cancelled')

asyncio.run(main())
";

#[test]
fn what_is_not_awaited_any_more_is_aborted() {
    let race = "?lang=en&experiment=race&codes=BR&server=delay";
    drive(race, async |page, server| {
        let here = Here::open(page).await;
        here.write(&GIVES_UP.replace("BASE", &server.delay)).await;
        here.run().await;
        assert_eq!(here.printed().await, "timed out\ncancelled\n");
        Server::counts(&server.delay, "idle");
        let counts = Server::counts_and_forgets(&server.delay);
        assert_eq!(counts["aborted"], 2, "{counts}");
        assert_eq!(counts["completed"], 0, "{counts}");
    });
}
