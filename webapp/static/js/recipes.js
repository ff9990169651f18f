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
