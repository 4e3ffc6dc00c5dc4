/** Ink on a canvas: smooth curves with round ends, sharp on every screen. */

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./sheet.js").Stroke} Stroke */

const DOT = 0.01; // a line of no length has no direction and would not be drawn

export class InkCanvas {
  /** @type {WeakMap<Stroke, Path2D>} */
  #paths = new WeakMap();
  #isDue = false;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Sheet} sheet
   */
  constructor(canvas, sheet) {
    this.canvas = canvas;
    this.sheet = sheet;
    for (const look of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(look).addEventListener("change", () => this.repaint());
    }
  }

  /** Give the canvas as many pixels as the screen has for it. */
  resize() {
    const { width, height } = this.sheet.size;
    this.canvas.width = Math.round(width * devicePixelRatio);
    this.canvas.height = Math.round(height * devicePixelRatio);
    // An empty canvas must not be seen: the next frame may be too late.
    this.#paint();
  }

  /** Paint with the next frame, however often this is asked before. */
  repaint() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#paint();
    });
  }

  #paint() {
    const { canvas, sheet } = this;
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const { scale, dx, dy } = sheet.view;
    const ratio = canvas.width / sheet.size.width;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * dx, ratio * dy);
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.lineWidth = sheet.paper.penWidth;
    pen.lineCap = pen.lineJoin = "round";
    const { strokes } = sheet;
    strokes.forEach((stroke, number) => {
      const isLive = sheet.penIsDown && number === strokes.length - 1;
      pen.stroke(isLive ? pathOf(stroke) : this.#keptPath(stroke));
    });
  }

  /** @param {Stroke} stroke */
  #keptPath(stroke) {
    let path = this.#paths.get(stroke);
    if (!path) this.#paths.set(stroke, (path = pathOf(stroke)));
    return path;
  }
}

/**
 * A stroke as curves from the middle of one step to the middle of the next.
 *
 * @param {Stroke} stroke
 */
function pathOf(stroke) {
  const path = new Path2D();
  path.moveTo(...stroke[0]);
  for (let i = 1; i < stroke.length - 1; i += 1) {
    const [[x, y], [nextX, nextY]] = stroke.slice(i, i + 2);
    path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
  }
  const [x, y] = stroke[stroke.length - 1];
  path.lineTo(stroke.length > 1 ? x : x + DOT, y);
  return path;
}
