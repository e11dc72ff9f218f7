//! Programs in Python by keyboard, with axe-core, in both languages, and where the browser cannot run them.

use e2e::{Page, drive, reference};

use super::here::Here;

const RACE: &str = "?experiment=race&codes=BR,CN&server=delay&delay=1000-1000&error_rate=0&seed=1&timeout=30000&verbose=1";
const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const CONTROL: &str = "\u{E009}";
const ESCAPE: &str = "\u{E00C}";

/// What has the focus, by its role and name.
async fn focus(page: &Page) -> (String, String) {
    page.spoken(&page.focused().await).await
}

#[test]
fn a_program_is_changed_and_run_by_keys() {
    drive(&format!("{RACE}&lang=en"), async |page, _| {
        let here = Here::open(page).await;
        let title = page.find("button", "Copy").await;
        page.read("arguments[0].focus();", vec![reference(&title)])
            .await;
        page.keys_here(TAB).await;
        let unfold = page.client().active_element().await.expect("a focus");
        assert_eq!(page.text(&unfold).await, "Change the program");
        page.keys_here(ENTER).await;
        here.unfold().await;
        page.keys_here(TAB).await;
        assert_eq!(focus(page).await, ("textbox".into(), "Program".into()));
        let program = "import sys\nprint('so typed', sys.argv)\n";
        let field = page.focused().await;
        page.replace(&field, program).await;
        page.keys(&field, &format!("{CONTROL}{ENTER}")).await;
        here.until("element.querySelector('[role=log]')?.textContent.includes('so typed')")
            .await;
        here.until_over().await;
        assert_eq!(here.printed().await, "so typed ['photofinish_run.py']\n");
        // In the field Tab indents. On to the arguments: Enter runs it with them.
        page.keys(&field, TAB).await;
        here.until_text("text.endsWith('    ')").await;
        page.keys(&field, &format!("{ESCAPE}{TAB}")).await;
        assert_eq!(
            focus(page).await,
            ("button".into(), "Copy a link to it".into())
        );
        page.keys_here(TAB).await;
        assert_eq!(
            focus(page).await,
            ("button".into(), "Take back my changes".into())
        );
        page.keys_here(TAB).await;
        assert_eq!(focus(page).await, ("textbox".into(), "Arguments".into()));
        page.keys_here(&format!("--name 'a b'{ENTER}")).await;
        here.until("element.querySelector('[role=log]')?.textContent.includes('a b')")
            .await;
        here.until_over().await;
        // What was changed outlives the page, until it is taken back.
        page.client().refresh().await.expect("a reload");
        let here = Here::open(page).await;
        let kept = format!("{program}    ");
        here.until_text(&format!("text === {kept:?}")).await;
        // It can be given to others, in a link that runs nothing by itself.
        page.press("Copy a link to it").await;
        here.until(
            "/Copied|does not let/.test(element.querySelector('span[role=status]').textContent)",
        )
        .await;
        page.press("Take back my changes").await;
        here.until_text("text.includes('concurrent.futures')").await;
    });
}

#[test]
fn a_program_that_came_with_a_link_waits_to_be_started() {
    let program = "print%28%27from%20a%20link%27%29";
    drive(
        &format!("{RACE}&lang=en#python={program}"),
        async |page, _| {
            let place = page.find("region", "Python in the page").await;
            page.until(
                &place,
                "element.textContent.includes('somebody else may have written it')",
            )
            .await;
            let here = Here::open(page).await;
            assert_eq!(here.printed().await, "");
            here.run().await;
            assert_eq!(here.printed().await, "from a link\n");
            page.press("Take back my changes").await;
            here.until_text("text.includes('concurrent.futures')").await;
            let hash = page.read("return location.hash;", Vec::new()).await;
            assert_eq!(hash, "");
        },
    );
}

#[test]
fn axe_finds_nothing_before_it_runs_while_it_does_and_after() {
    for (lang, title, run, stop, found) in [
        (
            "en",
            "Python in the page",
            "Run it here",
            "Stop",
            "limit 5 never reached: there were only 2 to run",
        ),
        (
            "zh",
            "在页面中运行 Python",
            "在此运行",
            "停止",
            "从未达到上限 5：一共只有 2 个任务",
        ),
    ] {
        drive(&format!("{RACE}&lang={lang}"), async |page, _| {
            page.look_at_code().await;
            let tab = page.find("tab", "Python").await;
            page.tap(&tab).await;
            let place = page.find("region", title).await;
            let sound = async |when: &str| {
                let faults = page.axe_faults().await;
                assert!(faults.is_empty(), "{lang}, {when}: {faults:#?}");
            };
            sound("before").await;
            page.press(run).await;
            let stop = page.find("button", stop).await;
            page.until(&stop, "!element.disabled").await;
            sound("while it runs").await;
            page.until(&stop, "element.disabled").await;
            page.until(&place, "element.querySelectorAll('[aria-labelledby=python-finish-order] > li').length === 2")
                .await;
            // What the run shows is said of it as of any other.
            page.until(
                &place,
                &format!("element.querySelector('.findings')?.textContent.replaceAll('\\u00a0', ' ').includes({found:?})"),
            )
            .await;
            page.read(
                "document.querySelectorAll('.here details').forEach((one) => (one.open = true));",
                Vec::new(),
            )
            .await;
            sound("after").await;
        });
    }
}

#[test]
fn a_browser_without_suspended_stacks_is_told_of_the_command_line() {
    drive(&format!("{RACE}&lang=en"), async |page, server| {
        page.before_all("delete WebAssembly.Suspending;").await;
        page.goto(&format!("{}/{RACE}&lang=en", server.local)).await;
        let here = Here::open(page).await;
        let said = here.status().await;
        assert!(said.contains("it has no JSPI"), "{said}");
        assert!(said.contains("cargo xtask serve"), "{said}");
        let run = page.find("button", "Run it here").await;
        page.until(&run, "element.disabled").await;
        // The rest of the page does what it did.
        page.start().await;
        page.until_over().await;
    });
}
