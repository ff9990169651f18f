// Review by keys: each key presses the button of the row that says so; the step is the form's.
import { say } from "./copy.js";

const list = document.querySelector("[data-review]");

if (list) {
  const here = () => document.activeElement?.closest?.("[data-item]");

  function nextDoubtful() {
    const all = [...list.querySelectorAll("[data-item]")];
    const from = all.indexOf(here());
    [...all.slice(from + 1), ...all].find((row) => row.dataset.status === "doubtful")?.focus();
  }

  // Where the step was taken travels along, so that the page comes back to it; undoing is done
  // from the bar above, and comes back to the row that was last in hand.
  let last = null;
  addEventListener("focusin", (event) => { last = event.target.closest?.("[data-item]") ?? last; });
  addEventListener("click", (event) => {
    const row = event.target.closest?.("[data-item]") ?? (event.target.matches?.("[data-key=z i]") ? last : null);
    const at = document.querySelector("[data-at]");
    if (row && at) at.value = row.dataset.position;
  }, true);

  addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    if (document.querySelector("dialog[open]") || event.target.matches?.("input, textarea, select, button, summary")) return;
    const key = (event.altKey ? event.shiftKey ? "Alt+Shift+" : "Alt+" : "") + event.key;
    const scope = /^z$/i.test(key) ? document : here();
    const control = scope?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const step = control ? () => act(control) : withoutControl(key);
    if (!step) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    step();
  }, true);

  // A row that cannot be split says so: otherwise the key would copy its source.
  function withoutControl(key) {
    if (key === "d") return nextDoubtful;
    return key === "s" && here() && list.dataset.whole ? () => say(list.dataset.whole) : null;
  }

  // A button is pressed; a field is waiting under "more".
  function act(control) {
    if (!control.matches("input, select")) return control.click();
    control.closest("details").open = true;
    control.focus();
  }

  const back = document.getElementById(location.hash.slice(1));
  back?.focus();
  if (/reviewed|dropped/.test(back?.dataset.status)) nextDoubtful();
}
