/**
 * Has read what is newest: at most one request is on the way, and when it is back the
 * drawing as it is then goes next. There is no queue, so no answer comes late.
 */

import { NotNow, Refusal, TokenWanted } from "./service.js";

// Between requests while one draws: fluent, and fewer than a public service allows.
const PACE_MS = 60;

/**
 * @template Asked
 * @typedef {object} Task
 * @property {() => Asked | null} newest What is to be read now; null for nothing.
 * @property {(asked: Asked) => Promise<void>} read
 * @property {(problem: Error) => void} failed
 * @property {() => Promise<void>} greet Asks of the service, when it is there (again).
 */

/** @template Asked */
export class Reader {
  #isWanted = false;
  #isRunning = false;
  #isCutOff = true; // until the service has answered
  #hurry = () => {};

  /** @param {Task<Asked>} task */
  constructor(task) {
    this.task = task;
  }

  /** Whether nothing newer is to be read. */
  get isDone() {
    return !this.#isWanted;
  }

  /**
   * Read what is newest as soon as that can be.
   *
   * @param {boolean} isUrgent Whether not even the pace is kept: the pen is up.
   */
  want(isUrgent = false) {
    this.#isWanted = true;
    if (isUrgent && !this.#isCutOff) this.#hurry();
    if (!this.#isRunning) this.#run();
  }

  async #run() {
    this.#isRunning = true;
    while (this.#isWanted) {
      this.#isWanted = false;
      try {
        await this.#once();
        if (this.#isCutOff) await this.task.greet();
        this.#isCutOff = false;
      } catch (error) {
        await this.#onFailure(/** @type {Error} */ (error));
      }
    }
    this.#isRunning = false;
  }

  async #once() {
    const asked = this.task.newest();
    if (asked === null) return;
    const soonest = performance.now() + PACE_MS;
    await this.task.read(asked);
    await this.#pause(soonest - performance.now());
  }

  /** @param {Error} problem */
  async #onFailure(problem) {
    if (!(problem instanceof Refusal || problem instanceof NotNow)) {
      reportError(problem); // of this page
      return;
    }
    this.task.failed(problem);
    this.#isCutOff = problem instanceof NotNow || problem instanceof TokenWanted;
    if (problem instanceof NotNow) {
      this.#isWanted = true;
      await this.#pause(problem.waitMs);
    }
  }

  /** @param {number} ms @returns {Promise<void>} */
  #pause(ms) {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#hurry = resolve;
      setTimeout(resolve, ms);
    });
  }
}
