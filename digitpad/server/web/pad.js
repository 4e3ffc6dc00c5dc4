/** The page: a pad, and beside it what the service reads in what is on it. */

import { Board } from "./board.js";
import { offer, onCommand } from "./commands.js";
import { keepDrawing, keepToken, keptDrawing, keptToken } from "./kept.js";
import { part } from "./part.js";
import { isPicture, onFile, pictureOf } from "./picture.js";
import { Reader } from "./reader.js";
import { Readout } from "./readout.js";
import { Busy, Service, TokenWanted } from "./service.js";
import { TokenDialog } from "./token.js";

/**
 * What is to be read.
 *
 * @typedef {object} Asked
 * @property {import("./picture.js").Picture | null} picture
 * @property {string} ink If it is no picture.
 * @property {number} generation Of the sheet.
 * @property {boolean} isSettled Whether the pen is up.
 */

const PATIENCE_MS = 200; // so long may an answer stand when its ink has gone
const NO_PICTURE = "Digitpad reads PNG, JPEG, WebP, BMP, GIF and TIFF pictures.";
const NOT_SHOWN = "This browser cannot show such a picture; it is read all the same.";

const service = new Service();
const reader = new Reader({ newest, read, failed, greet });
const dialog = new TokenDialog(useToken);
const board = new Board({
  changed: onChanged,
  resized: () => readout.refresh(),
  tapped: (digit) => readout.choose(digit),
  told: tell,
});
const { sheet } = board;
const readout = new Readout(board);
let shownGeneration = 0; // of the sheet whose answer is shown
let shownModel = "";
let isInTrouble = false; // and says so

onCommand((command) => board.change(() => sheet[command]()));
onFile(/** @type {HTMLInputElement} */ (part("file")), open);
part("open").addEventListener("click", () => part("file").click());
service.token = keptToken();
const kept = keptDrawing();
if (kept) board.change(() => sheet.restore(kept));
reader.want();

/** @param {string} sentence */
function tell(sentence) {
  part("status").textContent = sentence;
}

function onChanged() {
  offer(sheet);
  const known = sheet.picture?.reading;
  if (known || sheet.isEmpty) show(known ?? null);
  else reader.want(!sheet.penIsDown);
  if (shownGeneration !== sheet.generation) setTimeout(forgetStale, PATIENCE_MS);
  if (!sheet.penIsDown) keepDrawing({ strokes: sheet.strokes, paper: sheet.paper });
}

/** @param {import("./verdict.js").Reading | null} reading */
function show(reading) {
  shownGeneration = sheet.generation;
  readout.show(reading);
}

function forgetStale() {
  if (shownGeneration !== sheet.generation) show(null);
}

/** @returns {Asked | null} */
function newest() {
  const { picture, generation, strokes, paper, penIsDown } = sheet;
  if (sheet.isEmpty || picture?.reading) return null;
  const ink = JSON.stringify({
    strokes,
    pen_is_down: penIsDown,
    pen_width: paper.penWidth,
  });
  return { picture, ink, generation, isSettled: !penIsDown };
}

/** @param {Asked} asked */
async function read({ picture, ink, generation, isSettled }) {
  const reading = await (picture
    ? service.readPicture(picture.file)
    : service.readInk(ink));
  recover();
  if (picture) picture.reading = reading;
  // Ink that has gone since was another drawing's.
  if (generation !== sheet.generation) return;
  show(reading);
  if (isSettled && reader.isDone) readout.tell();
  if (reading.model !== shownModel && shownModel) await greet();
}

/** @param {Error} problem */
function failed(problem) {
  // What stands there is no answer to what is on the pad; of a busy service it was one
  // a moment ago.
  if (!(problem instanceof Busy)) show(null);
  isInTrouble = true;
  tell(problem.message);
  if (problem instanceof TokenWanted) dialog.want(service.token !== "");
}

function recover() {
  if (isInTrouble) tell("");
  isInTrouble = false;
}

/** Ask which model reads, and say so. */
async function greet() {
  const { name, sha256, accuracy, calibrated } = await service.model();
  recover();
  shownModel = sha256;
  const facts = [name === "built-in" ? "Built-in model" : name];
  if (accuracy) facts.push(`${(accuracy * 100).toFixed(2)} % of MNIST’s test images`);
  if (!calibrated) facts.push("not calibrated");
  part("model").textContent = facts.join(" · ");
}

/** @param {string} token */
function useToken(token) {
  keepToken(token);
  service.token = token;
  reader.want();
}

/** @param {File} file */
async function open(file) {
  if (!isPicture(file)) {
    tell(NO_PICTURE);
    return;
  }
  const picture = await pictureOf(file);
  tell(picture.isShown ? "" : NOT_SHOWN);
  board.change(() => sheet.putPicture(picture));
}
