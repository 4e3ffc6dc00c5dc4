/** The answer in very large type, how sure it is, and why not: it shrinks to fit. */

import { part } from "./part.js";

/** @typedef {import("./verdict.js").Verdict} Verdict */

const LARGEST = 320; // pixels; enough for three metres
const CONFIDENCE_SHARE = 0.32; // of the room's height
const CONFIDENCE_SHARE_OF_WIDTH = 0.15;
const DOUBT_SHARE = 0.6; // of the answer's size: a doubt is part of the answer
const LONG_DOUBT_SHARE = 0.4;
const SHORT_DOUBT = 6; // characters
const SMALLEST_DETAIL = 0.75; // of the page's type
const HINTED = 0.97; // small type may be wider than large type is in proportion
const GAP = 16;
const LINE = 1.17; // of the type's size
const MEASURED = 100; // pixels; the size in which texts are measured

export class AnswerPanel {
  /** @type {Verdict | null} */
  #verdict = null;
  #ruler = document.createElement("canvas").getContext("2d");

  /** @param {HTMLElement} panel What holds the answer; the detail stands below it. */
  constructor(panel) {
    this.panel = panel;
    new ResizeObserver(() => this.#fit()).observe(panel);
  }

  /** @param {Verdict} verdict */
  show(verdict) {
    if (JSON.stringify(verdict) === JSON.stringify(this.#verdict)) return;
    this.#verdict = verdict;
    for (const [name, text] of Object.entries(verdict)) {
      part(name).textContent = text;
    }
    this.#fit();
  }

  #fit() {
    if (!this.#verdict) return;
    const { clientWidth: width, clientHeight: height } = this.panel;
    const { answer, doubt, confidence } = this.#verdict;
    const second = Math.min(height * CONFIDENCE_SHARE, width * CONFIDENCE_SHARE_OF_WIDTH);
    const right = confidence ? this.#width(confidence, "400") * second + GAP : 0;
    const doubtShare = doubt.length <= SHORT_DOUBT ? DOUBT_SHARE : LONG_DOUBT_SHARE;
    const lines = answer.split("\n");
    const widths = lines.map((line) => this.#width(line, "700"));
    const left = doubt ? this.#width(doubt, "400") * doubtShare : 0;
    const room = width - right - (doubt ? GAP : 0) - 1;
    const fits = room / Math.max(Math.max(...widths) + left, 1e-6);
    const size = Math.min(fits, height / lines.length / LINE, LARGEST);
    this.#set("--answer", size);
    this.#set("--doubt", size * doubtShare);
    this.#set("--confidence", second);
    this.#fitDetail(this.#verdict.detail, width);
  }

  /** @param {string} detail @param {number} width */
  #fitDetail(detail, width) {
    const usual = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const fitting = (width * HINTED) / Math.max(this.#width(detail, "400"), 1);
    const size = Math.min(usual, Math.max(fitting, usual * SMALLEST_DETAIL));
    part("detail").style.setProperty("--detail", `${size.toFixed(2)}px`);
  }

  /**
   * How wide a text is, in shares of the type's size.
   *
   * @param {string} text
   * @param {string} weight
   */
  #width(text, weight) {
    const ruler = /** @type {CanvasRenderingContext2D} */ (this.#ruler);
    const { fontFamily } = getComputedStyle(this.panel);
    ruler.font = `${weight} ${MEASURED}px ${fontFamily}`;
    return ruler.measureText(text).width / MEASURED;
  }

  /** @param {string} name @param {number} pixels */
  #set(name, pixels) {
    this.panel.style.setProperty(name, `${Math.max(pixels, 1).toFixed(2)}px`);
  }
}
