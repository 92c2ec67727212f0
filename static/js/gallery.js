/**
 * The large view of an album. Each link with data-photo leads to a large image by
 * itself; here it opens the dialog instead, filled from the template and the caption
 * beside the link. Arrow keys and buttons step through the photos, Escape closes, and
 * the focus goes back to the photo that was looked at last.
 */
const viewer = document.querySelector(".viewer");
const links = [...document.querySelectorAll("a[data-photo]")];
const count = viewer.querySelector(".viewer-count");
const stage = viewer.querySelector(".viewer-photo");
let at = 0;

function show(number) {
  at = (number + links.length) % links.length;
  const figure = links[at].closest("figure");
  const photo = figure.querySelector("template").content.cloneNode(true);
  stage.replaceChildren(photo, figure.querySelector("figcaption").cloneNode(true));
  count.textContent = count.dataset.of.replace("{number}", at + 1).replace("{all}", links.length);
}

for (const [number, link] of links.entries()) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab or window of its own
    event.preventDefault();
    show(number);
    viewer.showModal();
  });
}

for (const button of viewer.querySelectorAll("[data-step]")) {
  const step = Number(button.dataset.step);
  if (step && links.length < 2) button.hidden = true;
  button.addEventListener("click", () => (step ? show(at + step) : viewer.close()));
}

viewer.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step) show(at + step);
});
viewer.addEventListener("close", () => links[at].focus());
