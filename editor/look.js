// How the editor looks: by the colours of the page, which reach into its root, so that both themes are the page's.
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const KEYS = "max(2rem, var(--touch, 0rem))";
const TINT = "color-mix(in oklab, var(--run) 65%, var(--ink))";
const RING = { outline: "2px solid var(--focus)", outlineOffset: "0" };

/** Words of the language stand out by their weight, what is no code by a tone. */
export const signs = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword, tags.controlKeyword, tags.moduleKeyword, tags.self], fontWeight: "650" },
  { tag: [tags.string, tags.special(tags.string), tags.number, tags.bool, tags.null], color: TINT },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
]);

export const look = EditorView.theme({
  "&": { maxHeight: "28rem", color: "var(--ink)", background: "var(--well)", borderRadius: "var(--radius)", fontSize: "var(--code, 0.8125rem)" },
  "&.cm-focused": RING,
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", borderRadius: "var(--radius)" },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 0.75rem 0 0.5rem" },
  ".cm-gutters": { color: "var(--muted)", background: "var(--well)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.25rem 0 0.75rem" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "color-mix(in oklab, var(--ink) 6%, transparent)" },
  ".cm-activeLineGutter": { color: "var(--ink)" },
  // Beside a selection of its own colour the line would hide it.
  "&:not(.cm-focused) :is(.cm-activeLine, .cm-activeLineGutter)": { background: "none" },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": { background: "none", outline: "1px solid var(--line-strong)" },
  "&.cm-focused .cm-nonmatchingBracket, .cm-nonmatchingBracket": { background: "none", outline: "1px dashed var(--failed)" },
  ".cm-selectionMatch": { background: "color-mix(in oklab, var(--ink) 12%, transparent)" },
  ".cm-searchMatch": { background: "color-mix(in oklab, var(--held) 30%, transparent)" },
  ".cm-searchMatch-selected": { background: "color-mix(in oklab, var(--held) 55%, transparent)" },
  ".cm-panels": { color: "var(--ink)", background: "var(--well)", borderRadius: "var(--radius) var(--radius) 0 0" },
  ".cm-panels.cm-panels-top": { borderBlockEnd: "1px solid var(--line-strong)" },
  ".cm-panel.cm-search, .cm-panel.cm-gotoLine": { position: "relative", display: "flex", flexWrap: "wrap", alignItems: "center", gap: "0.375rem", padding: "0.5rem 2.75rem 0.5rem 0.5rem", fontFamily: "var(--sans)", fontSize: "var(--small)" },
  ".cm-panel.cm-search br": { flexBasis: "100%", blockSize: "0", content: '""' },
  ".cm-panel.cm-search :is(input, button, label), .cm-panel.cm-gotoLine :is(input, button, label)": { margin: "0", fontSize: "inherit" },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "0.25rem", minBlockSize: KEYS },
  ".cm-textfield": { boxSizing: "border-box", flex: "1 1 8rem", minInlineSize: "6rem", minBlockSize: KEYS, padding: "0.25rem 0.5rem", color: "var(--ink)", background: "var(--field)", border: "1px solid var(--line-strong)", borderRadius: "0.375rem", fontFamily: "var(--mono)" },
  ".cm-button, .cm-button:active": { minBlockSize: KEYS, padding: "0.25rem 0.625rem", color: "var(--ink)", backgroundImage: "none", background: "var(--card)", border: "1px solid var(--line-strong)", borderRadius: "0.375rem", fontFamily: "inherit", cursor: "pointer" },
  ".cm-panel.cm-search [name=close], .cm-panel.cm-gotoLine [name=close]": { position: "absolute", insetBlockStart: "0.5rem", insetInlineEnd: "0.5rem", minInlineSize: KEYS, minBlockSize: KEYS, padding: "0", color: "var(--ink)", background: "none", border: "0", fontSize: "1.125rem", cursor: "pointer" },
  ":is(.cm-textfield, .cm-button, [name=close], input):focus-visible": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
});
