/* Search boxes get the name of their field; the library gives them only their value. */
"use strict";

function nameSearchBoxes(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = root.querySelector(`label[for="${select.id}"]`);
    const box = select.nextElementSibling?.querySelector("[role=combobox], [role=searchbox]");
    if (label && box) {
      box.setAttribute("aria-label", label.textContent.replace(":", "").trim());
      box.removeAttribute("aria-labelledby");
    }
  }
}

window.addEventListener("load", () => nameSearchBoxes(document));
document.addEventListener("formset:added", (event) => {
  // The library makes the box of a new row after this event.
  setTimeout(() => nameSearchBoxes(event.target), 0);
});
