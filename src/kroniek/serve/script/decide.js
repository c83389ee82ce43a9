// Makes deciding quicker: lists follow what is typed, and what is chosen unchooses what was typed.
// Names from articles are only ever set as text, never read as HTML.
// A module: its names are its own, beside those of links.js.
// @ts-check

const WAIT_MS = 250;

/** @typedef {{ value: string, name: string, note: string }} Row */

/** One choice of a list. @param {Row} row @param {string} chosen */
function option(row, chosen) {
  const item = document.createElement("li");
  const label = item.appendChild(document.createElement("label"));
  const radio = label.appendChild(document.createElement("input"));
  radio.type = "radio";
  radio.name = "value";
  radio.value = row.value;
  radio.checked = row.value === chosen;
  const words = document.createElement("span");
  words.appendChild(document.createElement("bdi")).textContent = row.name;
  if (row.note) {
    const note = document.createElement("span");
    note.className = "of";
    note.textContent = ` ${row.note}`;
    words.append(note);
  }
  label.append(" ", words);
  return item;
}

for (const form of document.querySelectorAll("form[data-choices]")) {
  const field = /** @type {HTMLInputElement} */ (form.querySelector("[name=find]"));
  const list = /** @type {HTMLElement} */ (form.querySelector(".options"));
  const told = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  let timer = 0;
  let asked = 0;

  async function search() {
    const mine = ++asked;
    const query = new URLSearchParams();
    for (const name of ["about", "for", "lang"])
      query.set(name, /** @type {HTMLInputElement} */ (form.querySelector(`[name=${name}]`)).value);
    query.set("find", field.value);
    const answer = await fetch(`/choices?${query}`).catch(() => null);
    // Without an answer the button still searches.
    if (!answer?.ok || mine !== asked) return;
    const found = await answer.json();
    const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=value]:checked"));
    list.replaceChildren(...found.rows.map((/** @type {Row} */ row) => option(row, chosen?.value ?? "")));
    told.textContent = found.told;
  }
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT_MS);
  });
}

// Days are chosen or written, not both.
const own = /** @type {HTMLInputElement | null} */ (document.getElementById("own-days"));
for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("#date [type=radio]"))) {
  radio.addEventListener("change", () => own && (own.value = ""));
  own?.addEventListener("input", () => (radio.checked = false));
}

const opened = document.querySelector("details.choice[open]");
const problem = document.getElementById("problem");
if (problem) problem.focus();
else if (opened) /** @type {HTMLElement | null} */ (opened.querySelector("summary"))?.focus();
