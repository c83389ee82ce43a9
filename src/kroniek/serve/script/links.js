// Ties list, timeline and map together, and text to its explanations; every page works without it.
// Text of articles is only ever moved about as nodes, never read as HTML.
// @ts-check
"use strict";

/** @typedef {Element & { getAttribute(name: string): string }} Told */

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
/** @param {string} name @param {string} value */
const by = (name, value) => all(`[${name}="${CSS.escape(value)}"]`);
/** @param {Element} element @param {string} name */
const told = (element, name) => element.getAttribute(name) ?? "";

/** @param {Iterable<Element>} elements @param {(element: Element, on: boolean) => void} act */
function onPointing(elements, act) {
  for (const element of elements)
    for (const [name, on] of /** @type {[string, boolean][]} */ ([["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]))
      element.addEventListener(name, () => act(element, on));
}

// -- chronicle: a line, its bar and its places light together

/** @param {Element} entry @param {boolean} on @param {string} [name] */
function mark(entry, on, name = "lit") {
  entry.classList.toggle(name, on);
  for (const bar of by("data-entry", entry.id)) bar.classList.toggle(name, on);
  for (const place of told(entry, "data-places").split(" ").filter(Boolean))
    for (const shape of by("data-place", place)) shape.classList.toggle(name, on);
}

const entries = all(".entry");
onPointing(entries, (entry, on) => mark(entry, on));
onPointing(all("[data-entry]"), (bar, on) => {
  const entry = document.getElementById(told(bar, "data-entry"));
  if (entry) mark(entry, on);
});
onPointing(all("[data-place]"), (shape, on) => {
  const place = told(shape, "data-place");
  for (const other of by("data-place", place)) other.classList.toggle("lit", on);
  for (const entry of all(`.entry[data-places~="${CSS.escape(place)}"]`)) entry.classList.toggle("lit", on);
});

const inAddress = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));

/** The line named in the address stays marked on timeline and map. */
function choose() {
  for (const one of all(".chosen:is(.entry, a)")) one.classList.remove("chosen");
  const entry = inAddress();
  if (entry?.matches(".entry")) mark(entry, true, "chosen");
}
if (entries.length) {
  choose();
  addEventListener("hashchange", choose);
}

// Within the list, j and k (or the arrows with Alt) go to the next and the previous line;
// c corrects the one that is read.
for (const list of all(".entries"))
  list.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "c") all(".correct", document.activeElement?.closest(".entry") ?? list)[0]?.click();
    if (!step) return;
    const here = entries.findIndex((entry) => entry.contains(document.activeElement));
    const next = entries[Math.min(Math.max(here + step, 0), entries.length - 1)];
    all(".line a", next)[0]?.focus();
    next.scrollIntoView({ block: "nearest" });
  });

// Empty fields stay out of the address.
for (const form of all("form.filters"))
  form.addEventListener("submit", () => {
    for (const field of all("input, select", form)) if (!(/** @type {HTMLInputElement} */ (field).value)) field.setAttribute("disabled", "");
  });
addEventListener("pageshow", () => all("form.filters [disabled]").forEach((field) => field.removeAttribute("disabled")));

// -- reader: words lead to their explanation

const panel = document.getElementById("explained");
const marks = all(".text mark");

/** What a place in the text stands under, innermost first. @param {Element | null} at */
function records(at) {
  /** @type {string[]} */
  const found = [];
  for (let one = at?.closest("mark"); one; one = one.parentElement?.closest("mark")) {
    const record = told(one, "data-record");
    if (record && !found.includes(record)) found.push(record);
  }
  return found;
}

/** @param {string[]} which @param {boolean} on */
function lightRecords(which, on) {
  for (const record of which) for (const piece of by("data-record", record)) piece.classList.toggle("lit", on);
}

/** @type {string[]} */
let shown = [];

/** Show what is known of these records in the panel; none closes it. @param {string[]} which */
function explain(which) {
  if (!panel) return;
  lightRecords(shown, false);
  shown = which;
  lightRecords(shown, true);
  const rows = which.flatMap((record) => by("data-row", record)).map((row) => {
    const copy = /** @type {HTMLElement} */ (row.cloneNode(true));
    copy.removeAttribute("id");
    copy.removeAttribute("data-row");
    return copy;
  });
  all(".rows", panel)[0].replaceChildren(...rows);
  panel.hidden = !rows.length;
  history.replaceState(null, "", rows.length ? `#x-${encodeURIComponent(which[0])}` : location.pathname + location.search);
}

if (panel && marks.length) {
  // One stop for the Tab key; the arrows go from mark to mark.
  const stops = marks.filter((one) => !one.querySelector("mark"));
  for (const one of stops) {
    one.setAttribute("role", "button");
    one.tabIndex = -1;
    one.addEventListener("click", () => explain(records(one)));
  }
  stops[0].tabIndex = 0;
  /** @param {HTMLElement} one */
  const stopAt = (one) => {
    for (const other of all('.text mark[tabindex="0"]')) other.tabIndex = -1;
    one.tabIndex = 0;
  };
  onPointing(stops, (one, on) => {
    lightRecords(records(one), on);
    if (!on) lightRecords(shown, true);
    else if (one === document.activeElement) stopAt(/** @type {HTMLElement} */ (one));
  });
  all(".text")[0].addEventListener("keydown", (event) => {
    const here = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (here < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) stops[Math.min(Math.max(here + step, 0), stops.length - 1)].focus();
    else if (event.key === "Enter" || event.key === " ") explain(records(stops[here]));
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && explain([]));
  all(".shut", panel)[0].addEventListener("click", () => explain([]));
  const asked = decodeURIComponent(location.hash);
  if (asked.startsWith("#x-") && by("data-row", asked.slice(3)).length) {
    explain([asked.slice(3)]);
    by("data-record", asked.slice(3))[0]?.scrollIntoView({ block: "center" });
  }
}

// The sentence in the address stands in the middle of the screen, not under its edge.
document.querySelector(".sentence.chosen")?.scrollIntoView({ block: "center", behavior: "instant" });

// -- a decision: told at once, and followed until it is carried out

const notice = document.getElementById("notice");
if (notice?.hasAttribute("data-decided")) notice.focus({ preventScroll: true });

/** Ask how far the build is until it is done; then offer the new chronicle. @param {string} address */
async function follow(address) {
  const state = all(".state", notice ?? document)[0];
  for (;;) {
    await new Promise((done) => setTimeout(done, 700));
    const answer = await fetch(address).catch(() => null);
    // The server was stopped: what is decided is in the store.
    if (!answer?.ok) return;
    const now = await answer.json();
    if (now.busy) all(".told", state)[0].textContent = now.told;
    else {
      const again = /** @type {HTMLAnchorElement} */ (all(".again", notice ?? document)[0]);
      state.replaceChildren(now.problem ?? "");
      again.textContent = told(again, "data-done");
      return;
    }
  }
}
if (notice?.dataset.busy) follow(notice.dataset.busy);

// -- print: nothing stays folded

/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("beforeprint", () => {
  opened = /** @type {HTMLDetailsElement[]} */ (all("details:not([open], .places)"));
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
