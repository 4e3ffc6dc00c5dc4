/**
 * The service that reads, as the page calls it.
 *
 * @typedef {import("./verdict.js").Reading & {model: string}} Answer With a SHA-256.
 * @typedef {object} Model
 * @property {string} sha256
 * @property {string} name
 * @property {boolean} calibrated
 * @property {number | null} accuracy
 */

// The service itself gives up after 10 s for a body and 30 s for what waits its turn.
const LONGEST_MS = 45000;
const LONGEST_WAIT_S = 30;
const WRONG_TOKEN = "The token has letters that no token has.";

/** The service says in a sentence why there is no answer. */
export class Refusal extends Error {}

/** The service asks for a token, or for another one. */
export class TokenWanted extends Refusal {}

/** There is no answer now, and may be one later. */
export class NotNow extends Error {
  /** @param {string} sentence @param {number} waitMs */
  constructor(sentence, waitMs) {
    super(sentence);
    this.waitMs = waitMs;
  }
}

/** Too many ask. */
export class Busy extends NotNow {
  /** @param {number} seconds */
  constructor(seconds) {
    super("The service is busy. It goes on by itself.", seconds * 1000);
  }
}

/** Nothing answers. */
export class Away extends NotNow {
  constructor() {
    super("The service does not answer. What you draw is read as soon as it does.", 1000);
  }
}

export class Service {
  token = "";

  /** @returns {Promise<Model>} */
  model() {
    return this.#call("/v1/model", {});
  }

  /**
   * Read ink.
   *
   * @param {string} ink As JSON.
   * @returns {Promise<Answer>}
   */
  readInk(ink) {
    return this.#post("/v1/reading", ink, "application/json");
  }

  /**
   * Read a picture.
   *
   * @param {Blob} picture
   * @returns {Promise<Answer>}
   */
  async readPicture(picture) {
    return { kind: "number", ...(await this.#post("/v1/number", picture, picture.type)) };
  }

  /** @param {string} path @param {BodyInit} body @param {string} type */
  #post(path, body, type) {
    const headers = { "Content-Type": type };
    return this.#call(path, { method: "POST", body, headers });
  }

  /** @param {string} path @param {RequestInit} options @returns {Promise<any>} */
  async #call(path, options) {
    const headers = new Headers(options.headers);
    if (this.token) {
      // Other letters pass into no header, and are in no token.
      if (!/^[ -~]*$/.test(this.token)) throw new TokenWanted(WRONG_TOKEN);
      headers.set("Authorization", `Bearer ${this.token}`);
    }
    try {
      const signal = AbortSignal.timeout(LONGEST_MS);
      const answer = await fetch(path, { ...options, headers, signal });
      if (answer.ok) return await answer.json();
      throw await problemOf(answer);
    } catch (error) {
      // No connection, no answer in time, or half of one.
      throw error instanceof Refusal || error instanceof NotNow ? error : new Away();
    }
  }
}

/** @param {Response} answer */
async function problemOf(answer) {
  const { status, headers } = answer;
  if (status === 429 || status === 503) {
    const seconds = Number(headers.get("Retry-After")) || 1;
    return new Busy(Math.min(seconds, LONGEST_WAIT_S));
  }
  const problem = await answer.json().catch(() => ({}));
  const sentence = problem.detail || `The service has no answer (${status}).`;
  return status === 401 ? new TokenWanted(sentence) : new Refusal(sentence);
}
