//! What `index.html` shows before the Wasm is there: the race that stands ready, as its plan says it goes. The pictures are
//! kept in `www/still`; with `PHOTOFINISH_WRITE=1` this test writes them anew.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;
use std::{env, fs};

use photofinish::config::{Lang, RunConfig};
use photofinish::export::{Run, svg_titled};
use photofinish::fetch::{Exchange, FetchRequest, Fetched, Fetcher};
use photofinish::race::{Origin, Race, Tools};
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};

/// Answers when the plan says.
struct Planned(Rc<VirtualRuntime>);

impl Fetcher for Planned {
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let delay = request
            .url
            .split(['?', '&'])
            .find_map(|pair| pair.strip_prefix("delay="));
        let delay = delay.and_then(|millis| millis.parse().ok()).unwrap();
        let answered = self.0.sleep(Duration::from_millis(delay));
        Box::pin(async move {
            answered.await;
            Exchange::from(Ok(Fetched {
                status: 200,
                bytes: 0,
                image: None,
                protocol: None,
            }))
        })
    }
}

fn still(lang: Lang) -> String {
    let runtime = Rc::new(VirtualRuntime::new());
    let config = RunConfig::default();
    let tools = Tools {
        runtime: runtime.clone(),
        fetcher: Rc::new(Planned(runtime.clone())),
        on_change: Rc::new(|| {}),
        watch: Rc::new(|_| {}),
    };
    let origin = Origin {
        base: "flags".into(),
        extension: "svg",
    };
    let race = Race::start(config.clone(), origin, tools);
    runtime.run();
    let (_, recorder) = race.runs().remove(0);
    let record = recorder.record();
    let most = record.max_in_flight();
    let name = config.strategy.name();
    let title = match lang {
        Lang::En => format!("Calculated, nothing has run yet: {name}, {most} at once"),
        Lang::Zh => format!("按计划推算，尚未运行：{name}，同时 {most} 个"),
    };
    let run = Run {
        config: &config,
        record: &record,
    };
    svg_titled(&[run], &[title], lang)
}

#[test]
fn the_still_is_of_the_race_that_stands_ready() {
    for lang in [Lang::En, Lang::Zh] {
        let name = format!("www/still/{}.svg", lang.name());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        let still = still(lang);
        if env::var_os("PHOTOFINISH_WRITE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &still).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            kept, still,
            "{name}: write it anew with PHOTOFINISH_WRITE=1"
        );
    }
}
