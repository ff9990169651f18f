// Recent and pinned queries. They may be confidential, so they stay in this browser.
const KEY = "duizhao.recent";
const KEPT = 20;
const box = document.querySelector("textarea[data-live]");

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

const save = (list) => localStorage.setItem(KEY, JSON.stringify(list));

function remember(text) {
  const list = load();
  const old = list.find((entry) => entry.text === text) ?? { text, pinned: false };
  const others = list.filter((entry) => entry !== old);
  save([old, ...others].filter((entry, at) => entry.pinned || at < KEPT));
}

function show() {
  const section = document.getElementById("recent");
  if (!section) return;
  const list = load().sort((a, b) => Number(b.pinned) - Number(a.pinned));
  section.hidden = !list.length;
  section.querySelector("ol").replaceChildren(...list.map((entry) => row(entry, section.dataset)));
}

function row(entry, words) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const pin = document.createElement("button");
  item.className = "row";
  link.className = "grow";
  link.href = `/lookup?${new URLSearchParams({ q: entry.text })}`;
  link.addEventListener("click", (event) => again(event, entry.text));
  link.textContent = entry.text.length > 90 ? `${entry.text.slice(0, 90)}…` : entry.text;
  link.lang = /\p{Script=Han}/u.test(entry.text) ? "zh-Hans" : "en";
  pin.type = "button";
  pin.className = "small";
  pin.textContent = entry.pinned ? words.unpin : words.pin;
  pin.addEventListener("click", () => {
    save(load().map((each) => (each.text === entry.text ? { ...each, pinned: !each.pinned } : each)));
    show();
  });
  item.append(link, pin);
  return item;
}

// The form knows what is too long for an address.
function again(event, text) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !box) return;
  event.preventDefault();
  box.value = text;
  box.form.requestSubmit();
}

addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-clear-recent]")) return;
  save(load().filter((entry) => entry.pinned));
  show();
});

// Only what was asked for on purpose is remembered, not every stage of typing.
if (box?.value.trim() && location.pathname.startsWith("/lookup")) remember(box.value.trim());
document.addEventListener("tm:copied", () => {
  if (box?.value.trim()) remember(box.value.trim());
});
show();
addEventListener("htmx:afterSwap", show);
