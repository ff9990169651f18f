// Copying a whole text: never navigates, never loses what was typed, always says what happened.
const toast = () => document.getElementById("toast");
let fading;

export function say(message) {
  clearTimeout(fading);
  toast().textContent = message;
  fading = setTimeout(() => { toast().textContent = ""; }, 2500);
}

// No-break and zero-width characters travel badly into other programs.
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ").replace(/[\u200b-\u200d\u2060\ufeff]/g, "");

export async function copy(text) {
  const clean = plain(text);
  try {
    await navigator.clipboard.writeText(clean);
  } catch { // plain http has no clipboard
    if (!byHand(clean)) return say(document.body.dataset.copyFailed);
  }
  say(`${document.body.dataset.copied} ✓`);
  document.dispatchEvent(new CustomEvent("tm:copied", { detail: clean }));
}

function byHand(text) {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.className = "sr";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  focused?.focus?.();
  return done;
}

addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) copy(button.dataset.copy);
});

// The token somebody pastes stands in every recipe of the page; it is never sent or kept.
const PLACEHOLDER = "dz_…";
const field = document.querySelector("[data-token]");

if (field) {
  const recipes = [...document.querySelectorAll("[data-recipe]")].map((recipe) => ({
    code: recipe.querySelector("code"), button: recipe.querySelector("[data-copy]"),
    text: recipe.querySelector("code").textContent,
  }));
  field.addEventListener("input", () => {
    const token = field.value.trim() || PLACEHOLDER;
    for (const { code, button, text } of recipes) {
      code.textContent = button.dataset.copy = text.replaceAll(PLACEHOLDER, token);
    }
  });
}
