// The editor of the check page: findings underlined in place, cards linked both ways, keys.
//
// The text itself is never touched by marks: ranges are painted by the CSS Custom Highlight API,
// which is why an input method can compose in the middle of a marked sentence. Without that API
// the plain form stays as it is. Offsets come from the server in UTF-16, as browsers count.
import { copy, say } from "./copy.js";

const PAUSE_MS = 1000;
const form = document.querySelector("form[data-check]");
const able = "highlights" in CSS && typeof Highlight === "function";

if (form && able) start(form, form.querySelector("#text"));

function start(form, area) {
  const editor = document.createElement("div");
  editor.contentEditable = "plaintext-only";
  Object.assign(editor, { className: "paper editor", lang: area.lang, id: "editor", spellcheck: false });
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  editor.setAttribute("aria-labelledby", "text-label");
  editor.dataset.placeholder = area.placeholder;
  editor.textContent = area.value;
  area.before(editor);
  area.hidden = true;
  document.getElementById("marked")?.remove();

  let revision = 0;
  let timer;
  let composing = false;
  // Told with the next check.
  const decided = [];
  const applied = [];

  const results = () => document.getElementById("results");
  const cards = () => [...results().querySelectorAll("[data-finding]")];
  const current = () => cards().find((card) => card.classList.contains("is-here"));
  const number = (card, name) => Number(card.dataset[name]);
  const like = (card) => (each) => each.dataset.code === card.dataset.code && each.dataset.text === card.dataset.text;

  // --- text and places ---------------------------------------------------------------------

  function point(offset) {
    const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    let left = offset;
    let last = null;
    while (walker.nextNode()) {
      last = walker.currentNode;
      if (left <= last.length) return [last, left];
      left -= last.length;
    }
    return last ? [last, last.length] : [editor, 0];
  }

  function range(start, end) {
    const found = new Range();
    found.setStart(...point(start));
    found.setEnd(...point(end));
    return found;
  }

  function offsetOf(node, within) {
    const before = new Range();
    before.setStart(editor, 0);
    before.setEnd(node, within);
    return before.toString().length;
  }

  function paint() {
    CSS.highlights.clear();
    const byLetter = new Map();
    for (const card of cards()) {
      const letter = card.dataset.code[0];
      if (!byLetter.has(letter)) byLetter.set(letter, new Highlight());
      byLetter.get(letter).add(range(number(card, "start"), number(card, "end")));
    }
    for (const [letter, highlight] of byLetter) CSS.highlights.set(`find-${letter}`, highlight);
    const card = current();
    if (card) CSS.highlights.set("find-here", new Highlight(range(number(card, "start"), number(card, "end"))));
  }

  // --- checking ----------------------------------------------------------------------------

  // Dictation and some input methods put blocks in, which hide the ends of lines.
  function changed() {
    if (editor.querySelector("div")) {
      editor.normalize();
      editor.textContent = [...editor.childNodes].map((node) => node.textContent).join("\n");
      getSelection().selectAllChildren(editor);
      getSelection().collapseToEnd();
    }
    area.value = editor.textContent;
    revision += 1;
    clearTimeout(timer);
    if (!composing) timer = setTimeout(check, PAUSE_MS);
  }

  async function check(more = []) {
    const asked = revision;
    const told = decided.splice(0);
    clearTimeout(timer);
    area.value = editor.textContent;
    results().setAttribute("aria-busy", "true");
    const at = current() ? cards().indexOf(current()) : -1;
    const focused = document.activeElement?.closest?.("[data-finding]");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: sent([...more, ["decided", told.join()]]), headers: { "HX-Target": "results" },
      });
      const html = await answer.text();
      if (asked !== revision) return;
      const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("results");
      if (!fresh) throw new Error("no results");
      results().replaceWith(fresh);
      progress();
      if (at >= 0) choose(cards()[Math.min(at, cards().length - 1)], Boolean(focused));
      paint();
    } catch {
      decided.push(...told);
      results().removeAttribute("aria-busy");
      say(document.body.dataset.failed);
    }
  }

  // A file is read once, when it is chosen; from then on its text in the editor counts.
  function sent(more) {
    const body = new FormData(form);
    for (const name of ["file", "source_file"]) body.delete(name);
    for (const [name, value] of more) body.append(name, value);
    return body;
  }

  async function read(input) {
    const target = input.name === "file" ? area : document.getElementById("source");
    const body = sent([["file", input.files[0]]]);
    body.delete("source");
    results().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const text = page.getElementById("text");
      if (!answer.ok || !text) {
        input.value = "";
        return results().replaceWith(page.getElementById("results") ?? results());
      }
      target.value = text.value;
      if (target === area) editor.textContent = text.value;
      else target.closest("details").open = true;
      revision += 1;
      await check();
    } catch {
      results().removeAttribute("aria-busy");
      say(document.body.dataset.failed);
    }
  }

  function progress() {
    const left = cards().length;
    results().querySelector("[data-progress]")?.replaceChildren(`${applied.length} / ${applied.length + left}`);
  }

  // --- choosing and applying ---------------------------------------------------------------

  function choose(card, focus = true) {
    current()?.classList.remove("is-here");
    if (!card) {
      // Single keys go on working: they would be typed where the last change was made.
      if (focus) results().focus({ preventScroll: true });
      return paint();
    }
    card.classList.add("is-here");
    if (focus) card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    paint();
    const place = range(number(card, "start"), number(card, "end")).getBoundingClientRect();
    const frame = editor.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) {
      editor.scrollTop += place.top - frame.top - frame.height / 3;
    }
  }

  function step(by) {
    const all = cards();
    if (!all.length) return;
    const at = all.indexOf(current());
    choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
  }

  function replace(start, end, text) {
    const selection = getSelection();
    editor.focus({ preventScroll: true });
    selection.removeAllRanges();
    selection.addRange(range(start, end));
    // The old command keeps the browser's own undo working.
    document.execCommand(text ? "insertText" : "delete", false, text);
  }

  function settle(outcome, card) {
    decided.push(`${outcome} ${card.dataset.code}`);
    card.remove();
  }

  function apply(card, button) {
    const all = cards();
    const next = all[all.indexOf(card) + 1];
    const edits = JSON.parse(button.dataset.apply).sort((a, b) => b[0] - a[0]);
    for (const [start, end, text] of edits) {
      replace(start, end, text);
      const moved = (at) => (at >= end ? at + text.length - (end - start) : at);
      for (const other of cards()) {
        for (const name of ["start", "end"]) other.dataset[name] = moved(number(other, name));
        for (const choice of other.querySelectorAll("[data-apply]")) {
          choice.dataset.apply = JSON.stringify(
            JSON.parse(choice.dataset.apply).map(([from, to, put]) => (from >= end ? [moved(from), moved(to), put] : [from, to, put])));
        }
      }
    }
    applied.push(card.dataset.code);
    settle("applied", card);
    progress();
    choose(next ?? cards()[0]);
  }

  function applyAll(card, index) {
    for (const each of cards().filter(like(card)).reverse()) {
      const button = each.querySelectorAll("[data-apply]")[index];
      if (button) apply(each, button);
    }
  }

  function ignore(card, button = card.querySelector("[data-ignore]")) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "ignored", value: button.value }));
    const next = cards()[cards().indexOf(card) + 1];
    for (const each of cards()) if (each === card || ("ignore" in button.dataset && like(card)(each))) settle("ignored", each);
    progress();
    choose(next?.isConnected ? next : cards()[0]);
    changed();
  }

  function always(button) {
    if (!button) return;
    const reason = button.closest("[data-finding]").querySelector("[name=reason]").value;
    revision += 1;
    check([["always", button.value], ["reason", reason]]);
  }

  // --- events ------------------------------------------------------------------------------

  editor.addEventListener("input", (event) => { if (!event.isComposing) changed(); });
  editor.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
  editor.addEventListener("compositionend", () => { composing = false; changed(); });
  editor.addEventListener("click", () => {
    const { anchorNode, anchorOffset, isCollapsed } = getSelection();
    if (!isCollapsed || !editor.contains(anchorNode)) return;
    const at = offsetOf(anchorNode, anchorOffset);
    const card = cards().find((each) => number(each, "start") <= at && at <= number(each, "end"));
    if (card) choose(card, false);
  });

  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => { if (input.files.length) read(input); });
  }
  form.querySelector("[name=profile]").addEventListener("change", () => { if (area.value.trim()) check(); });

  form.addEventListener("submit", (event) => {
    area.value = editor.textContent;
    if (event.submitter?.matches("[data-document]")) return;
    event.preventDefault();
    revision += 1;
    check();
  });

  form.addEventListener("click", (event) => {
    const card = event.target.closest("[data-finding]");
    const button = event.target.closest("button");
    const does = button?.dataset ?? {};
    if ("copyText" in does) return copy(editor.textContent);
    if ("undo" in does) return undo();
    if (!card) return;
    if ("apply" in does) apply(card, button);
    else if ("once" in does || "ignore" in does) ignore(card, button);
    else if ("always" in does) always(button);
    else if (event.target.closest("a[href^='#t']")) choose(card);
    else return event.target.closest("a, summary") || choose(card, false);
    event.preventDefault();
  });

  function undo() {
    editor.focus({ preventScroll: true });
    document.execCommand("undo");
    results().focus({ preventScroll: true }); // the next single key is none of the text's
    if (applied.length) decided.push(`undone ${applied.pop()}`);
    revision += 1;
    check();
  }

  // Captured, so that the page's own keys do not see what belongs to a finding.
  addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    if (document.querySelector("dialog[open]")) return;
    const act = event.target === editor ? inText(event) : inList(event);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }, true);

  function inText(event) {
    const card = current() ?? cards()[0];
    if (!event.altKey) return null;
    if (event.key === "ArrowDown") return () => step(1);
    if (event.key === "ArrowUp") return () => step(-1);
    const first = card?.querySelector("[data-apply]");
    return event.key === "Enter" && first ? () => apply(card, first) : null;
  }

  function inList(event) {
    if (event.altKey || event.target.matches?.("input, textarea, select, summary")) return null;
    const card = document.activeElement?.closest?.("[data-finding]") ?? current();
    const choices = card ? [...card.querySelectorAll("[data-apply]")] : [];
    const simple = { n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1), u: undo, r: () => { revision += 1; check(); } };
    if (simple[event.key]) return simple[event.key];
    if (!card) return null;
    if (event.key === "i") return () => ignore(card);
    if (event.key === "a") return () => always(card.querySelector("[data-always]"));
    const onButton = event.target.matches?.("button, a");
    if (event.key === "Enter" && !onButton && choices[0]) return () => (event.shiftKey ? applyAll(card, 0) : apply(card, choices[0]));
    const index = Number(event.key) - 1;
    return choices[index] ? () => apply(card, choices[index]) : null;
  }

  paint();
  progress();
}
