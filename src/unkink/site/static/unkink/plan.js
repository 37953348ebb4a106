// Where these times are meant: what this device says, offered; for somebody new, taken.

const form = document.getElementById("days-form");
const zones = form?.querySelector("select[name=zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (zones instanceof HTMLSelectElement && here && zones.value !== here) {
  const known = [...zones.options].some((option) => option.value === here);
  const offer = form.querySelector("[data-zone-here]");
  if (known && form.querySelector("[data-fresh]")) {
    zones.value = here;
  } else if (known && offer instanceof HTMLElement) {
    offer.querySelector("b").textContent = here.replaceAll("_", " ");
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      zones.value = here;
      offer.hidden = true;
      zones.focus();
    });
  }
}
