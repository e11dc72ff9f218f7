//! Legends of the lab.

use yew::prelude::*;

use crate::app::components::legend;
use crate::app::hooks::Page;
use crate::app::lab::charts::{LabSwatch, paint_lab_swatch};
use crate::app::run::Run;

/// Signs and their words.
pub type Entries = Vec<(LabSwatch, AttrValue)>;

/// A legend.
pub fn legend(page: &Page, run: &Run, entries: Entries) -> Html {
    legend::legend(page, run, entries, paint_lab_swatch)
}
