//! Addresses of one's own: typed as a list or as a template, looked at before, asked.

use e2e::{Page, Raw, RawHost, drive};

const RACE: &str = "experiment=race&server=local&strategy=as_completed&max_workers=3&timeout=20000";

/// Chooses a list among those who can answer.
async fn choose_list(page: &Page) {
    let who = page.find_css("#who").await;
    who.select_by_value("list")
        .await
        .expect("a list is offered");
    page.find_css("#addresses").await;
}

/// Types into the list in place of what it holds, and leaves it.
async fn list(page: &Page, text: &str) {
    let area = page.find_css("#addresses").await;
    page.replace(&area, text).await;
    page.keys(&area, "\u{E004}").await;
}

/// Runs what Start runs to its end, which is that so many were delivered.
async fn run(page: &Page, number: usize) {
    let start = page.find_css("[data-does=start]").await;
    page.until(&start, "!element.disabled").await;
    page.tap(&start).await;
    let over = format!(
        "!element.disabled && document.querySelectorAll('.finishers > li').length === {number}"
    );
    page.until(&start, &over).await;
}

async fn shown(page: &Page, selector: &str) -> String {
    let element = page.find_css(selector).await;
    page.text(&element).await
}

/// Whether Start can be pressed, and what is said beside the list.
async fn refused(page: &Page) -> String {
    let area = page.find_css("#addresses").await;
    page.until(&area, "element.ariaInvalid === 'true'").await;
    let start = page.find_css("[data-does=start]").await;
    page.until(&start, "element.disabled").await;
    shown(page, "#server-wrong").await
}

#[test]
fn a_list_is_looked_at_asked_and_named_by_its_labels() {
    drive(&format!("?lang=en&{RACE}"), async |page, server| {
        choose_list(page).await;
        assert!(refused(page).await.contains("no address yet"));
        let (local, delay, error) = (&server.local, &server.delay, &server.error);
        let typed = format!(
            "{local}/flags/br/br.svg at once\n{delay}/flags/cn/cn.svg?delay=400 late\n\
             {error}/flags/in/in.svg?status=418 teapot"
        );
        list(page, &typed).await;
        let asked = shown(page, "pre.asked").await;
        assert_eq!(asked.lines().count(), 3, "{asked}");
        assert!(asked.contains(&format!("late: {delay}/flags/cn/cn.svg?delay=400")));
        let labels = ["at once", "late", "teapot"];
        run(page, 3).await;
        let order = page.items("Finish order").await;
        assert_eq!(order.len(), 3, "{order:?}");
        assert!(order[2].contains("late"), "{order:?}");
        let export = page.export().await;
        let told: Vec<_> = export["futures"]
            .as_array()
            .expect("futures")
            .iter()
            .collect();
        for (future, label) in told.iter().zip(labels) {
            assert_eq!(future["label"], label);
        }
        assert_eq!(export["summary"]["ok"], 2);
        assert_eq!(told[2]["http_status"], 418);

        // The page's address holds the list: it is there again after a reload.
        let reload = page.read("return location.href;", Vec::new()).await;
        page.goto(reload.as_str().expect("an address")).await;
        let area = page.find_css("#addresses").await;
        assert_eq!(area.prop("value").await.unwrap(), Some(typed));
    });
}

#[test]
fn what_is_wrong_with_a_line_is_said_and_nothing_else_is_run() {
    for (lang, sentence) in [
        (
            "en",
            "Line 2: an address begins with http:// or https://: write https://a.example/x.",
        ),
        (
            "zh",
            "第 2 行：地址要以 http:// 或 https:// 开头：请写成 https://a.example/x。",
        ),
    ] {
        drive(&format!("?lang={lang}&{RACE}"), async |page, server| {
            choose_list(page).await;
            let typed = format!("{}/flags/br/br.svg\na.example/x", server.local);
            list(page, &typed).await;
            let said = refused(page).await;
            assert!(said.contains(sentence), "{said}");
            let area = page.find_css("#addresses").await;
            assert_eq!(area.prop("value").await.unwrap(), Some(typed));

            let template = format!("{}/flags/{{}}.svg\nbr/br, cn, in", server.local);
            list(page, &template).await;
            page.until(&area, "element.ariaInvalid !== 'true'").await;
            let asked = shown(page, "pre.asked").await;
            assert!(
                asked.contains("br/br: ") && asked.contains("/flags/br%2Fbr.svg"),
                "{asked}"
            );
            run(page, 3).await;
        });
    }
}

#[test]
fn an_address_that_lets_no_page_read_it_is_told_with_the_header_that_helps() {
    let host = RawHost::start(|_| Raw::flag(""));
    for lang in ["en", "zh"] {
        drive(&format!("?lang={lang}&{RACE}"), async |page, _| {
            choose_list(page).await;
            list(page, &format!("{}/mine the closed one", host.address)).await;
            run(page, 1).await;
            let main = page.find_css("main").await;
            page.until(
                &main,
                "element.textContent.includes('Access-Control-Allow-Origin')",
            )
            .await;
        });
    }
}
