/** The boxes on the pad round each digit that was found, and their tags. */

/** @typedef {import("./verdict.js").NumberReading} NumberReading */
/** @typedef {import("./sheet.js").View} View */

const AIR = 4; // between the ink and its box
const TAG_WIDTH = 26;
const TAG_HEIGHT = 24;

export class Marks {
  /**
   * @param {HTMLElement} holder As large as the pad.
   * @param {(digit: number) => void} choose
   */
  constructor(holder, choose) {
    this.holder = holder;
    // What points has its own way: a stroke may begin on a tag. A key has none.
    holder.addEventListener("click", (event) => {
      const mark = /** @type {Element} */ (event.target).closest("[data-digit]");
      if (event.detail === 0 && mark instanceof HTMLElement) {
        choose(Number(mark.dataset.digit));
      }
    });
  }

  /**
   * Show a number's digits; one of them stands out.
   *
   * @param {NumberReading | null} number
   * @param {number | null} shown
   * @param {View} view Where the boxes' units lie on the pad.
   * @param {number} penWidth By how much ink is wider than its box, in these units.
   */
  show(number, shown, view, penWidth) {
    const boxes = number?.boxes ?? [];
    while (this.holder.children.length > boxes.length) this.holder.lastChild?.remove();
    boxes.forEach((box, digit) => {
      const mark = this.#mark(digit);
      const isShown = digit === shown;
      mark.classList.toggle("shown", isShown);
      this.#place(mark, box, view, AIR + (penWidth * view.scale) / 2);
      const tag = /** @type {HTMLElement} */ (mark.firstElementChild);
      const read = String(number?.digits[digit].digit);
      tag.textContent = read;
      tag.ariaLabel = `Digit ${digit + 1} of ${boxes.length}: ${read}`;
      tag.ariaPressed = String(isShown);
    });
  }

  /** @param {number} digit @returns {HTMLElement} */
  #mark(digit) {
    const known = this.holder.children[digit];
    if (known instanceof HTMLElement) return known;
    const mark = document.createElement("div");
    mark.className = "mark";
    mark.dataset.digit = String(digit);
    const tag = document.createElement("button");
    tag.type = "button";
    tag.className = "tag";
    mark.append(tag);
    this.holder.append(mark);
    return mark;
  }

  /**
   * Lay a box round its ink, and its tag above it: all of both on the pad.
   *
   * @param {HTMLElement} mark
   * @param {import("./verdict.js").Box} box
   * @param {View} view
   * @param {number} air
   */
  #place(mark, [x, y, width, height], view, air) {
    const { clientWidth, clientHeight } = this.holder;
    const [x0, y0] = view.toPad(x, y);
    const left = Math.max(x0 - air, 1);
    const top = Math.max(y0 - air, 1);
    const right = Math.min(x0 + width * view.scale + air, clientWidth - 1);
    const bottom = Math.min(y0 + height * view.scale + air, clientHeight - 1);
    const { style } = mark;
    style.left = `${left}px`;
    style.top = `${top}px`;
    style.width = `${right - left}px`;
    style.height = `${bottom - top}px`;
    const up = Math.min(TAG_HEIGHT, top);
    const across = Math.min(0, clientWidth - 1 - TAG_WIDTH - left);
    style.setProperty("--tag-top", `${-up}px`);
    style.setProperty("--tag-left", `${across}px`);
  }
}
