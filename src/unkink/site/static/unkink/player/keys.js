// @ts-check
/** Keys during a session. A key that a button, a field or a dialog wants for itself stays theirs. */

/** What each key does, as the help shows it. */
export const KEYS = [
  ["Space", "Pause, go on; done, at your own pace"],
  ["P", "Pause, also at your own pace"],
  ["R", "I am ready"],
  ["←", "Back"],
  ["→", "Skip"],
  ["E", "Easier today"],
  ["H", "It hurts: stop"],
  ["?", "This help"],
  ["Esc", "Leave"],
];

/** @param {Record<"press"|"pause"|"go"|"back"|"skip"|"ease"|"hurts"|"help"|"leave", () => void>} actions */
export function listen(actions, isActive) {
  const keys = {
    " ": actions.press, p: actions.pause, r: actions.go, arrowleft: actions.back, arrowright: actions.skip,
    e: actions.ease, h: actions.hurts, "?": actions.help, escape: actions.leave,
  };
  document.addEventListener("keydown", (event) => {
    const action = keys[event.key.toLowerCase()];
    if (!action || !isActive() || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {Element} */ (event.target);
    if (document.querySelector("dialog[open]") || target.closest("input, textarea, select")) return;
    if (event.key === " " && target.closest("button, a, summary")) return;
    event.preventDefault();
    action();
  });
}
