/**
 * What a browser can do with the address of a page; hidden in the page until it can.
 *
 * data-copy (the id of a text) copies that text and then says data-copied: without a
 * clipboard the text is there to be selected by hand. data-share (a title) hands the
 * address to the applications of the device.
 */
function show(button) {
  button.hidden = false;
  if (button.parentElement.matches("li[hidden]")) button.parentElement.hidden = false;
}

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const label = button.textContent;
  show(button);
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 3000);
  });
}

for (const button of navigator.share ? document.querySelectorAll("[data-share]") : []) {
  const url = document.querySelector("link[rel=canonical]").href;
  show(button);
  // Whoever closes the list of applications has decided: no error of ours.
  button.addEventListener("click", () => navigator.share({ title: button.dataset.share, url }).catch(() => {}));
}
