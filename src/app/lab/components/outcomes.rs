//! How the futures ended, counted apart. Of many runs, all together.

use yew::prelude::*;

use super::on_show;
use crate::app::components::shape::shape;
use crate::app::hooks::Page;
use crate::app::lab::view::LabView;
use crate::config::Experiment;
use crate::record::Outcome;

/// How the futures ended.
pub fn outcomes(page: &Page, view: &LabView) -> Html {
    let texts = page.texts();
    let has_fetches = on_show(page, view).experiment == Experiment::Both;
    let runs = view.runs();
    let row = |outcome: &Outcome| {
        let count: usize = runs
            .iter()
            .map(|run| run.recorder.record().count(*outcome))
            .sum();
        let is_of_fetches = matches!(
            outcome,
            Outcome::NotFound | Outcome::HttpError | Outcome::NetworkError
        );
        if is_of_fetches && !has_fetches {
            return Html::default();
        }
        html! {
            <tr class={(count == 0).then_some("none")}>
                <th scope="row"><span>{ shape(*outcome) }{ (texts.outcome)(*outcome) }</span></th>
                <td translate="no">{ count }</td>
            </tr>
        }
    };
    html! {
        <section class="card">
            <header><h2 id="outcomes">{ texts.outcomes }</h2></header>
            <table class="outcomes" aria-labelledby="outcomes">
                <tbody>{ for Outcome::ALL.iter().map(row) }</tbody>
            </table>
        </section>
    }
}
