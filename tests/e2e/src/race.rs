//! The words of a run: start it, cancel it, see who finished, take its record.

use boon::{Compiler, Schemas};
use fantoccini::elements::Element;
use serde_json::Value;

use crate::page::{Page, reference};
use crate::places;

/// Presses Export JSON and calls back with the text of the file the page offers.
const EXPORT: &str = "
    const done = arguments[arguments.length - 1];
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        URL.createObjectURL = create;
        blob.text().then(done);
        return create.call(URL, blob);
    };
    arguments[0].click();
";

impl Page {
    /// Presses Start, once the page knows who answers, and waits until the run is going, or was.
    pub async fn start(&self) {
        let start = self.find("button", "Start").await;
        self.until(&start, "!element.disabled").await;
        self.begin(&start, async || self.press("Start").await).await;
    }

    /// Does what begins a run, and waits until its button could not be pressed because of that. A short run may be over
    /// before the driver could ask, so the button is watched from before.
    pub async fn begin(&self, button: &Element, begins: impl AsyncFnOnce()) {
        let watch = "const [button] = arguments;
            button.hasBegun = false;
            const observer = new MutationObserver(() => { button.hasBegun = true; observer.disconnect(); });
            observer.observe(button, { attributeFilter: ['disabled'] });";
        self.read(watch, vec![reference(button)]).await;
        begins().await;
        self.until(button, "element.hasBegun").await;
    }

    /// Waits until no run is going: Start can be pressed.
    pub async fn until_over(&self) {
        let start = self.find("button", "Start").await;
        self.until(&start, "!element.disabled").await;
    }

    /// Runs what Start runs to its end, which is that all of `codes` came, in whatever order.
    ///
    /// # Panics
    /// When it is not.
    pub async fn run_through(&self, codes: &[&str]) {
        self.start().await;
        self.until_over().await;
        let mut finished = self.finish_order().await;
        finished.sort();
        assert_eq!(finished, codes);
        assert_eq!(self.export().await["summary"]["ok"], codes.len());
    }

    /// The codes in the list Finish order, first to last.
    pub async fn finish_order(&self) -> Vec<String> {
        let items = self.items("Finish order").await;
        items
            .iter()
            .map(|item| item.chars().take(2).collect())
            .collect()
    }

    /// What Export JSON gives.
    ///
    /// # Panics
    /// When it is not JSON, or not as `schema/run.schema.json` promises.
    pub async fn export(&self) -> Value {
        let button = self.find("button", "Export JSON").await;
        self.export_by(&button).await
    }

    /// What one of several such buttons gives.
    ///
    /// # Panics
    /// When it is not JSON, or not as `schema/run.schema.json` promises.
    pub async fn export_by(&self, button: &Element) -> Value {
        let text = self.call(EXPORT, button).await;
        let text = text.as_str().unwrap_or_default();
        let run = serde_json::from_str(text);
        let run = run.unwrap_or_else(|error| panic!("{error} in {text}"));
        validate(&run);
        run
    }
}

fn validate(run: &Value) {
    let schema = places::root().join("schema/run.schema.json");
    let schema = schema.canonicalize().expect("the schema is there");
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let compiled = compiler.compile(&schema.to_string_lossy(), &mut schemas);
    let index = compiled.unwrap_or_else(|error| panic!("not a schema: {error:#}"));
    if let Err(error) = schemas.validate(run, index) {
        panic!("the export is not valid: {error:#}");
    }
}
