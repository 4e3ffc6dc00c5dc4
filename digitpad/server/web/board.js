/** The pad: what is on its sheet is seen on it, whoever draws. */

import { Caret } from "./caret.js";
import { InkCanvas } from "./ink.js";
import { part } from "./part.js";
import { areaOf } from "./picture.js";
import { Pointers } from "./pointers.js";
import { Sheet, View } from "./sheet.js";

/**
 * What a pad tells of.
 *
 * @typedef {object} Listener
 * @property {() => void} changed What is on the pad is another, be it by one point.
 * @property {() => void} resized
 * @property {(digit: number) => void} tapped
 * @property {(sentence: string) => void} told
 */

export class Board {
  sheet = new Sheet();

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener;
    const canvas = /** @type {HTMLCanvasElement} */ (part("pad"));
    this.ink = new InkCanvas(canvas, this.sheet);
    const hand = this.#hand();
    this.caret = new Caret(canvas, part("caret"), hand, listener.told);
    this.pointers = new Pointers(part("paper"), {
      ...hand,
      down: (x, y) => {
        this.caret.putAway();
        hand.down(x, y);
      },
    });
    new ResizeObserver(() => this.#resize()).observe(canvas);
    // Zooming may leave the pad as large as it was, and change its pixels.
    window.addEventListener("resize", () => this.#resize());
  }

  /** Where the units of what is read lie on the pad. */
  get view() {
    const { sheet } = this;
    const { picture } = sheet;
    return picture ? View.fitting(areaOf(picture), sheet.size) : sheet.view;
  }

  /**
   * Change the sheet as a command does: no pointer holds the pen any more.
   *
   * @param {() => void} change
   */
  change(change) {
    this.pointers.end();
    this.caret.lift();
    change();
    this.#show();
  }

  /** @returns {import("./pointers.js").Hand} */
  #hand() {
    const { sheet } = this;
    return {
      down: (x, y) => {
        sheet.putDown(x, y);
        this.#show();
      },
      move: (places) => {
        const isNew = places.map(([x, y]) => sheet.move(x, y)).includes(true);
        if (isNew) this.#show();
      },
      up: () => {
        sheet.lift();
        this.#show();
      },
      drop: () => {
        sheet.drop();
        this.#show();
      },
      tap: (digit) => this.listener.tapped(digit),
    };
  }

  #show() {
    const { picture, isEmpty } = this.sheet;
    this.ink.repaint();
    part("prompt").hidden = !isEmpty;
    // Who has drawn once knows how.
    part("hint").hidden ||= !isEmpty;
    part("paper").classList.toggle("of-picture", picture !== null);
    part("picture").replaceChildren(...(picture?.isShown ? [picture.image] : []));
    this.listener.changed();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = part("pad");
    if (!width || !height) return;
    this.sheet.size = { width, height };
    this.ink.resize();
    this.listener.resized();
  }
}
