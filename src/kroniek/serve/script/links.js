// Ties list, timeline and map together; every page works without it.
// @ts-check

/** @param {Element} element @param {boolean} on */
const light = (element, on) => element.classList.toggle("lit", on);

/** Light what belongs to a line of the chronicle: its bar, its places. @param {Element} entry @param {boolean} on */
function lightEntry(entry, on) {
  light(entry, on);
  for (const bar of document.querySelectorAll(`[data-entry="${CSS.escape(entry.id)}"]`)) light(bar, on);
  for (const place of (entry.getAttribute("data-places") ?? "").split(" ").filter(Boolean))
    for (const circle of document.querySelectorAll(`[data-place="${CSS.escape(place)}"]`)) light(circle, on);
}

/** Light all pieces of text of the same record. @param {string} record @param {boolean} on */
function lightRecord(record, on) {
  for (const piece of document.querySelectorAll(`[data-records~="${CSS.escape(record)}"]`)) light(piece, on);
}

/** @param {Iterable<Element>} elements @param {(element: Element, on: boolean) => void} act */
function onPointing(elements, act) {
  for (const element of elements)
    for (const [name, on] of /** @type {const} */ ([["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]))
      element.addEventListener(name, () => act(element, on));
}

onPointing(document.querySelectorAll(".entry"), lightEntry);
onPointing(document.querySelectorAll("[data-entry]"), (bar, on) => {
  const entry = document.getElementById(bar.getAttribute("data-entry") ?? "");
  if (entry) lightEntry(entry, on);
});
onPointing(document.querySelectorAll("[data-place]"), (circle, on) => {
  light(circle, on);
  const place = circle.getAttribute("data-place") ?? "";
  for (const entry of document.querySelectorAll(`[data-places~="${CSS.escape(place)}"]`)) light(entry, on);
});
onPointing(document.querySelectorAll("[data-records]"), (piece, on) => {
  for (const record of (piece.getAttribute("data-records") ?? "").split(" ").filter(Boolean)) lightRecord(record, on);
});

/** The line that the keys j and k move from: the one in the address, else none. */
function chosen() {
  return document.getElementById(decodeURIComponent(location.hash.slice(1)));
}

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea")) return;
  const step = { j: 1, k: -1 }[event.key];
  const entries = [...document.querySelectorAll(".entry")];
  if (step && entries.length) {
    const here = entries.findIndex((entry) => entry === chosen());
    const next = entries[Math.min(Math.max(here + step, 0), entries.length - 1)];
    location.replace(`#${next.id}`);
    /** @type {HTMLElement | null} */ (next.querySelector(".line a"))?.focus({ preventScroll: true });
  } else if (event.key === "/") {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector("input[type=search]"))?.focus();
  }
});
