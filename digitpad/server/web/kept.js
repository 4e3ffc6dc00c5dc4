/** What survives a reload of the page, in this tab alone: the drawing and the token. */

const DRAWING = "drawing";
const TOKEN = "token";

/**
 * @typedef {import("./sheet.js").Stroke} Stroke
 * @typedef {{strokes: Stroke[], paper: import("./sheet.js").Paper}} Kept
 */

/** @returns {Kept | null} */
export function keptDrawing() {
  try {
    /** @type {Kept} */
    const { strokes, paper } = JSON.parse(get(DRAWING));
    const numbers = [...strokes.flat(2), ...Object.values(paper)];
    const isDrawing = numbers.every(Number.isFinite) && strokes.every((s) => s.length);
    return isDrawing && strokes.length ? { strokes, paper } : null;
  } catch {
    return null; // nothing is kept, or nothing that is a drawing
  }
}

/** @param {Kept} drawing */
export function keepDrawing(drawing) {
  set(DRAWING, drawing.strokes.length ? JSON.stringify(drawing) : "");
}

export function keptToken() {
  return get(TOKEN);
}

/** @param {string} token */
export function keepToken(token) {
  set(TOKEN, token);
}

// A browser may forbid a page to keep anything, or have no room left: one draws on.

/** @param {string} key */
function get(key) {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} key @param {string} text */
function set(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    /* As said above. */
  }
}
