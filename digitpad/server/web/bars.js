/** Ten bars, one for each digit, in the order of the digits. */

import { barsExplain, perCent } from "./verdict.js";

export class Bars {
  /** @type {{row: HTMLElement, bar: HTMLElement, figure: HTMLElement}[]} */
  #rows = [];

  /** @param {HTMLElement} list */
  constructor(list) {
    for (let digit = 0; digit < 10; digit += 1) {
      const row = element("li", "row", list);
      element("span", "digit", row).textContent = String(digit);
      const bar = element("span", "bar", element("span", "track", row));
      this.#rows.push({ row, bar, figure: element("span", "figure", row) });
    }
  }

  /**
   * Show how likely each digit is; nothing where the figures would mislead.
   *
   * @param {import("./verdict.js").DigitReading | null} digit
   */
  show(digit) {
    const shares = digit && barsExplain(digit) ? digit.probabilities : null;
    const winner = digit?.is_digit ? digit.digit : null;
    this.#rows.forEach(({ row, bar, figure }, number) => {
      row.classList.toggle("winner", number === winner);
      bar.style.setProperty("--share", String(shares?.[number] ?? 0));
      figure.textContent = shares ? perCent(shares[number]) : "";
    });
  }
}

/**
 * A new element of a class at the end of another.
 *
 * @param {string} tag
 * @param {string} name
 * @param {HTMLElement} parent
 */
function element(tag, name, parent) {
  const made = document.createElement(tag);
  made.className = name;
  parent.append(made);
  return made;
}
