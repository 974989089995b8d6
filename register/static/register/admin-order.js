/* Rows that have a number of order can be dragged; what it changes is that number, so without a script one types it. */
"use strict";

const NUMBER = "input[name$='-sequence']";
const STEP = 10;

function rowsOf(group) {
  const rows = [...group.querySelectorAll(".inline-related[id]:not(.empty-form)")].filter((row) => row.querySelector(NUMBER));
  return rows.sort((one, other) => (Number(one.style.order) || 0) - (Number(other.style.order) || 0));
}

// The rows stay where they are in the document: Django's script numbers fields by their place there.
function place(rows) {
  rows.forEach((row, index) => {
    row.style.order = index + 1;
    const field = row.querySelector(NUMBER);
    field.value = (index + 1) * STEP;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function makeDraggable(row) {
  const summary = row.querySelector(":scope > details > summary");
  const field = row.querySelector(NUMBER);
  if (!summary || !field || field.name.includes("__prefix__") || summary.querySelector(".drag")) {
    return;
  }
  const handle = document.createElement("i");
  handle.className = "drag";
  handle.title = "Versleep om de volgorde te wijzigen; het nummer staat bij “Meer velden”.";
  handle.draggable = true;
  summary.append(handle);
  handle.addEventListener("click", (event) => event.preventDefault());
  handle.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(row, 0, 0);
    row.classList.add("dragged");
  });
  handle.addEventListener("dragend", () => row.classList.remove("dragged"));
}

for (const group of document.querySelectorAll(".inline-group")) {
  for (const row of rowsOf(group)) {
    makeDraggable(row);
  }
  group.addEventListener("dragover", (event) => {
    if (group.querySelector(".dragged")) {
      event.preventDefault();
    }
  });
  group.addEventListener("drop", (event) => {
    const dragged = group.querySelector(".dragged");
    const target = event.target.closest(".inline-related");
    if (!dragged || !target || target === dragged || !group.contains(target)) {
      return;
    }
    event.preventDefault();
    const rows = rowsOf(group).filter((row) => row !== dragged);
    const box = target.getBoundingClientRect();
    rows.splice(rows.indexOf(target) + (event.clientY > box.top + box.height / 2 ? 1 : 0), 0, dragged);
    place(rows);
  });
}

document.addEventListener("formset:added", (event) => {
  makeDraggable(event.target);
  const group = event.target.closest(".inline-group");
  if (group?.querySelector(".inline-related[style*='order']")) {
    place(rowsOf(group).filter((row) => row !== event.target).concat(event.target));
  }
});
