// Selecting text offers what can be done with it: concordance, terms, a new term.
const NAMES = ["q", "q", "text"]; // what each link of the menu calls the text
const LONGEST = 200;
const menu = document.getElementById("selected");

function chosen() {
  const selection = getSelection();
  const text = String(selection).trim();
  const anchor = selection.anchorNode;
  const node = anchor?.nodeType === Node.ELEMENT_NODE ? anchor : anchor?.parentElement;
  if (selection.isCollapsed || !node || !text || text.length > LONGEST) return null;
  return node.closest("main [lang]") && !node.closest("input, textarea, [contenteditable]") ? text : null;
}

function show() {
  const text = chosen();
  menu.hidden = text === null;
  if (text === null) return;
  for (const [at, link] of [...menu.querySelectorAll("a")].entries()) {
    link.search = new URLSearchParams({ [NAMES[at]]: text });
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
