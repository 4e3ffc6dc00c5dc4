/** A pen that is led by keys. */

const STEP = 1 / 48; // of the pad's shorter side
const LARGE_STEP = 1 / 8;

export const HINT =
  "Arrow keys move the pen, Space puts it down; Shift makes larger steps.";
const PEN_IS_DOWN = "The pen is down: arrow keys draw, Space lifts it.";

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-1, -1],
  PageUp: [1, -1],
  End: [-1, 1],
  PageDown: [1, 1],
};

export class Caret {
  // Shares of the pad's sides: it keeps its place when the pad is resized.
  #x = 0.5;
  #y = 0.5;
  #isDown = false;

  /**
   * @param {HTMLElement} pad What takes the keys.
   * @param {HTMLElement} mark What shows where the pen is.
   * @param {import("./pointers.js").Hand} hand
   * @param {(sentence: string) => void} tell
   */
  constructor(pad, mark, hand, tell) {
    this.pad = pad;
    this.mark = mark;
    this.hand = hand;
    this.tell = tell;
    pad.addEventListener("keydown", (event) => this.#onKey(event));
    pad.addEventListener("blur", () => this.putAway());
    pad.addEventListener("focus", () => {
      if (pad.matches(":focus-visible")) this.#show();
    });
  }

  lift() {
    if (this.#isDown) this.hand.up();
    this.#isDown = false;
    this.#place();
  }

  /** Lift its pen, and hide it. */
  putAway() {
    this.lift();
    if (!this.mark.hidden) this.tell("");
    this.mark.hidden = true;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const direction = DIRECTIONS[event.key];
    if (event.key !== " " && !direction) return;
    event.preventDefault(); // the page does not scroll
    this.#show();
    if (direction) this.#move(direction, event.shiftKey);
    else if (!event.repeat) this.#turn();
    this.#place();
  }

  /** @param {[number, number]} direction @param {boolean} isLarge */
  #move([across, down], isLarge) {
    const { width, height } = this.pad.getBoundingClientRect();
    const step = Math.min(width, height) * (isLarge ? LARGE_STEP : STEP);
    this.#x = Math.min(Math.max(this.#x + (across * step) / width, 0), 1);
    this.#y = Math.min(Math.max(this.#y + (down * step) / height, 0), 1);
    if (this.#isDown) this.hand.move([this.#onPad()]);
  }

  #turn() {
    this.#isDown = !this.#isDown;
    if (this.#isDown) this.hand.down(...this.#onPad());
    else this.hand.up();
    this.tell(this.#isDown ? PEN_IS_DOWN : HINT);
  }

  #show() {
    if (!this.mark.hidden) return;
    this.mark.hidden = false;
    this.#place();
    this.tell(HINT);
  }

  #place() {
    this.mark.classList.toggle("down", this.#isDown);
    this.mark.style.left = `${this.#x * 100}%`;
    this.mark.style.top = `${this.#y * 100}%`;
  }

  /** @returns {[number, number]} */
  #onPad() {
    const { width, height } = this.pad.getBoundingClientRect();
    return [this.#x * width, this.#y * height];
  }
}
