//! How the futures ended, counted apart: errors are results.

use std::rc::Rc;

use yew::prelude::*;

use super::shape::shape;
use crate::app::hooks::Page;
use crate::record::Outcome;
use crate::recorder::Recorder;

/// Some runs that are counted together, and what they are called beside others.
pub struct Counted {
    /// Their name.
    pub name: AttrValue,
    /// Their records.
    pub recorders: Vec<Rc<Recorder>>,
}

/// How the futures ended: a column for each of these.
pub fn outcomes(page: &Page, columns: &[Counted]) -> Html {
    let (texts, screen) = (page.texts(), page.state().screen());
    let several = columns.len() > 1;
    let count = |column: &Counted, outcome: Outcome| -> usize {
        let recorders = column.recorders.iter();
        recorders.map(|one| one.record().count(outcome)).sum()
    };
    let row = |outcome: &Outcome| {
        let counts: Vec<usize> = columns.iter().map(|one| count(one, *outcome)).collect();
        let is_none = counts.iter().all(|count| *count == 0);
        // A fetch fails in its own way only if the browser refuses to make it, a job never as fetches do.
        let is_usual = match outcome {
            Outcome::NotFound | Outcome::HttpError | Outcome::NetworkError => screen.makes_requests,
            Outcome::Failed => screen.has_jobs(),
            _ => true,
        };
        if is_none && !is_usual {
            return Html::default();
        }
        html! {
            <tr class={is_none.then_some("none")}>
                <th scope="row"><span>{ shape(*outcome) }{ (texts.outcome)(*outcome) }</span></th>
                { for counts.iter().map(|count| html! { <td translate="no">{ *count }</td> }) }
            </tr>
        }
    };
    html! {
        <section class="card">
            <header><h2 id="outcomes">{ texts.outcomes }</h2></header>
            <table class={classes!("outcomes", several.then_some("several"))} aria-labelledby="outcomes">
                if several {
                    <thead><tr><td></td>{ for columns.iter().map(|column| html! {
                        // It may break after an underscore: the columns are narrow.
                        <th scope="col">{ column.name.replace('_', "_\u{200b}") }</th>
                    }) }</tr></thead>
                }
                <tbody>{ for Outcome::ALL.iter().map(row) }</tbody>
            </table>
        </section>
    }
}
