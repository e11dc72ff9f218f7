//! The table behind a timeline, for those who would rather read it: whole, a page at a time, sorted by the
//! column that one likes.

use std::rc::Rc;
use std::time::Duration;

use yew::prelude::*;

use super::sorting::{Key, Sort, on_page};
use crate::app::run::Run;
use crate::record::Lane;
use crate::tell::words::page::Texts;

/// A cell: what stands in it, and what it is sorted by.
pub struct Cell {
    text: String,
    key: Key,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Cell {
            key: Key::Text(text.clone()),
            text,
        }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Cell {
            text: count.to_string(),
            key: Key::Number(count as f64),
        }
    }

    /// A time, or a dash where there is none.
    pub fn time(time: Option<Duration>, say: impl FnOnce(Duration) -> String) -> Self {
        match time {
            None => Cell {
                text: "–".to_owned(),
                key: Key::Nothing,
            },
            Some(time) => Cell {
                text: say(time),
                key: Key::Number(time.as_secs_f64()),
            },
        }
    }

    /// A number from 0, counted from 1, or a dash where there is none.
    pub fn nth(number: Option<usize>) -> Self {
        match number {
            None => Cell::time(None, |_| String::new()),
            Some(number) => Cell::count(number + 1),
        }
    }
}

/// The cells of a lane; the second value is the run's clock.
pub type Cells = Rc<dyn Fn(&Lane, Duration) -> Vec<Cell>>;

/// A table of the lanes of a run.
#[derive(Clone)]
pub struct Grid {
    /// Its class, beside `data`.
    pub class: &'static str,
    /// Heads of the columns.
    pub heads: &'static [&'static str],
    /// The run.
    pub run: Option<usize>,
    /// The cells of a lane.
    pub cells: Cells,
    /// What stands there before there is a lane.
    pub empty: &'static str,
}

/// How the table is looked at: by which column it is sorted, and which page of it is open.
pub type Look = (UseStateHandle<Option<Sort>>, UseStateHandle<usize>);

/// A table of lanes, a page at a time.
pub fn table(texts: &Texts, run: &Run, grid: &Grid, (sort, at): &Look) -> Html {
    let recorders = run.recorders();
    let Some(recorder) = grid.run.and_then(|run| recorders.get(run)) else {
        return html! { <p class="empty">{ grid.empty }</p> };
    };
    let record = recorder.record();
    let (lanes, now) = (record.lanes(), recorder.elapsed());
    let rows = on_page(**at, lanes.len());
    let order = (**sort).map(|sort| {
        let key = |lane| match (grid.cells)(lane, now).into_iter().nth(sort.column) {
            Some(cell) => cell.key,
            None => Key::Nothing,
        };
        let keys: Vec<Key> = lanes.iter().map(key).collect();
        sort.order(&keys)
    });
    let row = |index: usize| {
        let id = order
            .as_ref()
            .map_or(Some(index), |order| order.get(index).copied());
        let cells = (grid.cells)(lanes.get(id?)?, now);
        let cell = |(column, cell): (usize, Cell)| match column {
            1 => html! { <th scope="row">{ cell.text }</th> },
            _ => html! { <td>{ cell.text }</td> },
        };
        Some(html! { <tr key={id?}>{ for cells.into_iter().enumerate().map(cell) }</tr> })
    };
    let head = |(column, name): (usize, &&'static str)| {
        let on_click = {
            let (sort, at) = (sort.clone(), at.clone());
            move |_: MouseEvent| {
                sort.set(Sort::clicked(*sort, column));
                at.set(0);
            }
        };
        html! {
            <th scope="col" aria-sort={Sort::aria(**sort, column)}>
                <button type="button" onclick={on_click}>{ *name }</button>
            </th>
        }
    };
    let turn = |name: &'static str, to: Option<usize>| {
        let at = at.clone();
        html! {
            <button type="button" class="button small" disabled={to.is_none()}
                onclick={move |_: MouseEvent| at.set(to.unwrap_or_default())}>{ name }</button>
        }
    };
    let number = rows.start / super::sorting::PAGE;
    html! {
        <>
            <div class="table-scroll" tabindex="0" role="group" aria-label={texts.as_table}>
                <table class={classes!("data", grid.class)} aria-label={texts.as_table}>
                    <thead><tr>{ for grid.heads.iter().enumerate().map(head) }</tr></thead>
                    <tbody translate="no">{ for rows.clone().filter_map(row) }</tbody>
                </table>
            </div>
            if rows.len() < lanes.len() {
                <div class="tools paging">
                    { turn(texts.earlier_rows, number.checked_sub(1)) }
                    <span class="note" translate="no">{ (texts.rows_of)(rows.start + 1, rows.end, lanes.len()) }</span>
                    { turn(texts.later_rows, (rows.end < lanes.len()).then_some(number + 1)) }
                </div>
            }
        </>
    }
}
