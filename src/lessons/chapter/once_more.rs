//! Once more.

use super::super::{Answer, Beside, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig, Server};

/// So many places of own runs are set beside each other.
const MOST: usize = 10;

pub(super) static LESSON: Lesson = Lesson {
    number: 16,
    title: Told {
        en: "Once more",
        zh: "再来一次",
    },
    place: Told {
        en: "Not in the chapter: what one run tells, and what it does not",
        zh: "书中没有这一节：一次运行说明什么，不说明什么",
    },
    show: Show::Runs(&[
        "codes=pop20&limit=6&max_workers=6&delay=100-1000&seed=106",
        "codes=pop20&limit=6&max_workers=6&delay=100-1000&seed=106",
    ]),
    ask,
    check,
    why,
    table: Some(table),
    twice: Some(twice),
    extra: None,
    python: None,
    goals: &[
        Goal::new(
            Told {
                en: "Another seed, another order: have EG come first",
                zh: "换一个种子，换一种顺序：让 EG 最先到",
            },
            |ran| {
                let first = ran.delivered().next().map(|lane| &*lane.label);
                (
                    usize::from(first == Some("EG") && ran.lanes().len() >= 6),
                    1,
                )
            },
        ),
        Goal::new(
            Told {
                en: "Without a plan: race 20 flags of LOCAL or of an address of your own; then again, and compare both orders",
                zh: "没有计划：从 LOCAL 或自己的地址取 20 面国旗；再来一次，比较两次顺序",
            },
            |ran| {
                let unplanned = ran.config.plan().is_none()
                    && matches!(
                        ran.config.server,
                        Some(Server::Local | Server::Base(_) | Server::List(_))
                    );
                (
                    if unplanned {
                        ran.delivered().count()
                    } else {
                        0
                    },
                    20,
                )
            },
        ),
    ],
};

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let flags = config.labels().len();
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    let seed = config.seed;
    Question {
        text: match lang {
            Lang::En => format!(
                "{flags} flags, twice, with the same seed {seed}: the delay of each is planned, the same both times. Is the finish order the same?"
            ),
            Lang::Zh => format!(
                "{flags} 面国旗，同一个种子 {seed}，跑两次：每一面的延迟都是计划好的，两次相同。到达顺序也相同吗？"
            ),
        },
        answers: vec![
            answer(
                Told {
                    en: "Yes, the same",
                    zh: "相同",
                },
                Told {
                    en: "So it is while the planned delays are further apart than what the way adds.",
                    zh: "只要计划的延迟相差够大，超过路上的波动，就是这样。",
                },
            ),
            answer(
                Told {
                    en: "No: concurrency is never the same twice",
                    zh: "不同：并发没有两次是一样的",
                },
                Told {
                    en: "Many think so. What decides the order can be fixed: here it is the delays. What is not fixed, such as your own servers, may change it each time.",
                    zh: "不少人这样想。决定顺序的东西可以固定下来：这里是延迟。没有固定的，比如你自己的服务器，每次都可能不同。",
                },
            ),
            answer(
                Told {
                    en: "The first place is; after it chance decides",
                    zh: "第一名相同，后面看运气",
                },
                Told {
                    en: "Some think so: the fastest is far ahead, the others are a scramble. A plan fixes each delay, and a place changes only where two are closer than what the way adds.",
                    zh: "有人这样想：最快的遥遥领先，其余的乱作一团。计划固定了每一面的延迟；只有两面的延迟比路上的波动还接近时，名次才会变。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let [one, other] = ran else { return None };
    if !one.is_whole() || !other.is_whole() {
        return None;
    }
    let (first, second) = (one.order(), other.order());
    Some(match first == second {
        true => 0,
        false if first.first() == second.first() => 2,
        false => 1,
    })
}

/// Whether a plan decides what comes when: servers of one's own know nothing of it.
fn is_planned(ran: &Ran) -> bool {
    let is_own = matches!(ran.config.server, Some(Server::Base(_)));
    ran.config.plan().is_some() && !is_own
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let [one, other] = ran else { return None };
    if !is_planned(one) {
        return twice([one, other], lang).map(|(said, _)| said);
    }
    let (first, second) = (one.order(), other.order());
    let order = say::list(lang, &first);
    let apart = one.elapsed().abs_diff(other.elapsed());
    let apart = say::time(lang, apart);
    let than = match other.elapsed() < one.elapsed() {
        true => "less",
        false => "longer",
    };
    let again = say::list(lang, &second);
    Some(match (lang, first == second) {
        (Lang::En, true) => format!(
            "Both times {order}, though the second run took {apart} {than}: the plan decided, not the clock."
        ),
        (Lang::En, false) => {
            format!("First {order}, then {again}: two ends were too close for the plan to decide.")
        }
        (Lang::Zh, true) => {
            format!("两次都是 {order}，尽管两次用时相差 {apart}：决定顺序的是计划，不是时钟。")
        }
        (Lang::Zh, false) => format!("先是 {order}，再是 {again}：有两面太接近，计划决定不了。"),
    })
}

/// Two runs of settings of one's own, such as one's own addresses: no plan decides there.
fn twice(ran: [&Ran; 2], lang: Lang) -> Option<(String, Beside)> {
    let [one, other] = ran;
    if one.lanes().len() < 2 || !one.is_whole() || !other.is_whole() {
        return None;
    }
    let (first, second) = (one.order(), other.order());
    // Addresses of one's own keep to no plan.
    let is_planned = is_planned(one);
    let moved = (first.iter().zip(&second)).filter(|(one, other)| one != other);
    let (moved, all) = (moved.count(), first.len());
    let said = match (lang, moved, is_planned) {
        (Lang::En, 0, true) => format!("All {all} places are the same: the plan decided."),
        (Lang::En, 0, false) => {
            format!("All {all} places are the same this time. Nothing planned that: start again.")
        }
        (Lang::En, moved, _) => format!(
            "{moved} of {all} places are others the second time: what decided the order was not the same."
        ),
        (Lang::Zh, 0, true) => format!("{all} 个名次全部相同：决定顺序的是计划。"),
        (Lang::Zh, 0, false) => {
            format!("这次 {all} 个名次全部相同，但没有什么计划保证这一点：再开始一次试试。")
        }
        (Lang::Zh, moved, _) => {
            format!("{all} 个名次中，第二次有 {moved} 个变了：决定顺序的东西两次并不一样。")
        }
    };
    Some((said, in_short(table(&[one, other], lang)?, lang)))
}

/// Of long orders the places that differ, and not all of them: the run stands below.
fn in_short(mut beside: Beside, lang: Lang) -> Beside {
    if beside.rows.len() <= MOST {
        return beside;
    }
    let changed = beside.rows.iter().filter(|row| row[1] != row[2]);
    let changed: Vec<_> = changed.take(MOST).cloned().collect();
    beside.note = match changed.is_empty() {
        true => text(
            lang,
            Told {
                en: "The first places.",
                zh: "只列出前几名。",
            },
        ),
        false => text(
            lang,
            Told {
                en: "Of the places that are others, the first.",
                zh: "只列出变了的名次中的前几个。",
            },
        ),
    };
    match changed.is_empty() {
        true => beside.rows.truncate(MOST),
        false => beside.rows = changed,
    }
    beside
}

/// Both finish orders, place by place.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let [one, other] = ran else { return None };
    let (first, second) = (one.order(), other.order());
    let row = |place: usize| {
        let at = |order: &[std::rc::Rc<str>]| order.get(place).map(|label| label.to_string());
        let (first, second) = (at(&first), at(&second));
        vec![
            (place + 1).to_string(),
            first.unwrap_or_default(),
            second.unwrap_or_default(),
        ]
    };
    let heads = match lang {
        Lang::En => ["place", "first run", "second run"],
        Lang::Zh => ["名次", "第一次", "第二次"],
    };
    Some(Beside {
        name: text(
            lang,
            Told {
                en: "Two finish orders",
                zh: "两次到达顺序",
            },
        ),
        heads: heads.to_vec(),
        rows: (0..first.len().max(second.len())).map(row).collect(),
        note: "",
    })
}
