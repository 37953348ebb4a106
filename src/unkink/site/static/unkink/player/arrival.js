// @ts-check
/**
 * Who is here now, and what of theirs waits on this device.
 *
 *     data-player    the page that plays: it sends by itself
 *     data-morning   a form that asks how the morning is: answered also without network
 *     data-morning-later   a card that this device shows by itself on a later day, without network
 */
import { forgetOthers } from "./shelf.js";
import { pagePerson, setHere } from "./store.js";

const ON_TODAY = "[data-offline-status], [data-go-on]";
const MORNINGS = "form[data-morning]";

/** Greet whoever the page was made for. A page that does not say is for everybody, and changes nothing. */
export async function arrive() {
  const person = pagePerson();
  if (person === undefined) {
    return;
  }
  await setHere(person);
  await forgetOthers(person);
  if (person === null) {
    return;
  }
  const doings = [askedOrSent(person)];
  if (document.querySelector(ON_TODAY)) {
    doings.push(import("./today.js").then(({ fillToday }) => fillToday(person)));
  }
  await Promise.all(doings);
}

/** @param {string} person */
async function askedOrSent(person) {
  if (document.querySelector("[data-player]")) {
    return;
  }
  if (document.querySelector("template[data-morning-later]")) {
    const { askLater } = await import("./morning_later.js");
    await askLater(person);
  }
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(MORNINGS));
  const { openDiary } = await import("./queue.js");
  const diary = await openDiary({ person, clinic: forms[0]?.dataset.clinic ?? "" }); // without a form nothing is written
  if (forms.length > 0) {
    const { keepMornings } = await import("./morning.js");
    await keepMornings(forms, diary);
  }
  const [pending, refused] = await Promise.all([diary.pending(), diary.refused()]);
  if (pending + refused.length > 0) {
    const { sendWhatWaits } = await import("./waiting.js");
    await sendWhatWaits(diary);
  }
}
