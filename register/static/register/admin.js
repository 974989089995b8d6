/* Search boxes get the name of their field; the library gives them only their value. */
"use strict";

const BOXES = "[role=combobox], [role=searchbox], .select2-search__field";

function nameSearchBoxes(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const label = root.querySelector(`label[for="${select.id}"]`);
    const made = select.nextElementSibling;
    for (const box of (label && made?.querySelectorAll(BOXES)) || []) {
      box.setAttribute("aria-label", label.textContent.replace(":", "").trim());
      box.removeAttribute("aria-labelledby");
    }
    // What was chosen is text in the box: neither a field of its own nor a list with a button among its items.
    const chosen = made?.querySelector(".select2-selection__rendered");
    chosen?.setAttribute("role", "presentation");
    chosen?.removeAttribute("aria-readonly");
  }
}

// Its own way to wait: the library makes its boxes in such a callback, which may come after the load event.
window.django?.jQuery?.(() => nameSearchBoxes(document));
document.addEventListener("formset:added", (event) => {
  // The library makes the box of a new row after this event.
  setTimeout(() => nameSearchBoxes(event.target), 0);
});
