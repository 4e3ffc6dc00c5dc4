/**
 * A reading in words: what the answer says, and what stands beside it.
 *
 * The rules and the words are those of the window (digitpad/ui/verdict.py).
 *
 * @typedef {[number, number, number, number]} Box x, y, width, height
 * @typedef {object} DigitReading
 * @property {"digit"} kind
 * @property {number} digit
 * @property {boolean} is_digit
 * @property {number} confidence
 * @property {number[]} probabilities
 * @property {number[]} candidates
 * @property {string} refusal
 * @typedef {object} NumberReading
 * @property {"number"} kind
 * @property {string} text
 * @property {DigitReading[]} digits
 * @property {Box[]} boxes
 * @typedef {DigitReading | NumberReading} Reading
 * @typedef {{answer: string, doubt: string, confidence: string, detail: string}} Verdict
 * @typedef {import("./sheet.js").Point} Point
 * @typedef {import("./sheet.js").Stroke} Stroke
 */

const NOT_A_DIGIT = "not a digit";
const LIKE_NO_DIGIT = "like no digit";
const SURE = 0.5; // bars of a likelier digit would contradict its refusal
const NEAR = 1e-3; // a box's far side is a sum, and as exact as sums are
const MOST_RIVALS = 2; // "4 or 9 or 7?" is the longest doubt that helps

/** @type {Verdict} */
export const NOTHING = { answer: "", doubt: "", confidence: "", detail: "" };

/**
 * Put a reading into words.
 *
 * @param {Reading | null} reading
 * @param {Stroke[]} strokes What was read, if it was a drawing.
 * @param {number | null} told Of which digit of a number the detail tells.
 * @returns {Verdict}
 */
export function verdictOf(reading, strokes = [], told = null) {
  if (!reading) return NOTHING;
  if (reading.kind === "number") return numberVerdict(reading, strokes, told);
  if (!reading.is_digit) {
    return { ...NOTHING, answer: NOT_A_DIGIT, detail: refusal(reading) };
  }
  const answer = String(reading.digit);
  const rivals = rivalsOf(reading);
  if (!rivals.length) {
    return { ...NOTHING, answer, confidence: perCent(reading.confidence) };
  }
  const shares = [reading.digit, ...rivals].map(
    (digit) => `${perCent(reading.probabilities[digit])} for ${digit}`,
  );
  return {
    ...NOTHING,
    answer,
    doubt: `or ${rivals.join(" or ")}?`,
    detail: shares.join(", "),
  };
}

/**
 * A probability as people read it; near certainty is never called certainty.
 *
 * @param {number} share
 */
export function perCent(share) {
  // The service rounds: a share of 1 need not be one.
  return share >= 0.995 ? "> 99 %" : `${(share * 100).toFixed(0)} %`;
}

/**
 * Which digit of a number is shown in detail; null for a lone one.
 *
 * @param {Reading | null} reading
 * @param {Point | null} near The digit there is shown, or else the last one.
 * @param {number | null} chosen The one that the user has chosen.
 */
export function shownIndex(reading, near, chosen = null) {
  if (reading?.kind !== "number" || !reading.digits.length) return null;
  if (chosen !== null) return chosen % reading.digits.length;
  if (!near) return reading.digits.length - 1;
  const distances = reading.boxes.map((box) => distance(box, near));
  return distances.indexOf(Math.min(...distances));
}

/**
 * The digit whose probabilities are shown; null for none.
 *
 * @param {Reading | null} reading
 * @param {number | null} index
 */
export function shownDigit(reading, index) {
  if (reading?.kind !== "number") return reading;
  return index === null ? null : reading.digits[index];
}

/**
 * Whether the probabilities agree with the answer: they say which digit it is if it is
 * one, and may be sure of that where it is refused.
 *
 * @param {DigitReading} digit
 */
export function barsExplain(digit) {
  return digit.is_digit || digit.confidence < SURE;
}

/**
 * A verdict as it is said: "4 or 9? 61 % for 4, 37 % for 9".
 *
 * @param {Verdict} verdict
 */
export function inWords({ answer, doubt, confidence, detail }) {
  const first = `${answer} ${doubt}`.trim();
  const rest = [confidence, detail].filter(Boolean).join(", ");
  return [first, rest].filter(Boolean).join(doubt ? " " : ", ");
}

/** @param {NumberReading} number @param {Stroke[]} strokes @param {number | null} told */
function numberVerdict(number, strokes, told) {
  const count = number.digits.length;
  // Pictures may have none, or one.
  if (!count) return { ...NOTHING, answer: NOT_A_DIGIT, detail: "No digit was found." };
  if (count === 1) return verdictOf(number.digits[0]);
  const verdict = { ...NOTHING, answer: number.text };
  if (told !== null) {
    const digit = inShort(number.digits[told]);
    return { ...verdict, detail: `Digit ${told + 1} of ${count}: ${digit}` };
  }
  if (hasInkBeside(number.boxes, strokes)) {
    return { ...verdict, detail: `${count} digits, and a mark that is none` };
  }
  const weakest = number.digits.reduce((least, digit) =>
    digit.confidence < least.confidence ? digit : least,
  );
  const detail = `${count} digits, the least sure: ${inShort(weakest)}`;
  return { ...verdict, detail };
}

/** @param {DigitReading} reading */
function refusal(reading) {
  if (reading.refusal === LIKE_NO_DIGIT) {
    return `If it is one after all, a ${reading.digit}`;
  }
  return reading.refusal.slice(0, 1).toUpperCase() + reading.refusal.slice(1);
}

/** @param {DigitReading} reading */
function rivalsOf(reading) {
  const others = reading.candidates.filter((digit) => digit !== reading.digit);
  return others.slice(0, MOST_RIVALS);
}

/** @param {DigitReading} reading */
function inShort(reading) {
  const rivals = rivalsOf(reading);
  if (rivals.length) return `${reading.digit} or ${rivals.join(" or ")}?`;
  return `${reading.digit} at ${perCent(reading.confidence)}`;
}

/** @param {Box[]} boxes @param {Stroke[]} strokes */
function hasInkBeside(boxes, strokes) {
  return strokes.some(([first]) =>
    boxes.every((box) => distance(box, first) > NEAR),
  );
}

/**
 * How far a place lies outside a box, squared; 0 inside.
 *
 * @param {Box} box
 * @param {Point} place
 */
function distance([x, y, width, height], [placeX, placeY]) {
  const across = Math.max(x - placeX, 0, placeX - x - width);
  const down = Math.max(y - placeY, 0, placeY - y - height);
  return across * across + down * down;
}
