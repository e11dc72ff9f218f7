//! What a test does with a page: find by role and name, act, wait for what it shows.

use fantoccini::Client;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::browser::{Asked, Endpoint, Message, console};

/// An open page.
pub struct Page {
    client: Client,
}

/// Calls back with what `found()` finds, now or after a change of the page that makes it find
/// something. A mutation observer, so that nothing is missed and nothing is polled.
const WHEN_FOUND: &str = "
    const done = arguments[arguments.length - 1];
    let isOver = false;
    const look = () => {
        const now = !isOver && found();
        if (!now) return;
        isOver = true;
        observer.disconnect();
        done(now);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
";

/// The same with every frame too: not all that can be asked is told by a change of the document.
const AND_DRAWN: &str = "
    const frame = () => { look(); if (!isOver) requestAnimationFrame(frame); };
    frame();
";

/// The text of an element as one reads it: that no line ends at some of its spaces is not to be seen.
const TEXT: &str = "textContent.replaceAll('\\u00a0', ' ')";

/// `byRole()`: elements of the role `arguments[0]`; `byName()`: of those the ones named `arguments[1]`.
const BY_ROLE: &str = include_str!("roles.js");

impl Page {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The WebDriver session, for what this harness has no word for.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Makes the window so many CSS pixels wide and high, each of so many pixels of a screen.
    ///
    /// # Panics
    /// When the driver cannot.
    pub async fn screen(&self, width: u32, height: u32, pixels: f64) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": pixels, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await;
    }

    /// Runs a script in every page that is opened from now on, before any of its own.
    ///
    /// # Panics
    /// When the driver cannot.
    pub async fn before_all(&self, script: &str) {
        let script = json!({"source": script});
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await;
    }

    /// A command of Chromium's own, and its answer, <https://chromedevtools.github.io/devtools-protocol/>.
    ///
    /// # Panics
    /// When the driver cannot.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        let done = Endpoint {
            path: "goog/cdp/execute",
            body: json!({"cmd": command, "params": params}),
        };
        let done = self.client.issue_cmd(done).await;
        done.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Lets scripts take so long.
    ///
    /// # Panics
    /// When the driver cannot.
    pub async fn patience(&self, limit: std::time::Duration) {
        let limit = Endpoint {
            path: "timeouts",
            body: json!({"script": limit.as_millis() as u64}),
        };
        let set = self.client.issue_cmd(limit).await;
        set.unwrap_or_else(|error| panic!("cannot set a limit: {error}"));
    }

    /// What the console said since the last call. What a test takes from here, it has to judge: it
    /// does not count against the page in the end.
    pub async fn console(&self) -> Vec<Message> {
        console(&self.client).await
    }

    /// Goes to an address.
    pub async fn goto(&self, address: &str) {
        let gone = self.client.goto(address).await;
        gone.unwrap_or_else(|error| panic!("cannot open {address}: {error}"));
    }

    /// Gives the page a window of this size, in CSS pixels.
    ///
    /// # Panics
    /// When the driver cannot.
    pub async fn resize(&self, width: u32, height: u32) {
        self.screen(width, height, 1.0).await;
    }

    /// Takes the browser off the network, or back.
    ///
    /// # Panics
    /// When the driver does not do it.
    pub async fn set_offline(&self, offline: bool) {
        let unlimited = json!({"offline": offline, "latency": 0, "throughput": -1});
        let command = Endpoint {
            path: "chromium/network_conditions",
            body: json!({"network_conditions": unlimited}),
        };
        let set = self.client.issue_cmd(command).await;
        set.unwrap_or_else(|error| panic!("cannot set offline to {offline}: {error}"));
    }

    /// The element of this role and accessible name, as soon as there is one.
    ///
    /// # Panics
    /// When none appears; the message tells which names of the role there are.
    pub async fn find(&self, role: &str, name: &str) -> Element {
        let script = format!("{BY_ROLE} const found = () => byName()[0]; {WHEN_FOUND}");
        match self
            .client
            .execute_async(&script, vec![role.into(), name.into()])
            .await
        {
            Ok(found) => self.element(found),
            Err(error) => {
                let there = self.names(role).await;
                panic!("no {role} named {name:?}, only {there:?}: {error}")
            }
        }
    }

    /// The first element of this role, as soon as there is one.
    ///
    /// # Panics
    /// When none appears.
    pub async fn find_role(&self, role: &str) -> Element {
        let script = format!("{BY_ROLE} const found = () => byRole()[0]; {WHEN_FOUND}");
        let found = self.client.execute_async(&script, vec![role.into()]).await;
        self.element(found.unwrap_or_else(|error| panic!("no {role}: {error}")))
    }

    /// The first element that this selector finds, as soon as there is one: for what has no role, and for what would take
    /// seconds to find by it.
    ///
    /// # Panics
    /// When none appears.
    pub async fn find_css(&self, selector: &str) -> Element {
        let script =
            format!("const found = () => document.querySelector(arguments[0]); {WHEN_FOUND}");
        let found = self.client.execute_async(&script, vec![selector.into()]);
        self.element(
            found
                .await
                .unwrap_or_else(|error| panic!("no {selector}: {error}")),
        )
    }

    /// Scrolls to the card of programs, which is drawn when somebody looks.
    pub async fn look_at_code(&self) {
        let card = self.find_css(".card.code").await;
        self.scroll_to(&card).await;
    }

    /// Scrolls an element to the middle of the window.
    pub async fn scroll_to(&self, element: &Element) {
        let middle = "arguments[0].scrollIntoView({ block: 'center' });";
        self.read(middle, vec![reference(element)]).await;
    }

    /// The role and the name of an element as the driver says that assistive technology gets them.
    ///
    /// # Panics
    /// When the driver does not say.
    pub async fn spoken(&self, element: &Element) -> (String, String) {
        let id = element.element_id();
        let ask = async |what: &str| {
            let asked = self
                .client
                .issue_cmd(Asked(format!("element/{}/{what}", id.as_ref())));
            let said = asked
                .await
                .unwrap_or_else(|error| panic!("{what}: {error}"));
            said.as_str().unwrap_or_default().to_owned()
        };
        (ask("computedrole").await, ask("computedlabel").await)
    }

    /// The accessible names of all elements of a role, in the order of the page.
    pub async fn names(&self, role: &str) -> Vec<String> {
        let script = format!("{BY_ROLE} return byRole().map(nameOf);");
        strings(&self.read(&script, vec![role.into()]).await)
    }

    /// The names of all screens, by their tabs.
    pub async fn screens(&self) -> Vec<String> {
        self.find_role("navigation").await;
        let names = "return [...document.querySelectorAll('.tab')]
            .map((tab) => new URL(tab.href).searchParams.get('experiment') ?? 'race');";
        strings(&self.read(names, Vec::new()).await)
    }

    /// The texts of the items of the list with this name, in their order.
    pub async fn items(&self, list: &str) -> Vec<String> {
        let list = self.find("list", list).await;
        let script =
            format!("return [...arguments[0].children].map((item) => item.{TEXT}.trim());");
        strings(&self.read(&script, vec![reference(&list)]).await)
    }

    /// Presses the button with this name.
    pub async fn press(&self, button: &str) {
        let found = self.find("button", button).await;
        let pressed = found.click().await;
        pressed.unwrap_or_else(|error| panic!("cannot press {button:?}: {error}"));
    }

    /// Presses a button by script: a page behind another one takes no clicks.
    pub async fn tap(&self, button: &Element) {
        self.read("arguments[0].click();", vec![reference(button)])
            .await;
    }

    /// Chooses the radio button with this name, by its label as one does with a mouse.
    pub async fn choose(&self, name: &str) {
        let radio = self.find("radio", name).await;
        let label = self
            .read("return arguments[0].labels[0];", vec![reference(&radio)])
            .await;
        let chosen = self.element(label).click().await;
        chosen.unwrap_or_else(|error| panic!("cannot choose {name:?}: {error}"));
        self.until(&radio, "element.checked").await;
    }

    /// Types a text into a field in place of what it holds, ending with Tab as a person would.
    pub async fn fill(&self, role: &str, name: &str, text: &str) {
        let field = self.find(role, name).await;
        self.replace(&field, text).await;
        self.keys(&field, "\u{E004}").await;
    }

    /// Types a text into a field in place of what it holds, without leaving it. By keys: the driver's
    /// way to empty a field is no input, so a page that is drawn just then would fill it again.
    pub async fn replace(&self, field: &Element, text: &str) {
        // In one: a second call would put the caret at the end of what is selected. The last key lets go of Control in
        // Chromium; Firefox does that at the end of the call alone, so there nothing is typed.
        const SELECT_ALL: &str = "\u{E009}a\u{E000}";
        const BACKSPACE: &str = "\u{E003}";
        self.keys(field, &format!("{SELECT_ALL}{BACKSPACE}{text}"))
            .await;
    }

    /// Types keys into an element as it is, without leaving it.
    pub async fn keys(&self, element: &Element, keys: &str) {
        element.send_keys(keys).await.expect("type");
    }

    /// Types keys into what has the focus.
    pub async fn keys_here(&self, keys: &str) {
        let here = self.client.active_element().await.expect("a focus");
        self.keys(&here, keys).await;
    }

    /// What has the focus, also in an element that hides what is in it.
    pub async fn focused(&self) -> Element {
        let script = "let here = document.activeElement;
            while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
            return here;";
        self.element(self.read(script, Vec::new()).await)
    }

    /// Waits until an element has the focus.
    pub async fn until_focused(&self, element: &Element) {
        // No change of the document tells of the focus, so it is asked for with every frame.
        let script = "const done = arguments[arguments.length - 1];
            const look = () => document.activeElement === arguments[0] ? done() : requestAnimationFrame(look);
            look();";
        self.call(script, element).await;
    }

    /// Waits until a JavaScript expression over `element` is true.
    ///
    /// # Panics
    /// When it does not become true.
    pub async fn until(&self, element: &Element, expression: &str) {
        let script = format!(
            "const element = arguments[0]; const found = () => Boolean({expression}); {WHEN_FOUND} {AND_DRAWN}"
        );
        let held = self
            .client
            .execute_async(&script, vec![reference(element)])
            .await;
        if let Err(error) = held {
            let html = element.html(false).await.unwrap_or_default();
            panic!("never {expression}: {error}\n{html}");
        }
    }

    /// Waits until the element's text contains this.
    pub async fn until_text(&self, element: &Element, text: &str) {
        let text = json!(text);
        self.until(element, &format!("element.{TEXT}.includes({text})"))
            .await;
    }

    /// The text of an element, also where it is scrolled out of view.
    pub async fn text(&self, element: &Element) -> String {
        let script = format!("return arguments[0].{TEXT};");
        let text = self.read(&script, vec![reference(element)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script on the page and gives what it returns.
    ///
    /// # Panics
    /// When the script throws.
    pub async fn read(&self, script: &str, arguments: Vec<Value>) -> Value {
        let read = self.client.execute(script, arguments).await;
        read.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script that acts on an element and waits for what it calls back with.
    pub(crate) async fn call(&self, script: &str, element: &Element) -> Value {
        let called = self
            .client
            .execute_async(script, vec![reference(element)])
            .await;
        called.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The element that a script returned.
    ///
    /// # Panics
    /// When it returned none.
    pub fn element(&self, found: Value) -> Element {
        let id = found
            .as_object()
            .and_then(|object| object.values().next())
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("not an element: {found}"));
        Element::from_element_id(self.client.clone(), id.to_owned().into())
    }
}

/// How WebDriver hands an element to a script.
pub fn reference(element: &Element) -> Value {
    json!({"element-6066-11e4-a52e-4f735466cecf": element.element_id().as_ref()})
}

fn strings(values: &Value) -> Vec<String> {
    let values = values.as_array().into_iter().flatten();
    values
        .map(|value| value.as_str().unwrap_or_default().to_owned())
        .collect()
}
