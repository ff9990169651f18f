// Preferences that concern this browser alone.
const KEY = "duizhao.prefs";

function all() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export const pref = (name, otherwise) => all()[name] ?? otherwise;

for (const box of document.querySelectorAll("[data-pref]")) {
  box.checked = pref(box.dataset.pref, true);
  box.addEventListener("change", () => {
    localStorage.setItem(KEY, JSON.stringify({ ...all(), [box.dataset.pref]: box.checked }));
  });
}
