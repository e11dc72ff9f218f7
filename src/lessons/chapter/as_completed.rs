//! as_completed does not keep the order.

use super::super::{Answer, Beside, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig, Strategy};

/// Ends that are no further apart than this share come at once.
const ALIKE: f64 = 0.1;

pub(super) static LESSON: Lesson = Lesson {
    number: 4,
    title: Told {
        en: "as_completed does not",
        zh: "as_completed 不保持顺序",
    },
    place: Told {
        en: "Fluent Python, “Using futures.as_completed”: 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Using futures.as_completed”一节：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Runs(&[
        "codes=pop20&limit=6&strategy=map&max_workers=6&delay=100-3000&seed=439397",
        "codes=pop20&limit=6&max_workers=6&delay=100-3000&seed=439397",
    ]),
    ask,
    check,
    why,
    table: Some(table),
    twice: None,
    extra: None,
    python: None,
    goals: &[
        Goal {
            unit: Told { en: "%", zh: "%" },
            ..Goal::new(
                Told {
                    en: "Have the first result before a fortieth of the run is over",
                    zh: "在全程的四十分之一之内拿到第一个结果",
                },
                |ran| {
                    let first = ran.first().filter(|_| ran.lanes().len() > 1);
                    let times = first.map_or(0.0, |first| {
                        ran.elapsed().as_secs_f64() / first.as_secs_f64().max(1e-9)
                    });
                    ((times * 2.5) as usize, 100)
                },
            )
        },
        Goal::new(
            Told {
                en: "Have ten flags delivered at another place than that of their submission",
                zh: "让十面国旗交付时的名次都与提交时不同",
            },
            |ran| {
                let moved = ran.record().map_or(0, |record| {
                    let places = record.delivered().iter().enumerate();
                    places.filter(|(place, id)| place != *id).count()
                });
                (moved, 10)
            },
        ),
    ],
};

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let flags = config.labels().len();
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: match lang {
            Lang::En => format!(
                "The same {flags} flags by map, then by as_completed, all at once each time. Which is over sooner?"
            ),
            Lang::Zh => format!(
                "同样 {flags} 面国旗，先用 map，再用 as_completed，每次都同时下载。哪个先全部结束？"
            ),
        },
        answers: vec![
            answer(
                Told {
                    en: "map",
                    zh: "map",
                },
                Told {
                    en: "Some think so: that order costs nothing and saves sorting. Neither sorts: both wait for the same downloads.",
                    zh: "有人这样想：保持顺序省去整理。两者都不整理：等的是同样的下载。",
                },
            ),
            answer(
                Told {
                    en: "as_completed",
                    zh: "as_completed",
                },
                Told {
                    en: "Many think so: what hands out sooner is over sooner. The downloads are the same; only when you hear of them differs.",
                    zh: "不少人这样想：先拿到结果的就先结束。下载是一样的，不同的只是什么时候得知。",
                },
            ),
            answer(
                Told {
                    en: "Both at the same time: only the first result comes sooner",
                    zh: "同时结束：只是第一个结果来得更早",
                },
                Told {
                    en: "So it is when both meet the same delays; here one was held up.",
                    zh: "延迟相同时就是这样；这里有一次被耽搁了。",
                },
            ),
        ],
    }
}

fn pair<'a>(ran: &[&'a Ran]) -> Option<[&'a Ran; 2]> {
    let [map, as_completed] = ran else {
        return None;
    };
    let are = map.is(Strategy::Map) && as_completed.is(Strategy::AsCompleted);
    are.then_some([*map, *as_completed])
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let [map, as_completed] = pair(ran)?.map(|ran| ran.elapsed().as_secs_f64());
    Some(
        if (map - as_completed).abs() <= ALIKE * map.max(as_completed) {
            2
        } else {
            usize::from(as_completed < map)
        },
    )
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let [map, as_completed] = pair(ran)?;
    let time = |time| say::time(lang, time);
    let (over, first) = (time(map.elapsed()), time(map.first()?));
    let (over_too, first_too) = (time(as_completed.elapsed()), time(as_completed.first()?));
    Some(match lang {
        Lang::En => format!(
            "map was over after {over} and as_completed after {over_too}, but the first flag was delivered after \
             {first} by map and after {first_too} by as_completed."
        ),
        Lang::Zh => format!(
            "map 用了 {over}，as_completed 用了 {over_too}；而第一面国旗，map 在 {first}时交付，as_completed 在 {first_too}时交付。"
        ),
    })
}

/// Both runs: the order, the first result, the end.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let row = |ran: &Ran| {
        Some(vec![
            ran.config.strategy.name().to_owned(),
            say::list(lang, &ran.order()),
            say::time(lang, ran.first()?),
            say::time(lang, ran.elapsed()),
        ])
    };
    let heads = match lang {
        Lang::En => [
            "by",
            "delivered in this order",
            "first result",
            "over after",
        ],
        Lang::Zh => ["方式", "交付顺序", "第一个结果", "全部用时"],
    };
    Some(Beside {
        name: text(
            lang,
            Told {
                en: "The same flags by both",
                zh: "同样的国旗，两种方式",
            },
        ),
        heads: heads.to_vec(),
        rows: pair(ran)?.into_iter().filter_map(row).collect(),
        note: "",
    })
}
