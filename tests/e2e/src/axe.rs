//! What axe-core, the checker of accessibility that most tools use, has to say of a page.

use std::fs;

use serde_json::{Value, json};

use crate::page::Page;
use crate::places;

/// Asks for all rules of WCAG 2.2 A and AA and what axe calls best practice. A rule that axe could not
/// decide (`incomplete`) is no fault.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary, html }) =>
            `${id}: ${target.join(' ')}: ${failureSummary.replace(/\\\\s+/g, ' ')} ${html.slice(0, 160)}`))),
        (error) => done([`axe failed: ${error}`]),
    );
";

impl Page {
    /// What is wrong with the page as it stands, in the dark and in the light; empty if nothing is.
    ///
    /// # Panics
    /// When axe-core is not where it should be, or the driver refuses.
    pub async fn axe_faults(&self) -> Vec<String> {
        let file = places::axe();
        let source = fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display()));
        self.read(&format!("if (!window.axe) {{ {source} }}"), Vec::new())
            .await;
        let mut faults = Vec::new();
        for theme in ["dark", "light"] {
            self.prefer_scheme(theme).await;
            let told = self.client().execute_async(RUN, Vec::new()).await;
            let told = told.unwrap_or_else(|error| panic!("axe: {error}"));
            let told = told.as_array().into_iter().flatten();
            faults.extend(
                told.filter_map(Value::as_str)
                    .map(|fault| format!("{theme}: {fault}")),
            );
        }
        faults
    }

    /// Shows the page as to somebody whose system is dark or light, with everything that moves at rest.
    async fn prefer_scheme(&self, scheme: &str) {
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({"features": features}))
            .await;
    }
}
