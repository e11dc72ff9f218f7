//! Settings as programs: their shape, and that nothing a person types becomes a part of a program.

use std::fs;
use std::path::{Path, PathBuf};

use photofinish::code::{Language, NoProgram, Program, program};
use photofinish::config::{Field, RunConfig, Server};
use photofinish::race::Origin;
use photofinish::record::{Turn, Turns};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

/// One program for each way to wait, one with jobs, one with both.
const CASES: [(&str, &str); 6] = [
    ("sequential", "strategy=sequential&server=delay"),
    ("map", "strategy=map&server=delay&verbose=1"),
    ("as_completed", "server=delay"),
    ("compare", "strategy=compare&server=error&retries=2"),
    ("workers", "experiment=workers&kernel=primes"),
    (
        "both",
        "experiment=both&kernel=sha256&server=local&verbose=1",
    ),
];

fn origin(base: &str) -> Origin {
    Origin {
        base: base.to_owned(),
        extension: "svg",
    }
}

fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert!(errors.is_empty(), "{errors:?}");
    config
}

fn written(language: Language, query: &str) -> Program {
    let origin = origin("http://127.0.0.1:8001/flags");
    program(language, &config(query), &origin, 2).unwrap()
}

/// Where the program of a case is kept; those in Rust where cargo compiles them.
fn kept(language: Language, case: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    match language {
        Language::Rust => root.join(format!("examples/programs/{case}.rs")),
        Language::Python => root.join(format!("tests/data/code/{case}.py")),
        Language::Dask => root.join(format!("tests/data/code/{case}_dask.py")),
        Language::JavaScript => root.join(format!("tests/data/code/{case}.mjs")),
    }
}

/// With `PHOTOFINISH_KEEP` set they are written instead, to be looked at before they are committed.
#[test]
fn programs_are_those_that_are_kept() {
    for (case, query) in CASES {
        for language in Language::ALL {
            let (file, text) = (kept(language, case), written(language, query).text());
            if std::env::var_os("PHOTOFINISH_KEEP").is_some() {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &text).unwrap();
            }
            let kept = fs::read_to_string(&file).unwrap_or_default();
            assert!(kept == text, "{} is another program now", file.display());
        }
    }
}

/// What stands in lines that bring a turn about, by language; nothing where no line does so alone.
fn words(language: Language, turn: Turn) -> &'static [&'static str] {
    use Language::{Dask, JavaScript, Python, Rust};
    match (language, turn) {
        (JavaScript, Turn::Submit) => &["submitAll(", "JOBS.values()"],
        (_, Turn::Submit) => &["submit("],
        (Python, Turn::Run) => &["urlopen(", "isqrt(number)", "hexdigest()"],
        (Dask, Turn::Run) => &["requests.get(", "isqrt(number)", "hexdigest()"],
        (Rust, Turn::Run) => &[".fetch(request)", ".run_to_end()"],
        (JavaScript, Turn::Run) => &["await fetch(", "half % d", "createHash("],
        (Python | Dask, Turn::Pause) => &["sleep("],
        (Rust, Turn::Pause) => &[".sleep("],
        (JavaScript, Turn::Pause) => &["setTimeout(resolve"],
        (JavaScript, Turn::Deliver) => &["for await", "deliver("],
        (_, Turn::Deliver) => &["future.result("],
        (JavaScript, Turn::NotFound | Turn::HttpError | Turn::NoAnswer) => &[],
        (Python, _) => &["\"not found\" if getattr(exc, \"code\", 0) == 404"],
        (Dask, _) => &["\"not found\" if getattr(exc.response, \"status_code\", 0) == 404"],
        (Rust, Turn::NotFound) => &["NotFound { .. })) => \"not found\""],
        (Rust, Turn::HttpError | Turn::NoAnswer) => &["Err(_) => \"error\""],
    }
}

#[test]
fn the_lines_of_each_turn_are_those_that_bring_it_about() {
    for (case, query) in CASES {
        let (config, is_of_jobs) = (config(query), case == "workers");
        for language in Language::ALL {
            let program = written(language, query);
            for turn in Turn::ALL {
                let is_there = match turn {
                    Turn::Submit | Turn::Run | Turn::Deliver => true,
                    Turn::Pause => config.retries > 0,
                    _ => !is_of_jobs && !words(language, turn).is_empty(),
                };
                let lines = program.lines.iter();
                let lines = lines.filter(|line| line.turns.meets(Turns::of(&[turn])));
                let told: Vec<&str> = lines.map(|line| &*line.text).collect();
                let is_said = |word: &&str| told.iter().any(|line| line.contains(*word));
                let is_told = words(language, turn).iter().any(is_said);
                let what = format!("{case} {language:?} {turn:?}: {told:?}");
                assert!(is_told == is_there && told.is_empty() != is_there, "{what}");
                assert!(told.iter().all(|line| !line.trim().is_empty()), "{what}");
            }
            // What is so marked stands nowhere else, but where it is defined.
            for turn in [Turn::Submit, Turn::Run, Turn::Pause] {
                let others = program.lines.iter().filter(|line| line.turns.is_empty());
                let is_word =
                    |line: &&str| words(language, turn).iter().any(|word| line.contains(word));
                let others = others.map(|line| &*line.text).filter(is_word);
                let others: Vec<&str> = others.filter(|line| !line.contains("function ")).collect();
                assert!(
                    others.is_empty(),
                    "{case} {language:?} {turn:?}: {others:?}"
                );
            }
        }
    }
}

#[test]
fn the_turns_of_a_program_are_told_once_in_the_order_of_a_life() {
    let names = |language, query| -> Vec<Vec<Turn>> {
        let steps = written(language, query).steps();
        steps
            .into_iter()
            .map(|turns| turns.each().collect())
            .collect()
    };
    let python = [
        vec![Turn::Submit],
        vec![Turn::Run],
        vec![Turn::Deliver],
        vec![Turn::NotFound, Turn::HttpError, Turn::NoAnswer],
    ];
    assert_eq!(names(Language::Python, "server=delay"), python);
    let retried = names(Language::Python, "server=delay&retries=1");
    assert_eq!(retried[2], [Turn::Pause]);
    let jobs = names(Language::Rust, "experiment=workers&kernel=primes");
    assert_eq!(jobs, [[Turn::Submit], [Turn::Run], [Turn::Deliver]]);
}

/// What one looks at is read in one sitting: fifty lines, or as few more as the reason beside the bound asks for.
#[test]
fn programs_of_the_usual_settings_are_short() {
    let most = |language, experiment| match (experiment, language) {
        // Entries of the plan are longer, and results are counted by a `match` and a map, where Python has `Counter`.
        ("race", Language::Rust) => 52,
        // The work comes with the crate.
        ("race", _) | ("workers", Language::Rust) => 50,
        // Twelve lines or more are the work itself, which no library has, and five or more say which jobs there are.
        ("workers", Language::Dask) => 54,
        ("workers", _) => 53,
        // Both of the above.
        (_, Language::Python) => 78,
        (_, Language::Dask) => 80,
        (_, Language::JavaScript) => 89,
        (_, Language::Rust) => 92,
    };
    for experiment in ["race", "workers", "both"] {
        for language in Language::ALL {
            let lines = written(language, &format!("experiment={experiment}")).lines;
            let (lines, most) = (lines.len(), most(language, experiment));
            assert!(
                (20..=most).contains(&lines),
                "{experiment} {language:?}: {lines}"
            );
        }
    }
}

#[test]
fn programs_are_whole() {
    for (case, query) in CASES {
        for language in Language::ALL {
            let text = written(language, query).text();
            assert!(
                text.is_ascii() || case == "workers" || case == "both",
                "{case} {language:?}"
            );
            assert!(!text.contains(['«', '»', '⟦', '⟧']), "{case} {language:?}");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n") && !text.contains("\n\n\n\n"));
            let is_ragged = |line: &str| line.ends_with(' ') || line.chars().count() > 100;
            let ragged: Vec<_> = text.lines().filter(|line| is_ragged(line)).collect();
            assert!(ragged.is_empty(), "{case} {language:?}: {ragged:?}");
        }
    }
}

#[test]
fn every_setting_that_matters_makes_another_program() {
    let (race, jobs) = ("server=delay", "experiment=workers&kernel=sha256");
    for (before, setting, words) in [
        (race, "codes=BR,CN", ["BR", "CN"]),
        (race, "limit=3", ["BR", "CD"]),
        (race, "strategy=map", ["submi", "submi"]),
        (race, "strategy=sequential", ["= 1", "one after the other"]),
        (race, "max_workers=7", ["= 7", "at most 7"]),
        (race, "delay=77-77", ["?delay=", "\"77\""]),
        (race, "error_rate=1", ["?delay=", "\"715&status=418\""]),
        (race, "timeout=1500", ["15", "5"]),
        (race, "retries=3", ["= 3", "attempt"]),
        (race, "seed=43", ["seed 43", "delay="]),
        (race, "verbose=1", ["cc", "status"]),
        (race, "experiment=both", ["WORKERS", "MAX_WORKERS"]),
        (jobs, "jobs=5", ["5", "5 jobs"]),
        (jobs, "size=4096", ["4096", "4096"]),
        (jobs, "seed=43", ["43", "43"]),
        (jobs, "workers=3", ["= 3", "3 workers"]),
        (jobs, "where=sweep", ["workers", "1 to 2 workers"]),
        (jobs, "where=main", ["= 1", "1 worker"]),
        (jobs, "verbose=1", ["label", "label"]),
    ] {
        for language in Language::ALL {
            let one = written(language, before).text();
            let other = written(language, &format!("{before}&{setting}")).text();
            // The address of the run tells everything; the rest must, too.
            let without_address = |text: &str| -> String {
                let lines = text.lines().filter(|line| !line.starts_with("RUN = "));
                lines.collect()
            };
            assert_ne!(
                without_address(&one),
                without_address(&other),
                "{setting} {language:?}"
            );
            for word in words {
                assert!(
                    other.contains(word),
                    "{setting} {language:?}: {word:?} in\n{other}"
                );
            }
        }
    }
    for kernel in ["primes", "sha256", "rc4", "mandelbrot"] {
        for language in Language::ALL {
            let text = written(language, &format!("experiment=workers&kernel={kernel}")).text();
            assert!(text.contains("work"), "{kernel} {language:?}");
        }
    }
}

#[test]
fn requests_carry_fates_only_where_the_page_s_do() {
    for language in Language::ALL {
        assert!(!written(language, "server=local").text().contains("delay="));
        let asked = written(language, "server=local&delay=5").text();
        assert!(asked.contains("?delay=") && asked.contains("\"5\""));
        assert!(written(language, "server=sim").text().contains("delay="));
    }
}

#[test]
fn what_is_no_run_has_no_program() {
    let origin = origin("http://127.0.0.1:8001/flags");
    for language in Language::ALL {
        for name in ["lessons&lesson=2", "open"] {
            let config = config(&format!("experiment={name}"));
            let refused = program(language, &config, &origin, 2).unwrap_err();
            assert_eq!(refused, NoProgram::NotARun(config.experiment));
        }
        let impossible = config("experiment=workers&kernel=primes&size=17");
        let refused = program(language, &impossible, &origin, 2).unwrap_err();
        assert!(refused.to_string().contains("1 to 16"), "{refused}");
    }
}

#[test]
fn lessons_of_single_calls_have_a_program_in_python_alone() {
    let origin = origin("http://127.0.0.1:8001/flags");
    for (query, part) in [
        ("experiment=lessons", "add_done_callback(report)"),
        ("experiment=lessons&lesson=9", "result(timeout=patience)"),
        (
            "experiment=lessons&lesson=9",
            "asyncio.wait_for(running, 0.2)",
        ),
        (
            "experiment=lessons&lesson=10",
            "ProcessPoolExecutor(), compute",
        ),
        ("experiment=transfer&sizes=1024-4096", "BYTES = 4096\n"),
        ("experiment=transfer", "BYTES = 16777216\n"),
        (
            "experiment=shared&workers=3&size=50",
            "WORKERS = 3\nTIMES = 50\n",
        ),
        ("experiment=shared", "TIMES = 100000\n"),
    ] {
        let written = |language| program(language, &config(query), &origin, 2);
        let text = written(Language::Python).unwrap().text();
        assert!(text.contains(part) && !text.contains('«'), "{text}");
        for language in Language::ALL.into_iter().skip(1) {
            let is_none = matches!(written(language), Err(NoProgram::NotARun(_)));
            assert!(is_none, "{query}");
        }
    }
}

/// What a literal of the language means.
fn meant(language: Language, literal: &str) -> Option<String> {
    let inside = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut units = Vec::new();
    let mut text = String::new();
    let mut rest = inside.chars();
    while let Some(c) = rest.next() {
        if c == '"' || !(' '..='~').contains(&c) {
            return None;
        }
        if c != '\\' {
            text.push(c);
            continue;
        }
        let escape = rest.next()?;
        let digits: String = match (language, escape) {
            (_, '"' | '\\') => {
                text.push(escape);
                continue;
            }
            (Language::Rust, 'u') => rest.by_ref().skip(1).take_while(|c| *c != '}').collect(),
            (Language::JavaScript, 'u') => rest.by_ref().take(4).collect(),
            (Language::Python | Language::Dask, 'x') => rest.by_ref().take(2).collect(),
            (Language::Python | Language::Dask, 'u') => rest.by_ref().take(4).collect(),
            (Language::Python | Language::Dask, 'U') => rest.by_ref().take(8).collect(),
            _ => return None,
        };
        let code = u32::from_str_radix(&digits, 16).ok()?;
        match (char::from_u32(code), u16::try_from(code)) {
            (Some(c), _) => text.push(c),
            // One half of a character that JavaScript writes in two.
            (None, Ok(unit)) => units.push(unit),
            (None, Err(_)) => return None,
        }
        if units.len() == 2 {
            text.push_str(&String::from_utf16(&units).ok()?);
            units.clear();
        }
    }
    units.is_empty().then_some(text)
}

proptest! {
    /// Whatever an address holds: it stays one literal in one line, and the rest of the program is as ever.
    #[test]
    fn an_address_is_never_more_than_a_text(path in ".{0,40}", bad in r#"["'`\\${}«»⟦⟧\n\r#/*%]{0,12}"#) {
        let base = format!("http://127.0.0.1:1/{path}{bad}");
        let mut config = config("codes=BR&retries=1&delay=5");
        config.server = Some(Server::Base(base.clone()));
        for language in Language::ALL {
            let harmless = program(language, &config, &origin("x"), 2).unwrap().text();
            let text = program(language, &config, &origin(&base), 2).unwrap().text();
            prop_assert_eq!(harmless.lines().count(), text.lines().count());
            let is_same = |(one, other): &(&str, &str)| one == other;
            let mut others = harmless.lines().zip(text.lines()).filter(|pair| !is_same(pair));
            let (_, line) = others.next().unwrap();
            prop_assert!(others.next().is_none());
            let (_, literal) = line.split_once("= ").unwrap();
            let meant = meant(language, literal.trim_end_matches(';'));
            let meant = meant.map(|text| percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned());
            let written = percent_encoding::percent_decode_str(&base).decode_utf8_lossy().into_owned();
            prop_assert_eq!(meant, Some(written), "{}", line);
        }
    }

    /// The same for the address of the run, which holds what a person typed as a server.
    #[test]
    fn so_is_the_run_s_own_address(path in ".{0,40}") {
        let mut config = config("codes=BR");
        config.server = Some(Server::Base(format!("http://h/{path}")));
        let text = program(Language::Python, &config, &origin("x"), 2).unwrap().text();
        let line = text.lines().find(|line| line.starts_with("RUN = ")).unwrap();
        let literal = line["RUN = ".len()..].trim_end_matches("  # these settings, for the page");
        prop_assert_eq!(meant(Language::Python, literal), Some(config.to_query()));
    }
}

/// With nothing but a list in it, what a person typed is in three kinds of places: labels, addresses, and the run's own.
fn listed(typed: &str, more: &str) -> Option<RunConfig> {
    let mut config = config(more);
    let value = format!("list\n{typed}");
    config.set(Field::Server, &value).ok().map(|()| config)
}

#[test]
fn own_addresses_are_asked_whole_under_their_labels() {
    let typed = "http://h/a?x=1\tfirst\nhttp://h/b\n";
    let config = listed(typed, "delay=5-5").unwrap();
    for language in Language::ALL {
        let text = program(language, &config, &origin("http://h/a"), 2)
            .unwrap()
            .text();
        let (name, url) = ("\"first\"", "\"http://h/a?x=1&delay=5\"");
        assert!(text.contains(name) && text.contains(url), "{text}");
        assert!(text.contains("\"/b\"") && text.contains("\"http://h/b?delay=5\""));
        assert!(
            text.contains("2 addresses, ") && !text.contains("BASE"),
            "{text}"
        );
        assert!(!text.contains(['«', '»', '⟦', '⟧']), "{text}");
    }
}

proptest! {
    /// A hostile label or address makes the same program as a harmless one, with other literals.
    #[test]
    fn labels_and_addresses_are_never_more_than_texts(
        label in r#"[a-z"'`\\${}«»⟦⟧#/*%é国]{1,12}"#, path in r"[a-z'`${}()«»⟦⟧*%é国;]{0,12}", retries in 0_u32..2,
    ) {
        let typed = format!("http://h/{path}\tx{label}x");
        let more = format!("retries={retries}");
        // What is refused comes into no program.
        let Some(config) = listed(&typed, &more) else { return Ok(()) };
        let harmless = listed("http://h/\tx", &more).unwrap();
        for language in Language::ALL {
            let text = |config| program(language, config, &origin("x"), 2).unwrap().text();
            let (harmless, text) = (text(&harmless), text(&config));
            let without = |text: &str| without_literals(text);
            prop_assert_eq!(without(&harmless), without(&text), "{}", text);
            prop_assert!(text.is_ascii());
        }
    }
}

/// A program with nothing between the quotes of its entries and of the run's own address; a quote after a backslash ends none.
fn without_literals(text: &str) -> String {
    let is_told = |line: &&str| line.contains("http://h/") || line.contains("server=list");
    let mut rest = String::new();
    for line in text.lines() {
        if !is_told(&line) {
            rest += line;
            rest.push('\n');
            continue;
        }
        let (mut is_in, mut is_escaped) = (false, false);
        for c in line.chars() {
            let ends = c == '"' && !is_escaped;
            is_escaped = is_in && c == '\\' && !is_escaped;
            if ends {
                is_in = !is_in;
            }
            if !is_in {
                rest.push(c);
            }
        }
        rest.push('\n');
    }
    rest
}

#[test]
fn an_international_name_of_a_host_is_written_as_the_name_system_has_it() {
    let typed = "https://bücher.example/ü?x=é books\nhttps://例え.テスト/ second";
    let query = format!("server={}", form_urlencoded_list(typed));
    let (config, errors) = RunConfig::from_query(&query);
    assert_eq!(errors, []);
    for language in Language::ALL {
        let origin = Origin::of_base("http://127.0.0.1:8000/flags");
        let text = program(language, &config, &origin, 2).unwrap().text();
        assert!(
            text.contains("https://xn--bcher-kva.example/%C3%BC?x=%C3%A9"),
            "{text}"
        );
        assert!(text.contains("https://xn--r8jz45g.xn--zckzah/"), "{text}");
    }
    let base = Origin::of_base("https://bücher.example/flags");
    let text = program(Language::Python, &RunConfig::default(), &base, 2)
        .unwrap()
        .text();
    assert!(
        text.contains("\"https://xn--bcher-kva.example/flags\""),
        "{text}"
    );
}

fn form_urlencoded_list(typed: &str) -> String {
    let value = format!("{}{typed}", photofinish::config::addresses::List::MARK);
    percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC).to_string()
}
