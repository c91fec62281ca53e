import { createHash } from "node:crypto";

/** A question as an attempt asks it: which one, and its options in which order. All count from 0. */
export interface Asked {
  question: number;
  options: number[];
}

/** The same attempt always asks in the same order, and no two alike. `options`: how many each question has. */
export function askedBy(attemptId: string, options: readonly number[]): Asked[] {
  return shuffled(options.length, attemptId).map((question) => ({
    question,
    options: shuffled(options[question] ?? 0, `${attemptId} ${question}`),
  }));
}

/** The numbers below `length`, in an order that the seed alone decides (Fisher and Yates). */
export function shuffled(length: number, seed: string): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = pick(`${seed} ${last}`, last + 1);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}

const pick = (seed: string, below: number): number =>
  createHash("sha256").update(seed).digest().readUInt32BE(0) % below;

/** Right is who chose all that is correct and nothing else. `chosen`: places among the options as they were shown. */
export function isRight(asked: Asked, correct: readonly boolean[], chosen: readonly number[]): boolean {
  return asked.options.every((option, place) => (correct[option] ?? false) === chosen.includes(place));
}

/** Rounded down: nobody passes by rounding. */
export const percentOf = (right: readonly boolean[]): number =>
  Math.floor((100 * right.filter(Boolean).length) / right.length);
