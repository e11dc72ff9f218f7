//! How the futures ended, counted apart: errors are results.

use yew::prelude::*;

use super::shape::shape;
use super::timeline::strategies;
use crate::app::hooks::{Page, Run};
use crate::record::Outcome;

/// How the futures ended.
pub fn outcomes(page: &Page, run: &Run) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let runs = run.runs();
    let shown = strategies(&state.on_show());
    let counts = |outcome: Outcome| -> Vec<usize> {
        let count = |index: usize| {
            runs.get(index)
                .map_or(0, |(_, r)| r.record().count(outcome))
        };
        (0..shown.len()).map(count).collect()
    };
    let row = |outcome: &Outcome| {
        let counts = counts(*outcome);
        let is_none = counts.iter().all(|count| *count == 0);
        // A fetch fails in its own way only if the browser refuses to make it.
        if *outcome == Outcome::Failed && is_none {
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
            <table class={classes!("outcomes", (shown.len() > 1).then_some("several"))} aria-labelledby="outcomes">
                if shown.len() > 1 {
                    <thead><tr><td></td>{ for shown.iter().map(|strategy| html! {
                        // It may break after an underscore: the columns are narrow.
                        <th scope="col">{ (texts.strategy)(*strategy).replace('_', "_\u{200b}") }</th>
                    }) }</tr></thead>
                }
                <tbody>{ for Outcome::ALL.iter().map(row) }</tbody>
            </table>
        </section>
    }
}
