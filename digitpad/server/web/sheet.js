/**
 * What is on the pad: strokes on their paper or a picture, the stroke under the pen,
 * and the way back.
 *
 * @typedef {[number, number]} Point
 * @typedef {Point[]} Stroke
 * @typedef {{x: number, y: number, width: number, height: number}} Area
 * @typedef {Area & {penWidth: number}} Paper In the drawing's units.
 * @typedef {import("./picture.js").Picture} Picture
 * @typedef {{strokes: Stroke[], paper: Paper | null, picture: Picture | null}} Page
 */

const PEN_SHARE = 1 / 32; // of the pad's shorter side: a felt-tip's look
const LEAST_STEP = 1; // a nearer point adds work and no shape
const FINEST = 100; // of a unit: shorter numbers, and nobody sees the difference
const MOST_PAGES = 1000; // that the way back remembers

/** @type {Page} */
const BLANK = { strokes: [], paper: null, picture: null };

/** Units of a drawing or a picture to the pad's pixels and back. */
export class View {
  /** @param {number} scale @param {number} dx @param {number} dy */
  constructor(scale, dx, dy) {
    this.scale = scale;
    this.dx = dx;
    this.dy = dy;
  }

  /**
   * The view of an area, whole and as large as fits, amid a pad of a size.
   *
   * @param {Area} area
   * @param {{width: number, height: number}} pad
   */
  static fitting(area, pad) {
    const scale = Math.min(pad.width / area.width, pad.height / area.height) || 1;
    const left = (pad.width - area.width * scale) / 2;
    const top = (pad.height - area.height * scale) / 2;
    return new View(scale, left - area.x * scale, top - area.y * scale);
  }

  /** @param {number} x @param {number} y @returns {Point} */
  toDrawing(x, y) {
    return [(x - this.dx) / this.scale, (y - this.dy) / this.scale];
  }

  /** @param {number} x @param {number} y @returns {Point} */
  toPad(x, y) {
    return [x * this.scale + this.dx, y * this.scale + this.dy];
  }
}

/**
 * The sheet on a pad of some size.
 *
 * Strokes are kept in the pixels of the pad at their first ink; when the pad is
 * resized the view changes instead, so the drawing and its reading stay the same.
 */
export class Sheet {
  /** @type {Page[]} */
  #pages = [BLANK];
  #now = 0;
  /** @type {Stroke | null} */
  #live = null;
  /** @type {Paper | null} */
  #paper = null;

  size = { width: 1, height: 1 };

  /** Grows whenever ink has gone: what was read before is not of this drawing. */
  generation = 0;

  /** All strokes, the one under the pen among them. */
  get strokes() {
    const { strokes } = this.#page;
    return this.#live ? [...strokes, this.#live] : strokes;
  }

  /** The picture, which leaves as soon as there is ink. */
  get picture() {
    return this.#live ? null : this.#page.picture;
  }

  get penIsDown() {
    return this.#live !== null;
  }

  get isEmpty() {
    return !this.#live && !this.#page.picture && !this.#page.strokes.length;
  }

  get canUndo() {
    return this.penIsDown || this.#now > 0;
  }

  get canRedo() {
    return !this.penIsDown && this.#now + 1 < this.#pages.length;
  }

  /** The paper with all ink on it; before the first ink, the pad itself. */
  get paper() {
    const { width, height } = this.size;
    const penWidth = Math.min(width, height) * PEN_SHARE;
    return this.#paper ?? { x: 0, y: 0, width, height, penWidth };
  }

  /** Where the paper lies on the pad. */
  get view() {
    return View.fitting(this.paper, this.size);
  }

  /** Where the pen was last, in the drawing's units. */
  get penPlace() {
    return this.strokes.at(-1)?.at(-1) ?? null;
  }

  /**
   * Begin a stroke at a place of the pad.
   *
   * @param {number} x
   * @param {number} y
   */
  putDown(x, y) {
    this.lift();
    // Ink takes a picture's place.
    if (this.#page.picture) this.generation += 1;
    this.#paper = this.paper;
    this.#live = [];
    this.move(x, y);
  }

  /**
   * Go on to a place of the pad; false if that adds nothing to the stroke.
   *
   * @param {number} x
   * @param {number} y
   */
  move(x, y) {
    if (!this.#live) return false;
    // What is read must be seen: the pen stops at the pad's border.
    const { view, size } = this;
    const exact = view.toDrawing(clamped(x, size.width), clamped(y, size.height));
    const place = rounded(exact);
    const last = this.#live.at(-1);
    if (last && Math.hypot(place[0] - last[0], place[1] - last[1]) < LEAST_STEP) {
      return false;
    }
    this.#live.push(place);
    if (!has(this.paper, place)) this.#paper = this.#padAsPaper(view);
    return true;
  }

  /** End the stroke, and make it a part of the drawing. */
  lift() {
    if (!this.#live) return;
    const strokes = [...this.#page.strokes, this.#live];
    this.#live = null;
    this.#commit({ strokes, paper: this.#paper, picture: null });
  }

  /** Forget the stroke under the pen. */
  drop() {
    if (this.#live) this.#turnTo(this.#now);
  }

  undo() {
    this.lift();
    if (this.canUndo) this.#turnTo(this.#now - 1);
  }

  redo() {
    if (this.canRedo) this.#turnTo(this.#now + 1);
  }

  /** Empty the sheet, which can be undone. */
  clear() {
    this.lift();
    if (this.isEmpty) return;
    this.#commit(BLANK);
    this.#turnTo(this.#now);
  }

  /**
   * Begin with a drawing, as it was kept.
   *
   * @param {{strokes: Stroke[], paper: Paper}} drawing
   */
  restore({ strokes, paper }) {
    this.#pages.push({ strokes, paper, picture: null });
    this.#turnTo(this.#pages.length - 1);
  }

  /**
   * Put a picture in place of what is here, which can be undone.
   *
   * @param {Picture} picture
   */
  putPicture(picture) {
    this.lift();
    this.#commit({ ...BLANK, picture });
    this.#turnTo(this.#now);
  }

  get #page() {
    return this.#pages[this.#now];
  }

  /** @param {Page} page */
  #commit(page) {
    this.#pages.splice(this.#now + 1, Infinity, page);
    if (this.#pages.length > MOST_PAGES) this.#pages.shift();
    this.#now = this.#pages.length - 1;
  }

  /** @param {number} number */
  #turnTo(number) {
    this.#live = null;
    this.#now = number;
    this.#paper = this.#page.paper;
    this.generation += 1;
  }

  /**
   * All of the pad as a paper, which lies there as the present one does.
   *
   * @param {View} view
   * @returns {Paper}
   */
  #padAsPaper(view) {
    const [x, y] = view.toDrawing(0, 0);
    const width = this.size.width / view.scale;
    const height = this.size.height / view.scale;
    return { x, y, width, height, penWidth: this.paper.penWidth };
  }
}

/** @param {number} place @param {number} side */
function clamped(place, side) {
  return Math.min(Math.max(place, 0), side - 1);
}

/** @param {Point} place @returns {Point} */
function rounded([x, y]) {
  return [Math.round(x * FINEST) / FINEST, Math.round(y * FINEST) / FINEST];
}

/** @param {Area} area @param {Point} place */
function has(area, [x, y]) {
  const across = x - area.x;
  const down = y - area.y;
  return across >= 0 && across <= area.width && down >= 0 && down <= area.height;
}
