/** Undo, redo and clear: buttons and keys. */

import { part } from "./part.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {"undo" | "redo" | "clear"} Command */

/** @type {Command[]} */
const COMMANDS = ["undo", "redo", "clear"];

/**
 * Have a function called with each command that is given.
 *
 * @param {(command: Command) => void} give
 */
export function onCommand(give) {
  for (const command of COMMANDS) {
    part(command).addEventListener("click", () => give(command));
  }
  document.addEventListener("keydown", (event) => {
    const command = commandOf(event);
    if (!command || event.target instanceof HTMLInputElement || dialogIsOpen()) return;
    event.preventDefault();
    give(command);
  });
}

/**
 * Offer what can be done with what is on a sheet.
 *
 * @param {Sheet} sheet
 */
export function offer({ canUndo, canRedo, isEmpty }) {
  const can = { undo: canUndo, redo: canRedo, clear: !isEmpty };
  for (const command of COMMANDS) {
    /** @type {HTMLButtonElement} */ (part(command)).disabled = !can[command];
  }
}

/** @param {KeyboardEvent} event @returns {Command | null} */
function commandOf(event) {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (altKey) return null;
  if (!ctrlKey && !metaKey) return ["Delete", "Escape"].includes(key) ? "clear" : null;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" ? "redo" : null;
}

function dialogIsOpen() {
  return document.querySelector("dialog[open]") !== null;
}
