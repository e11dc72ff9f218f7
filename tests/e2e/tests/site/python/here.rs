//! The part of the page in which programs run, as a test uses it.

use std::time::Duration;

use e2e::{Page, reference};
use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

/// Python is some megabytes, and a machine may have more to do.
const PATIENCE: Duration = Duration::from_secs(180);
/// What stands there says of itself.
const STATUS: &str =
    "element.querySelector('p[role=status]').textContent.replaceAll('\\u00a0', ' ')";

/// The part of an open page.
pub struct Here<'a> {
    page: &'a Page,
    place: Element,
}

impl<'a> Here<'a> {
    /// Goes to the program in Python, beside which one runs it.
    pub async fn open(page: &'a Page) -> Self {
        page.patience(PATIENCE).await;
        page.look_at_code().await;
        let tab = page.find("tab", "Python").await;
        page.tap(&tab).await;
        let place = page.find("region", "Python in the page").await;
        Here { page, place }
    }

    /// The program of the settings, as it is shown.
    pub async fn generated(&self) -> String {
        let pre = "return document.querySelector('pre.program').textContent;";
        let text = self.page.read(pre, Vec::new()).await;
        text.as_str().expect("a text").to_owned()
    }

    /// Unfolds the editor, and waits until it has taken the place of the plain field.
    pub async fn unfold(&self) {
        let unfold = "arguments[0].querySelector('details.changing').open = true;";
        self.page.read(unfold, vec![reference(&self.place)]).await;
        self.until(
            "element.querySelector('.rich').shadowRoot && !element.querySelector('textarea')",
        )
        .await;
    }

    /// Puts a program into the editor, as selecting all that is there and pasting one does.
    pub async fn write(&self, program: &str) {
        self.unfold().await;
        let paste = "
            const [place, text] = arguments;
            const field = place.querySelector('.rich').shadowRoot.querySelector('[role=textbox]');
            field.focus();
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', keyCode: 65, ctrlKey: true, bubbles: true, cancelable: true }));
            // Of an event that no person made Firefox hands out nothing.
            const paste = new Event('paste', { bubbles: true, cancelable: true });
            Object.defineProperty(paste, 'clipboardData', { value: { getData: () => text } });
            field.dispatchEvent(paste);";
        let values = vec![reference(&self.place), json!(program)];
        self.page.read(paste, values).await;
        self.until("element.textContent.includes('Take back my changes')")
            .await;
    }

    /// Waits until an expression over the `text` in the editor, or as much of it as is in sight, is true.
    pub async fn until_text(&self, expression: &str) {
        // Nothing outside of its root tells of a change in it, so it is asked for with every frame.
        let script = format!(
            "const [place, done] = arguments;
            const look = () => {{
                const root = place.querySelector('.rich').shadowRoot;
                const lines = [...(root?.querySelectorAll('.cm-line') ?? [])];
                const text = lines.map((line) => line.textContent).join('\\n');
                lines.length > 0 && ({expression}) ? done() : requestAnimationFrame(look);
            }};
            look();"
        );
        let place = vec![reference(&self.place)];
        let seen = self.page.client().execute_async(&script, place).await;
        seen.unwrap_or_else(|error| panic!("never {expression}: {error}"));
    }

    /// Runs what is there, and waits until that is under way.
    pub async fn start(&self) {
        let run = self.page.find("button", "Run it here").await;
        self.page.until(&run, "!element.disabled").await;
        let page = self.page;
        page.begin(&run, async || page.tap(&run).await).await;
    }

    /// Waits until nothing runs.
    pub async fn until_over(&self) {
        let run = self.page.find("button", "Run it here").await;
        self.page.until(&run, "!element.disabled").await;
    }

    /// Runs what is there to its end.
    pub async fn run(&self) {
        self.start().await;
        self.until_over().await;
    }

    /// Waits until it says this of itself.
    pub async fn until_status(&self, part: &str) {
        self.until(&format!("{STATUS}.includes({})", json!(part)))
            .await;
    }

    /// What it says of itself.
    pub async fn status(&self) -> String {
        let script = format!("const element = arguments[0]; return {STATUS};");
        let said = self.page.read(&script, vec![reference(&self.place)]).await;
        said.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an expression over this part of the page is true.
    pub async fn until(&self, expression: &str) {
        self.page.until(&self.place, expression).await;
    }

    /// What the program printed.
    pub async fn printed(&self) -> String {
        let script = "return arguments[0].querySelector('[role=log]')?.textContent ?? '';";
        let said = self.page.read(script, vec![reference(&self.place)]).await;
        said.as_str().unwrap_or_default().to_owned()
    }

    /// The record of its futures, as it is exported.
    pub async fn export(&self) -> Value {
        let buttons = self.place.find_all(Locator::Css(".timeline .tools button"));
        for button in buttons.await.expect("the tools of the picture") {
            if self.page.text(&button).await == "Export JSON" {
                return self.page.export_by(&button).await;
            }
        }
        panic!("no button to export the futures of the program");
    }

    /// The labels of its futures, in the order in which they came.
    pub async fn finish_order(&self) -> Vec<String> {
        let script = "return [...arguments[0].querySelectorAll('[aria-labelledby=python-finish-order] > li')]
            .map((item) => item.textContent.replaceAll('\\u00a0', ' ').trim().slice(0, 2));";
        let items = self.page.read(script, vec![reference(&self.place)]).await;
        let items = items.as_array().into_iter().flatten();
        items
            .map(|item| item.as_str().unwrap_or_default().to_owned())
            .collect()
    }
}
