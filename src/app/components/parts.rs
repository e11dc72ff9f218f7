//! Cards and tables: every chart has the one around it and the other behind it. As functions, since
//! each line of markup weighs more than a call.

use yew::prelude::*;

use crate::app::components::said;

/// A card with a name; `beside` stands at the other end of its head.
pub fn card(class: &'static str, name: &str, beside: Html, body: Html) -> Html {
    html! {
        <section class={classes!("card", class)} aria-label={name.to_owned()}>
            <header><h2>{ said(name) }</h2>{ beside }</header>
            { body }
        </section>
    }
}

/// What stands under a chart: a note, and what can be done.
pub fn under(note: &str, tools: Html) -> Html {
    html! { <div class="under"><p class="note">{ said(note) }</p>{ tools }</div> }
}

/// A table: its name, its heads, and its rows, each headed by the cell of column `header`.
pub struct Table<'a> {
    /// Its class: `data` for long ones, `figures` for short ones.
    pub class: &'static str,
    /// What it is called.
    pub name: &'a str,
    /// Heads of the columns.
    pub heads: &'a [&'static str],
    /// Which column tells a row from the others.
    pub header: usize,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table<'_> {
    /// The table.
    pub fn view(self) -> Html {
        let header = self.header;
        let cell = move |(index, text): (usize, String)| {
            if index == header {
                html! { <th scope="row">{ text }</th> }
            } else {
                html! { <td>{ text }</td> }
            }
        };
        let row =
            |row: Vec<String>| html! { <tr>{ for row.into_iter().enumerate().map(cell) }</tr> };
        // A column that needs no name has no head.
        let heads = (self.heads.iter()).map(|head| match *head {
            "" => html! { <td></td> },
            head => html! { <th scope="col">{ head }</th> },
        });
        html! {
            <table class={self.class} aria-label={self.name.to_owned()}>
                <thead><tr>{ for heads }</tr></thead>
                <tbody translate="no">{ for self.rows.into_iter().map(row) }</tbody>
            </table>
        }
    }

    /// The table in a window that scrolls, with a note below where not all is shown.
    pub fn scrolling(self, note: Option<String>) -> Html {
        let name = self.name.to_owned();
        html! {
            <div class="table-scroll" tabindex="0" role="group" aria-label={name}>
                { self.view() }
                { note.map(|note| html! { <p class="note">{ note }</p> }).unwrap_or_default() }
            </div>
        }
    }
}

/// A figure, or a dash where there is none.
pub fn or_dash<T>(value: Option<T>, text: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), text)
}
