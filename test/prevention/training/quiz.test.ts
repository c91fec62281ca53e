import fc from "fast-check";
import { readAnswers } from "../../../src/prevention/training/read-answers.pure";
import { askedBy, isRight, percentOf, shuffled } from "../../../src/prevention/training/quiz.pure";

const SEED = fc.string({ minLength: 1, maxLength: 30 });

test("an order holds each number once, and the same seed gives the same order", () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), SEED, (length, seed) => {
      const order = shuffled(length, seed);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, index) => index));
      expect(shuffled(length, seed)).toEqual(order);
    }),
  );
});

test("no place is favoured: over many attempts each option stands everywhere about as often", () => {
  const places = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  for (let attempt = 0; attempt < 2_000; attempt += 1)
    for (const [place, option] of shuffled(4, `att_${attempt}`).entries())
      places[option] = (places[option] ?? []).map((count, index) => count + Number(index === place));
  for (const count of places.flat()) {
    expect(count).toBeGreaterThan(400);
    expect(count).toBeLessThan(600);
  }
});

test("whoever chooses by content is marked alike in whatever order it is asked", () => {
  const questions = fc.array(fc.array(fc.boolean(), { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(questions, SEED, fc.infiniteStream(fc.boolean()), (correct, seed, coins) => {
      const asked = askedBy(
        seed,
        correct.map(({ length }) => length),
      );
      // What is known of each question: all of it, or one option is taken for its opposite.
      const known = correct.map(() => coins.next().value as boolean);
      const right = asked.map((each) => {
        const truth = correct[each.question] ?? [];
        const wanted = each.options.flatMap((option, place) => {
          const believed = known[each.question] || option !== 0 ? truth[option] : !truth[option];
          return believed ? [place] : [];
        });
        return isRight(each, truth, wanted);
      });
      for (const [place, { question }] of asked.entries()) expect(right[place]).toBe(known[question]);
      expect(percentOf(right)).toBe(Math.floor((100 * known.filter(Boolean).length) / known.length));
    }),
  );
});

test("nobody passes by rounding", () => {
  expect(percentOf([true, true, true, true, false, false])).toBe(66);
  expect(percentOf([false])).toBe(0);
  expect(percentOf([true])).toBe(100);
});

describe("answers", () => {
  const asked = [
    { question: 1, options: [1, 0, 2] },
    { question: 0, options: [0, 1] },
  ];
  const reasonOf = (answers: { question: number; options: number[] }[]): unknown => {
    try {
      return readAnswers(asked, answers);
    } catch (error) {
      return (error as { details: { reason: string; field: string } }).details;
    }
  };
  const both = [
    { question: 2, options: [2] },
    { question: 1, options: [3, 1, 3] },
  ];

  test("come in any order", () => {
    expect(reasonOf(both)).toEqual([[2, 0], [1]]);
  });

  test.each([
    ["training.unanswered", "input.answers", [{ question: 1, options: [1] }]],
    ["training.answeredTwice", "input.answers.2.question", [...both, { question: 1, options: [1] }]],
    ["training.unknownQuestion", "input.answers.0.question", [{ question: 3, options: [1] }]],
    ["training.unknownOption", "input.answers.0.options", [{ question: 2, options: [3] }]],
    ["training.unknownOption", "input.answers.0.options", [{ question: 2, options: [0] }]],
  ])("%s", (reason, field, answers) => {
    expect(reasonOf(answers)).toMatchObject({ reason, field });
  });
});
