// The editor of programs, as the page loads it once somebody wants to change one: CodeMirror in a shadow root, whose style
// sheets are constructed ones, as the site's policy lets no script add a style element.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { look, signs } from "./look.js";

/** What describes the field to those who hear it has to stand in the same root. */
const DESCRIPTION = "keys";

/**
 * Opens it in an element of the page. It is told the `text`, what of it is selected (`anchor`, `head`), whether it `isFocused`,
 * its `name`, a `description` of its keys, the `phrases` of the language; and it tells each `changed` text, and when to `run`.
 */
export function open(host, { text, anchor, head, isFocused, name, description, phrases, changed, run }) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const described = Object.assign(document.createElement("p"), { id: DESCRIPTION, hidden: true, textContent: description });
  root.replaceChildren(described);
  // On a Mac too by either: the plain field knows both.
  const runs = ["Mod-Enter", "Ctrl-Enter"].map((key) => ({ key, run: () => (run(), true) }));
  const attributes = { "aria-label": name, "aria-describedby": DESCRIPTION, lang: "en", translate: "no", spellcheck: "false", autocapitalize: "off", tabindex: "0" };
  const extensions = [
    keymap.of([...runs, indentWithTab, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    indentOnInput(),
    indentUnit.of("    "),
    bracketMatching(),
    search({ top: true }),
    highlightSelectionMatches(),
    pythonLanguage,
    syntaxHighlighting(signs),
    look,
    EditorState.phrases.of(phrases),
    EditorView.contentAttributes.of(attributes),
    EditorView.updateListener.of((update) => {
      // What the page put there itself it knows.
      if (update.docChanged && !isSetting) changed(update.state.doc.toString());
    }),
  ];
  let isSetting = false;
  const view = new EditorView({ parent: root, root, state: EditorState.create({ doc: text, extensions }) });
  const end = view.state.doc.length;
  view.dispatch({ selection: { anchor: Math.min(anchor, end), head: Math.min(head, end) } });
  if (isFocused) view.focus();
  return {
    /** Puts another text there, which can be undone as what is typed. */
    set(text) {
      const { doc } = view.state;
      if (doc.toString() === text) return;
      isSetting = true;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
      isSetting = false;
    },
    close() {
      view.destroy();
      root.replaceChildren();
    },
  };
}
