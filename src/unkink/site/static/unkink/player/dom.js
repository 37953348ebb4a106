// @ts-check
/** Elements from plain words: texts are texts, never markup. */

/**
 * @param {string} name tag, with classes after dots: `p.hint`
 * @param {Record<string, any>} given `on…` are listeners, `data` a dataset, true is an empty attribute, false and null are left out
 * @param {...(Node|string|null|undefined|false|Node[])} children
 * @returns {any}
 */
export function el(name, given = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(given)) set(element, key, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (key === "data") Object.assign(element.dataset, value);
  else if (value === true) element.setAttribute(key, "");
  else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
}

const SVG = "http://www.w3.org/2000/svg";

/** @returns {any} */
export function svg(name, given = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(given)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

const ICONS = {
  back: "M19 6v12L10 12zM8 6v12H5V6z",
  skip: "M5 6v12l9-6zM16 6v12h3V6z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  play: "M7 4.5v15l12-7.5z",
  leave: "M5.6 7 7 5.6l5 5 5-5L18.400 7l-5 5 5 5-1.400 1.400-5-5-5 5L5.600 17l5-5z",
  easier: "M4 7h6v4h5v4h5v4h-7v-4H8v-4H4z",
  stop: "M8 3h8l5 5v8l-5 5H8l-5-5V8z",
  check: "M9.500 16.200 5.300 12l-1.600 1.600 5.800 5.800L21 7.900l-1.600-1.600z",
};

/** A picture that says nothing which the words beside it do not say. @param {keyof typeof ICONS} name */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false", class: "icon" }, svg("path", { d: ICONS[name] }));
}

/** Put a text in place if it is another one: an unchanged node is not announced or laid out again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
