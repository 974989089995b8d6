/* Beside each text that may name facts: a list of them, and a button that puts the chosen one where the cursor is. */
"use strict";

const VALUES = document.querySelectorAll("#waarden [data-value]");

// A long list at each of many texts would slow the page down, so one is filled when somebody turns to it.
function fillList(list) {
  if (list.length > 1) {
    return;
  }
  for (const value of VALUES) {
    list.append(new Option(value.querySelector("span").textContent, value.dataset.value));
  }
}

function insert(field, text) {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
}

function offerValues(field) {
  const label = document.createElement("label");
  const list = document.createElement("select");
  const button = document.createElement("button");
  const own = document.querySelector(`label[for="${field.id}"]`)?.textContent.replace(":", "").trim() || "tekst";
  list.id = `${field.id}-waarde`;
  list.append(new Option("Kies een waarde", ""));
  for (const turned of ["focus", "pointerenter"]) {
    list.addEventListener(turned, () => fillList(list), { once: true });
  }
  label.htmlFor = list.id;
  label.textContent = "Waarde invoegen";
  button.type = "button";
  button.textContent = "Voeg in";
  button.setAttribute("aria-label", `Voeg in: waarde in ${own}`);
  button.addEventListener("click", () => (list.value ? insert(field, list.value) : list.focus()));
  const line = document.createElement("div");
  line.className = "insert-value";
  line.append(label, list, button);
  (field.closest(".flex-container") || field).after(line);
}

function offerIn(root) {
  for (const field of root.querySelectorAll("[data-values]")) {
    if (!field.closest(".empty-form")) {
      offerValues(field);
    }
  }
}

offerIn(document);
document.addEventListener("formset:added", (event) => offerIn(event.target));
