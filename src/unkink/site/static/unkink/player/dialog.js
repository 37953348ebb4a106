// @ts-check
/** A question over the session: the browser's own dialog keeps the keyboard inside and gives it back afterwards. */
import { el } from "./dom.js";

/**
 * Resolves to the value of the button that was pressed, or null after Escape.
 * @param {string} name @param {Node[]} content @param {{value: string, label: string, name?: string}[]} buttons
 */
export function ask(name, content, buttons) {
  const { dialog, answer } = open(name, content);
  const choices = buttons.map(({ value, label, name: kind }) =>
    el(`button.${kind ?? "plain"}`, { type: "button", onclick: () => dialog.close(value) }, label));
  dialog.append(el("div.choices", {}, choices));
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector("h2"))?.focus();
  return answer;
}

/** @returns {{dialog: HTMLDialogElement, answer: Promise<string|null>}} */
export function open(name, content) {
  const heading = content.find((node) => node instanceof HTMLHeadingElement);
  if (heading instanceof HTMLElement) {
    heading.id = `${name}-title`;
    heading.tabIndex = -1;
  }
  const dialog = el(`dialog.${name}`, { "aria-labelledby": `${name}-title` }, content);
  document.body.append(dialog);
  dialog.showModal();
  const answer = new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || null);
    }, { once: true });
  });
  return { dialog, answer };
}
