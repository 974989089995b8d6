/* A button that copies a text; without it people select the text themselves. */
"use strict";

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    // Without a safe connection the browser gives no clipboard; then the text is selected, ready for the keyboard.
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "Gekopieerd.";
    } catch {
      status.textContent = "De tekst is geselecteerd: kopieer met Ctrl+C.";
    }
  });
}
