/* Whoever leaves a form in which something was typed is asked first; who saves is not. */
"use strict";

const form = document.querySelector("#content-main form[method=post]");
// A form that was refused holds what is not saved.
let isTyped = document.querySelector(".error-summary") !== null;

if (form) {
  const typed = () => (isTyped = true);
  form.addEventListener("input", typed);
  // Search boxes tell of a choice in a way that only their own library hears.
  window.django?.jQuery?.(form).on("change", typed);
  form.addEventListener("submit", (event) => {
    // A preview opens beside the form, which stays as it is.
    isTyped = isTyped && event.submitter?.formTarget === "_blank";
  });
  window.addEventListener("beforeunload", (event) => {
    if (isTyped) {
      event.preventDefault();
    }
  });
}
