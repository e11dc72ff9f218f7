//! What goes out of the page: a link that leads to the same run, the run as files, the sheet from which both are had.

use e2e::{Page, StaticHost, drive, reference, speedscope};
use serde_json::Value;

const RACE: &str = "?lang=en&experiment=race&codes=BR,CN,IN,US&strategy=as_completed&max_workers=2&delay=50-400\
                    &error_rate=0&timeout=20000&seed=7";

/// What the field of this label has.
async fn link(page: &Page, label: &str) -> String {
    let field = page.find("textbox", label).await;
    let value = page
        .read("return arguments[0].value;", vec![reference(&field)])
        .await;
    value.as_str().expect("a text").to_owned()
}

/// Presses a button and takes the file that the page then offers: its name, and its first bytes as they are.
async fn offered(page: &Page, button: &str) -> (String, String) {
    let hook = "
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.blob = blob; return create.call(URL, blob); };
        window.offered = new Promise((offer) => {
            HTMLAnchorElement.prototype.click = async function () {
                const bytes = new Uint8Array(await window.blob.arrayBuffer());
                offer([this.download, String.fromCharCode(...bytes)]);
            };
        });";
    page.read(hook, Vec::new()).await;
    page.press(button).await;
    // No change of the document tells of it.
    let wait = "window.offered.then(arguments[arguments.length - 1]);";
    let offered = page.client().execute_async(wait, Vec::new()).await;
    let offered = offered.expect("a file");
    let part = |index: usize| offered[index].as_str().expect("a text").to_owned();
    (part(0), part(1))
}

#[test]
fn a_run_is_shared_by_a_link_and_saved_as_files() {
    drive(RACE, async |page, server| {
        page.start().await;
        page.until_over().await;
        let order = page.finish_order().await;
        page.press("Share and save").await;
        page.find("dialog", "Share and save").await;

        let shared = link(page, "Link to these settings").await;
        let base = format!("{}/?", server.local);
        let query = shared.strip_prefix(&base).expect("an address of this page");
        for part in ["codes=BR,CN,IN,US", "server=", "seed=7", "delay=50-400"] {
            assert!(query.contains(part), "{part} in {shared}");
        }
        assert!(!query.contains("lang="), "{shared}");

        let stem = "photofinish-race-4-flags-as_completed-2-at-once-seed-7";
        for (button, ending, head) in [
            ("CSV", "csv", "\u{ef}\u{bb}\u{bf}run,id,label,"),
            ("SVG", "svg", "<svg xmlns="),
            ("PNG", "png", "\u{89}PNG\r\n"),
            ("Chrome trace", "trace.json", "{\""),
        ] {
            let (name, text) = offered(page, button).await;
            assert_eq!(name, format!("{stem}.{ending}"));
            assert!(text.starts_with(head), "{}", &text[..head.len()]);
        }

        // The run that the other link carries is shown as it was.
        let carried = link(page, "Link with this run in it").await;
        page.goto(&carried).await;
        page.find("list", "Finish order").await;
        assert_eq!(page.finish_order().await, order);
    });
}

#[test]
fn before_a_run_there_is_a_link_and_the_sheet_gives_the_focus_back() {
    drive(
        "?lang=en&experiment=workers&kernel=primes&jobs=4&where=pool&workers=2",
        async |page, _| {
            page.press("Share and save").await;
            let shared = link(page, "Link to these settings").await;
            assert!(shared.contains("workers=2"), "{shared}");
            let fields = page.names("textbox").await;
            let is_carried = |name: &String| name == "Link with this run in it";
            assert!(!fields.iter().any(is_carried), "there is no run to carry");
            page.press("Close").await;
            let button = page.find("button", "Share and save").await;
            page.until_focused(&button).await;
        },
    );
}

/// Opens a file in speedscope as one who browses for it.
const OPEN: &str = "
    const input = document.querySelector('input[type=file]'), files = new DataTransfer();
    files.items.add(new File([arguments[0]], 'trace.json', { type: 'application/json' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
";

/// Has speedscope save what it read, in its own format, and calls back with it.
const SAVE: &str = "
    const done = arguments[arguments.length - 1];
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        URL.createObjectURL = create;
        blob.text().then((text) => done(JSON.parse(text)));
        return create.call(URL, blob);
    };
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }));
";

/// A slice as speedscope read it: its thread, its name, what stands beside that, and from when to when in microseconds.
struct Slice {
    thread: String,
    name: String,
    args: Value,
    from: f64,
    to: f64,
}

/// The slices of a file of speedscope: of each profile frames that open and close, one within the other.
fn slices(file: &Value) -> Vec<Slice> {
    let frames = file["shared"]["frames"].as_array().expect("frames");
    let mut slices = Vec::new();
    for profile in file["profiles"].as_array().expect("profiles") {
        assert_eq!(profile["unit"], "microseconds");
        let mut open = Vec::new();
        for event in profile["events"].as_array().expect("events") {
            let at = event["at"].as_f64().expect("a time");
            if event["type"] == "O" {
                open.push((&event["frame"], at));
                continue;
            }
            let (frame, from) = open.pop().expect("an open one");
            assert_eq!(&event["frame"], frame, "they nest");
            let frame = &frames[frame.as_u64().expect("a number") as usize]["name"];
            let frame = frame.as_str().expect("a name");
            // speedscope writes what stands beside a name behind it.
            let (name, args) = frame.split_once(" {").unwrap_or((frame, "}"));
            let args = serde_json::from_str(&format!("{{{args}")).expect("JSON");
            slices.push(Slice {
                thread: profile["name"].as_str().expect("a name").to_owned(),
                name: name.to_owned(),
                args,
                from,
                to: at,
            });
        }
        assert!(open.is_empty(), "all are closed");
    }
    slices
}

#[test]
fn a_trace_is_read_by_speedscope_as_the_record_has_it() {
    let query = RACE.replace("error_rate=0", "error_rate=0.5&retries=2");
    drive(&query, async |page, _| {
        page.start().await;
        page.until_over().await;
        let run = page.export().await;
        page.press("Share and save").await;
        page.find("dialog", "Share and save").await;
        let (_, trace) = offered(page, "Chrome trace").await;

        let reader = StaticHost::start_of(speedscope(), "speedscope");
        page.goto(&format!("{}index.html", reader.address)).await;
        let body = page.find_css("body").await;
        page.until(&body, "document.querySelector('input[type=file]')")
            .await;
        page.read(OPEN, vec![trace.into()]).await;
        page.until(&body, "document.title.endsWith(' - speedscope')")
            .await;
        let file = page.client().execute_async(SAVE, Vec::new()).await;
        let slices = slices(&file.expect("a file of speedscope"));

        assert!(slices.iter().all(|slice| slice.to > slice.from));
        assert!(slices.iter().all(|slice| !slice.thread.contains("tid 0")));
        let mut threads: Vec<&str> = slices.iter().map(|slice| &*slice.thread).collect();
        threads.sort_unstable();
        threads.dedup();
        // Two slots of the executor; the main thread has slices of stalls alone.
        let workers = threads.iter().filter(|name| name.contains("worker"));
        assert_eq!(workers.count(), 2, "{threads:?}");

        let ms = |value: &Value| value.as_f64().expect("a time") * 1e3;
        let futures = run["futures"].as_array().expect("futures");
        let slice_of = |future: &Value| {
            let mut of_it = slices.iter().filter(|slice| {
                let label = future["label"].as_str().expect("a label");
                slice.name == label && slice.args["id"] == future["id"]
            });
            let slice = of_it.next().expect("each future has a slice");
            assert!(of_it.next().is_none(), "and no other");
            slice
        };
        for future in futures {
            let slice = slice_of(future);
            assert_eq!(slice.args["outcome"], future["outcome"]);
            // The trace has whole microseconds, cut off; the record rounds.
            let is_near = |a: f64, b: f64| (a - b).abs() < 2.0;
            let took = ms(&future["finished_ms"]) - ms(&future["started_ms"]);
            assert!(is_near(slice.to - slice.from, took), "{took} of {future}");
            // speedscope counts from the first slice of each thread.
            let of_thread = (futures.iter()).filter(|other| slice_of(other).thread == slice.thread);
            let first = of_thread.map(|other| ms(&other["started_ms"]));
            let since = ms(&future["started_ms"]) - first.fold(f64::MAX, f64::min);
            assert!(is_near(slice.from, since), "{since} of {future}");
        }
        let attempts: usize = (futures.iter())
            .map(|future| future["attempts"].as_array().map_or(0, Vec::len))
            .filter(|attempts| *attempts > 1)
            .sum();
        let read = slices
            .iter()
            .filter(|slice| slice.name.starts_with("attempt "));
        assert_eq!(read.count(), attempts);
        assert!(attempts > 0, "some were tried again");
    });
}
