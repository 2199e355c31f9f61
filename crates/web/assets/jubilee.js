// Adds "Copy" buttons to the lines of a payment. The page is whole without this script.
"use strict";
document.querySelectorAll("[data-copy-words]").forEach((area) => {
  if (!navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  area.append(said);
  area.querySelectorAll("[data-copy]").forEach((words) => {
    const name = words.closest("div").querySelector("dt").textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.textContent = area.dataset.copyWords;
    button.setAttribute("aria-label", `${area.dataset.copyWords}: ${name}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words.dataset.copy);
      } catch {
        return;
      }
      button.textContent = area.dataset.copiedWords;
      said.textContent = `${name}: ${area.dataset.copiedWords}`;
      setTimeout(() => { button.textContent = area.dataset.copyWords; }, 2000);
    });
    words.after(button);
  });
});
