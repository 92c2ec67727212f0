/**
 * Buttons with data-copy (the id of a text) copy that text and then say
 * data-copied. They are hidden in the page: without this module, or where the
 * browser gives no clipboard, the text is there to be selected by hand.
 */
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}
