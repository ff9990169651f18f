// Keyboard: one table that acts and that renders the help sheet, so they cannot disagree.
//
// Keys work outside fields only, never while an input method composes, and can be switched off.
import { copy } from "./copy.js";

// Kept in this browser alone; one that keeps nothing has them on.
const KEPT = "duizhao.keys";

function on(wanted) {
  try {
    if (wanted) localStorage.setItem(KEPT, wanted);
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

const $ = (selector) => document.querySelector(selector);
const choice = $("[data-pref]");
choice.checked = on();
choice.addEventListener("change", () => on(choice.checked ? "on" : "off"));

const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent);
const here = () => document.activeElement?.closest?.("[data-item]");

function move(step) {
  const all = items();
  const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(here()) + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const chosen = () => here() ?? items()[0];
const open = () => {
  const item = chosen();
  const target = item?.dataset.href ?? item?.querySelector("[data-article]")?.href;
  if (target) location.assign(target);
};
const page = (rel) => $(`a[rel=${rel}]`)?.click();
const box = () => $("[data-live], #text, #q");
const LONGEST = 200;
const selected = () => String(getSelection()).trim();
const withSelection = (path, name) => {
  const text = selected().slice(0, LONGEST);
  if (text) location.assign(`${path}?${new URLSearchParams({ [name]: text })}`);
};

function nth(n) {
  const button = $(`button[aria-keyshortcuts="${n}"]`);
  if (!button) return false;
  copy(button.dataset.copy);
  return true;
}

// Chinese becomes English and the other way round; the results say which way they went.
function turn() {
  const choice = $("form[data-long] select[name=from]");
  const now = $("[data-from]")?.dataset.from;
  if (!choice || !now) return;
  choice.value = now === "zh" ? "en" : "zh";
  choice.form.requestSubmit();
}

const go = (path) => () => location.assign(path);

// [keys, English, Chinese, action]; "g l" is two keys one after the other.
export const KEYS = [
  ["/", "To the search box", "到搜索框", () => { box()?.focus(); box()?.select?.(); }],
  ["?", "This sheet", "显示快捷键", () => $("#keys").showModal()],
  ["j", "Next in the list", "下一条", () => move(here() ? 1 : 0)],
  ["k", "Previous in the list", "上一条", () => move(-1)],
  ["1–9", "Copy the n-th translation", "复制第 n 条译文", nth],
  ["c", "Copy the translation", "复制译文", () => chosen()?.dataset.target && copy(chosen().dataset.target)],
  ["s", "Copy the source", "复制原文", () => chosen()?.dataset.source && copy(chosen().dataset.source)],
  ["C", "Copy both", "复制原文和译文", () => chosen()?.dataset.target && copy(`${chosen().dataset.source}\n${chosen().dataset.target}`)],
  ["o", "Open (article or entry)", "打开（文章或词条）", open],
  ["x", "Concordance of the selected text", "检索所选文字的例句", () => withSelection("/concordance", "q")],
  ["t", "New term from the selected text", "把所选文字提议为术语", () => withSelection("/terms/new", "text")],
  ["d", "The other direction", "反方向查", turn],
  ["[", "Previous page", "上一页", () => page("prev")],
  ["]", "Next page", "下一页", () => page("next")],
  ["g l", "Go to Lookup", "转到查句", go("/lookup")],
  ["g c", "Go to Concordance", "转到例句", go("/concordance")],
  ["g t", "Go to Terms", "转到术语", go("/terms")],
  ["g k", "Go to Check", "转到检查", go("/check")],
  ["g a", "Go to Articles", "转到文章", go("/articles")],
  ["g i", "Go to Import", "转到导入", go("/import")],
  ["Esc", "Back to the search box", "回到搜索框", () => box()?.focus()],
];
const ALIASES = { ArrowDown: "j", ArrowUp: "k", Escape: "Esc" };
const TABLE = new Map(KEYS.map(([key, , , act]) => [key, act]));
const IN_FIELD = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

let before = "";

addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (event.target.matches?.(IN_FIELD)) return leaveBox(event);
  if (!on() || event.defaultPrevented) return;
  const key = ALIASES[event.key] ?? event.key;
  // Arrows scroll the page as long as nothing in the list is chosen.
  if (event.key.startsWith("Arrow") && !here()) return;
  const pressed = before === "g" ? `g ${key}` : key;
  before = key === "g" && before !== "g" ? "g" : "";
  const act = /^[1-9]$/.test(pressed) ? () => nth(pressed) : TABLE.get(pressed);
  if (!act) return;
  event.preventDefault();
  act();
});

// From a one-line search box the down arrow leads into the list; Esc leaves the box.
function leaveBox(event) {
  if (event.key === "Escape") event.target.blur();
  if (event.key === "ArrowDown" && event.target.matches("input[type=search]") && items().length) {
    event.preventDefault();
    items()[0].focus();
  }
}

function sheet() {
  const zh = document.documentElement.lang.startsWith("zh");
  const rows = KEYS.map(([key, english, chinese]) => {
    const row = document.createElement("div");
    const label = document.createElement("span");
    const keys = document.createElement("span");
    label.append(zh ? chinese : english);
    for (const part of key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.append(part);
      keys.append(cap, " ");
    }
    row.append(label, keys);
    return row;
  });
  $("#keys .keys").append(...rows);
}

sheet();
addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-open]");
  if (opener) document.getElementById(opener.dataset.open).showModal();
});

// Selecting text offers the same by pointer: concordance, terms, a new term.
const NAMES = ["q", "q", "text"]; // what each link of the menu calls the text
const menu = $("#selected");

function marked() {
  const selection = getSelection();
  const text = selected();
  const anchor = selection.anchorNode;
  const node = anchor?.closest ? anchor : anchor?.parentElement;
  if (selection.isCollapsed || !node || !text || text.length > LONGEST) return null;
  return node.closest("main [lang]") ? text : null;
}

function show() {
  const text = marked();
  menu.hidden = text === null;
  if (text === null) return;
  for (const [at, link] of [...menu.querySelectorAll("a")].entries()) {
    link.search = new URLSearchParams({ [NAMES[at]]: text });
    link.target = $("#editor") ? "_blank" : ""; // a text under check stays where it is
  }
  const place = getSelection().getRangeAt(0).getBoundingClientRect();
  const left = Math.min(place.left + scrollX, scrollX + innerWidth - menu.offsetWidth - 8);
  menu.style.insetInlineStart = `${Math.max(8, left)}px`;
  menu.style.insetBlockStart = `${place.bottom + scrollY + 6}px`;
}

if (menu) {
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 200);
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") menu.hidden = true; });
}
