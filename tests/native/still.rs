//! What `index.html` shows before the Wasm is there: the race that stands ready, as its plan says it goes. The pictures are
//! kept in `www/still`; with `PHOTOFINISH_WRITE=1` this test writes them anew.

use std::path::Path;
use std::{env, fs};

use photofinish::config::{Lang, RunConfig};
use photofinish::export::{Run, svg_titled};

use crate::race::Track;

fn still(lang: Lang) -> String {
    let config = RunConfig::default();
    let track = Track::new();
    let race = track.start(&config.to_query());
    track.runtime.run();
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
    svg_titled(&[run], &|_| title.clone(), lang)
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
