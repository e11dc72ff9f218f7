//! Addresses of one's own: typed as a list or as a template, looked at before, asked.

use e2e::{ANYBODY, Page, Raw, RawHost, drive};

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
        // Nothing was typed, so nothing is wrong: it is said what lacks, and not in alarm.
        let area = page.find_css("#addresses").await;
        let start = page.find_css("[data-does=start]").await;
        page.until(&start, "element.disabled").await;
        assert_eq!(area.attr("aria-invalid").await.unwrap(), None);
        assert!(
            shown(page, "#server-wrong")
                .await
                .contains("no address yet")
        );
        let alerts = "return document.querySelectorAll('[role=alert]').length;";
        assert_eq!(page.read(alerts, Vec::new()).await, 0);
        list(page, "# none").await;
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

#[test]
fn of_several_hosts_each_that_lets_no_page_read_it_is_told_by_its_name() {
    let closed = RawHost::start(|_| Raw::flag(""));
    let open = RawHost::start(|_| Raw::flag(ANYBODY));
    for (lang, told) in [
        (
            "en",
            "no answer to any of the 2 requests to CLOSED reached this page: there is a server",
        ),
        (
            "zh",
            "发往 CLOSED 的 2 个请求的响应都没有到达本页：服务器在运行",
        ),
    ] {
        drive(&format!("?lang={lang}&{RACE}"), async |page, _| {
            choose_list(page).await;
            let typed = format!(
                "{0}/1 one\n{1}/2 two\n{0}/3 three",
                closed.address, open.address
            );
            list(page, &typed).await;
            run(page, 3).await;
            let main = page.find_css("main").await;
            page.until_text(&main, &told.replace("CLOSED", &closed.address))
                .await;
            page.until_text(&main, "Access-Control-Allow-Origin").await;
            if lang == "en" {
                let hosts = page.export().await["environment"]["hosts"].clone();
                assert_eq!(hosts[0]["host"], closed.address);
                assert_eq!(hosts[0]["reach"], "unreadable");
                assert_eq!(hosts.as_array().map(Vec::len), Some(1));
            }
        });
    }
}

/// What the inspector says of how the first request ended.
async fn inspect(page: &Page) -> String {
    let lanes = page.find_css("[role=listbox]").await;
    lanes.send_keys("\u{E015}").await.expect("choose a lane");
    shown(page, "#inspector dl").await
}

#[test]
fn a_redirect_is_told_with_what_helps() {
    let host = RawHost::start(|target| match target {
        "/old" => Raw::status("302 Found", "Location: /new\r\n"),
        _ => Raw::flag(&format!("{ANYBODY}Timing-Allow-Origin: *\r\n")),
    });
    let words = [
        (
            "en",
            "1 answer came by a redirect",
            "ask the address that it leads to",
            "it was redirected",
        ),
        (
            "zh",
            "1 个响应经过重定向",
            "请直接请求重定向后的地址",
            "请求经过重定向",
        ),
    ];
    for (lang, redirect, help, phases) in words {
        drive(&format!("?lang={lang}&{RACE}"), async |page, _| {
            choose_list(page).await;
            let typed = format!("{0}/old moved\n{0}/new there", host.address);
            list(page, &typed).await;
            run(page, 2).await;
            let main = page.find_css("main").await;
            page.until_text(&main, redirect).await;
            page.until_text(&main, help).await;
            if lang == "en" {
                let attempts = page.export().await["futures"].clone();
                assert_eq!(attempts[0]["attempts"][0]["redirected"], true);
                assert!(attempts[1]["attempts"][0].get("redirected").is_none());
            }
            let told = inspect(page).await;
            assert!(told.contains(phases), "{told}");
        });
    }
}

#[test]
fn hidden_phases_are_told_with_the_header_that_opens_them_and_open_ones_with_their_protocol() {
    let host = RawHost::start(|target| match target {
        "/open" => Raw::flag(&format!("{ANYBODY}Timing-Allow-Origin: *\r\n")),
        _ => Raw::flag(ANYBODY),
    });
    for lang in ["en", "zh"] {
        for (path, told) in [("closed", "Timing-Allow-Origin: *"), ("open", "http/1.1")] {
            drive(&format!("?lang={lang}&{RACE}"), async |page, _| {
                choose_list(page).await;
                list(page, &format!("{}/{path} {path}", host.address)).await;
                run(page, 1).await;
                let inspected = inspect(page).await;
                assert!(inspected.contains(told), "{inspected}");
                let is_closed = inspected.contains("Timing-Allow-Origin");
                assert_eq!(is_closed, path == "closed", "{inspected}");
            });
        }
    }
}

#[test]
fn nothing_is_answered_by_the_cache_of_the_browser() {
    let host = RawHost::start(|_| Raw::flag(&format!("{ANYBODY}Cache-Control: max-age=9999\r\n")));
    for (lang, said) in [("en", "cache is not used"), ("zh", "不使用浏览器的缓存")] {
        drive(&format!("?lang={lang}&{RACE}"), async |page, _| {
            let before = host.requests("/kept");
            choose_list(page).await;
            list(page, &format!("{}/kept kept", host.address)).await;
            let asked = page.find_css(".asked").await;
            page.until(
                &asked,
                &format!("element.parentElement.textContent.includes({said:?})"),
            )
            .await;
            run(page, 1).await;
            run(page, 1).await;
            assert_eq!(host.requests("/kept") - before, 2);
        });
    }
}

#[test]
fn a_list_is_asked_beside_jobs_too() {
    for (lang, words) in [("en", "addresses"), ("zh", "个地址")] {
        let query =
            "experiment=both&server=local&workers=1&kernel=primes&jobs=2&size=5&max_workers=2";
        drive(&format!("?lang={lang}&{query}"), async |page, server| {
            choose_list(page).await;
            let typed = format!(
                "{0}/flags/br/br.svg one\n{0}/flags/cn/cn.svg two\n{0}/flags/in/in.svg?status=418 three",
                server.local
            );
            list(page, &typed).await;
            let headline = page.find_css("#results .headline").await;
            page.until_text(&headline, words).await;
            run(page, 5).await;
            let told = page.text(&headline).await;
            assert!(
                told.contains(words) && !told.contains("flag") && !told.contains("国旗"),
                "{told}"
            );
            if lang != "en" {
                return;
            }
            let run = page.export().await;
            assert_eq!(run["summary"]["ok"], 4);
            for (future, label) in ["one", "two", "three"].iter().enumerate() {
                assert_eq!(run["futures"][future]["label"], *label);
            }
            assert_eq!(run["futures"][2]["http_status"], 418);
        });
    }
}
