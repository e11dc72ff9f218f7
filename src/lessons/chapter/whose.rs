//! Whose result is it?

use super::super::{Answer, Beside, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig, Strategy};

pub(super) static LESSON: Lesson = Lesson {
    number: 5,
    title: Told {
        en: "Whose result is it?",
        zh: "这是谁的结果？",
    },
    place: Told {
        en: "Fluent Python, “Using futures.as_completed”: the dict from future to country, 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Using futures.as_completed”一节中从 future 到国家的 dict：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Runs(&["codes=pop20&limit=6&max_workers=6&delay=100-1000&seed=106"]),
    ask,
    check,
    why,
    table: Some(table),
    twice: None,
    extra: None,
    python: None,
    goals: &[
        Goal::new(
            Told {
                en: "Have ten flags of which each would get a wrong name by its place",
                zh: "让至少十面国旗按位置都会认错",
            },
            |ran| (wrong_by_order(ran), 10),
        ),
        Goal::new(
            Told {
                en: "Have none that would, with as_completed",
                zh: "用 as_completed，却没有一面会认错",
            },
            |ran| {
                let many =
                    ran.is(Strategy::AsCompleted) && ran.is_whole() && ran.lanes().len() >= 3;
                (usize::from(many && wrong_by_order(ran) == 0), 1)
            },
        ),
    ],
};

/// How many came at another place than that at which they were submitted.
fn wrong_by_order(ran: &Ran) -> usize {
    let order = ran.delivered().enumerate();
    order.filter(|(place, lane)| *place != lane.id).count()
}

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let flags = config.labels().len();
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: match lang {
            Lang::En => format!(
                "{flags} futures were submitted, one for each country. as_completed hands you one of them. How do you know its country?"
            ),
            Lang::Zh => format!(
                "提交了 {flags} 个 future，每个国家一个。as_completed 给了你其中一个，怎么知道它是哪个国家的？"
            ),
        },
        answers: vec![
            answer(
                Told {
                    en: "By its place: the first is that of the first country",
                    zh: "看次序：第一个就是第一个国家的",
                },
                Told {
                    en: "Many think so: they come as they were submitted. With as_completed they come as they are completed.",
                    zh: "不少人这样想：按提交的顺序来。as_completed 按完成的顺序给出。",
                },
            ),
            answer(
                Told {
                    en: "From a dict that was filled at submit: to_do[future]",
                    zh: "查一个提交时填好的 dict：to_do[future]",
                },
                Told {
                    en: "It would be right here too: this time the order happened to be the same.",
                    zh: "这样当然也对：这一次顺序碰巧相同。",
                },
            ),
            answer(
                Told {
                    en: "It does not matter: the results are sorted later",
                    zh: "无所谓：结果之后会排好序",
                },
                Told {
                    en: "Some think so. Nothing sorts them: the order of delivery stays what it was.",
                    zh: "有人这样想。没有谁去排序：交付的顺序就是到达的顺序。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    if !ran.is_whole() {
        return None;
    }
    Some(usize::from(wrong_by_order(ran) > 0))
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let first = ran.delivered().next()?;
    let (label, nth, wrong, all) = (
        &first.label,
        first.id + 1,
        wrong_by_order(ran),
        ran.lanes().len(),
    );
    let expected = &ran.lanes().first()?.label;
    let order = say::list(lang, &ran.order());
    Some(match lang {
        Lang::En => format!(
            "They were delivered as {order}. The first was {label}, submitted as number {nth}; by its place it would be \
             {expected}, and {wrong} of {all} would have a wrong name."
        ),
        Lang::Zh => format!(
            "交付的顺序是 {order}。最先到的是 {label}，提交时排第 {nth}；若按次序会当成 {expected}，{all} 面中有 {wrong} 面认错。"
        ),
    })
}

/// The dict from future to country, as it is looked up.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let lanes = ran.first()?;
    let row = |(place, lane): (usize, &crate::record::Lane)| {
        let by_place = lanes.lanes().get(place).map(|lane| lane.label.to_string());
        vec![
            (place + 1).to_string(),
            format!("f{}", lane.id + 1),
            lane.label.to_string(),
            by_place.unwrap_or_default(),
        ]
    };
    let heads = match lang {
        Lang::En => ["came", "future", "to_do[future]", "by its place"],
        Lang::Zh => ["到达次序", "future", "to_do[future]", "按次序会当成"],
    };
    Some(Beside {
        name: text(
            lang,
            Told {
                en: "The dict from future to country",
                zh: "从 future 到国家的 dict",
            },
        ),
        heads: heads.to_vec(),
        rows: lanes.delivered().enumerate().map(row).collect(),
        note: "",
    })
}
