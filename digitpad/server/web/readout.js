/** What is read, as the page shows it: the answer, the bars, and boxes on the pad. */

import { AnswerPanel } from "./answer.js";
import { Bars } from "./bars.js";
import { Marks } from "./marks.js";
import { part } from "./part.js";
import { inWords, shownDigit, shownIndex, verdictOf } from "./verdict.js";

/** @typedef {import("./verdict.js").Reading} Reading */
/** @typedef {import("./board.js").Board} Board */

export class Readout {
  /** @type {Reading | null} */
  #reading = null;
  /** @type {number | null} Which digit the user has chosen. */
  #chosen = null;
  #answer = new AnswerPanel(part("verdict"));
  #bars = new Bars(part("bars"));
  #marks = new Marks(part("marks"), (digit) => this.choose(digit));

  /** @param {Board} board */
  constructor(board) {
    this.board = board;
  }

  /**
   * Show another reading.
   *
   * @param {Reading | null} reading
   */
  show(reading) {
    this.#reading = reading;
    this.#chosen = null;
    this.refresh();
  }

  /**
   * Show the bars of one digit of a number.
   *
   * @param {number} digit
   */
  choose(digit) {
    this.#chosen = digit;
    this.refresh();
    this.tell();
  }

  /** Have a screen reader say the answer. */
  tell() {
    const { picture, strokes } = this.board.sheet;
    const drawn = picture ? [] : strokes;
    part("said").textContent = inWords(verdictOf(this.#reading, drawn, this.#chosen));
  }

  /** Show the same reading, on a pad that may have another size. */
  refresh() {
    const { sheet, view } = this.board;
    const near = sheet.picture ? null : sheet.penPlace;
    const index = shownIndex(this.#reading, near, this.#chosen);
    const drawn = sheet.picture ? [] : sheet.strokes;
    this.#answer.show(verdictOf(this.#reading, drawn, this.#chosen));
    this.#bars.show(shownDigit(this.#reading, index));
    const canBeMarked = !sheet.picture || sheet.picture.isShown;
    const number = this.#reading?.kind === "number" && canBeMarked ? this.#reading : null;
    const penWidth = sheet.picture ? 0 : sheet.paper.penWidth;
    this.#marks.show(number, index, view, penWidth);
  }
}
