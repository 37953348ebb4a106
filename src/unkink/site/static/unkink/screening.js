// @ts-check
/** "None of these" and the lines beside it rule each other out. The server says so too, to whoever has no script. */

for (const group of document.querySelectorAll("fieldset.ask")) {
  const none = /** @type {HTMLInputElement | null} */ (group.querySelector("input[data-none]"));
  const others = [.../** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll("input[type=checkbox]:not([data-none])"))];
  none?.addEventListener("change", () => {
    if (none.checked) others.forEach((other) => { other.checked = false; });
  });
  for (const other of none ? others : []) {
    other.addEventListener("change", () => {
      if (other.checked && none) none.checked = false;
    });
  }
}
