/* What scripts of the admin leave undone: search boxes without a name, and a place that moved while they ran. */
"use strict";

// The library gives search boxes only their value; they get the name of their field.

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

// Boxes that scripts make change the height of the page after the browser went to the place in the address.
function goToPlace() {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  if (place) {
    for (let around = place.closest("details"); around; around = around.parentElement.closest("details")) {
      around.open = true;
    }
    place.scrollIntoView();
  }
}

// What was said of a save stands on top; whoever then follows a link goes where it leads.
function begin() {
  if (document.querySelector(".messagelist")) {
    window.scrollTo(0, 0);
  } else {
    goToPlace();
  }
}

window.addEventListener("load", () => setTimeout(begin, 0));
window.addEventListener("hashchange", goToPlace);

// A form carries so many rows, in all its parts together: MOST_ROWS of providers/form_parts.py.

const MOST_ROWS = 1000;
const ROWS = ".inline-related[id]:not(.empty-form):not(.tabular), tr.form-row:not(.empty-form)";

document.addEventListener("formset:added", () => {
  if (document.querySelectorAll(ROWS).length < MOST_ROWS) {
    return;
  }
  for (const add of document.querySelectorAll(".add-row")) {
    add.classList.add("hidden");
    const told = document.createElement("p");
    told.className = "help";
    told.textContent = "Dit formulier is vol: 1.000 regels. Sla op en voeg de rest daarna toe.";
    add.closest(".inline-group")?.append(told);
  }
});
