// Search while typing that is silent while an input method composes.
//
// Pinyin reaches the page as input events ("n", "ni", "ni h" …); only what is settled may search.
import { say } from "./copy.js";

const LIVE_CHARACTERS = 200;

const live = (field) => field.matches?.("[data-live]") && field.value.length <= LIVE_CHARACTERS;
const settled = (field) => field.dispatchEvent(new CustomEvent("tm:search", { bubbles: true }));

addEventListener("input", (event) => {
  if (live(event.target) && !event.isComposing) settled(event.target);
});
addEventListener("compositionend", (event) => {
  if (live(event.target)) settled(event.target);
});

// A text too long for an address is posted and kept for a week; only that carries the form token.
const LONGEST_ADDRESS = 3000;
const long = document.querySelector("form[data-long]");
const token = long?.querySelector("[name=csrf_token]");
if (long) {
  token.disabled = true;
  long.querySelector("[formmethod]")?.remove();
  long.addEventListener("submit", () => {
    const posts = encodeURIComponent(long.q.value).length > LONGEST_ADDRESS;
    long.method = posts ? "post" : "get";
    token.disabled = !posts;
  });
}

// A changed choice beside a live field asks anew at once.
addEventListener("change", (event) => {
  const form = event.target.closest?.("form[role=search]");
  if (!form || event.target.matches("[data-live]")) return;
  if ([...form.querySelectorAll("[data-live]")].some((box) => box.value.trim())) form.requestSubmit();
});

// Enter in the sentence box looks up; Shift+Enter breaks the line; composing Enter does neither.
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  if (!event.target.matches?.("[data-enter]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

// After a paste the hands are free for the digit keys; while somebody types the box keeps them.
let pasted = false;
addEventListener("paste", (event) => { pasted = event.target.matches?.("[data-enter]") ?? false; });
addEventListener("keydown", (event) => {
  if (!event.ctrlKey && !event.metaKey && event.target.matches?.("[data-enter]")) pasted = false;
});
addEventListener("htmx:afterSwap", () => {
  if (!pasted) return;
  pasted = false;
  document.querySelector("#results [data-item]")?.focus({ preventScroll: true });
});

const busy = (on) => document.getElementById("results")?.setAttribute("aria-busy", String(on));
addEventListener("htmx:beforeRequest", () => busy(true));
addEventListener("htmx:afterRequest", () => busy(false));
const failed = () => say(document.body.dataset.failed);
addEventListener("htmx:sendError", failed);
addEventListener("htmx:timeout", failed);

// Addresses stay short: what was not filled in is left out; writes carry the form token.
addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
  for (const [name, value] of [...Object.entries(event.detail.parameters)]) {
    if (value === "") delete event.detail.parameters[name];
  }
});
