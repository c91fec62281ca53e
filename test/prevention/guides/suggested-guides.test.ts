import fc from "fast-check";
import { COMPLAINT_STATUSES } from "../../../src/case/complaints/complaint.lifecycle";
import { beforeACase } from "../../../src/prevention/guides/default-guides/before-a-case";
import { duringACase } from "../../../src/prevention/guides/default-guides/during-a-case";
import { suggested, type GuideTopics } from "../../../src/prevention/guides/suggested-guides.pure";
import { PromiseKind } from "../../../src/market/promises/promise-kind.types";

const KINDS = Object.values(PromiseKind);
const SEEDED = [...beforeACase, ...duringACase].map((guide) => ({ ...guide, id: guide.code }));
const codes = (guides: GuideTopics[]): string[] => guides.map(({ id }) => id);

const GUIDE: fc.Arbitrary<GuideTopics> = fc.record({
  id: fc.string({ minLength: 5 }),
  audience: fc.constantFrom("CONSUMER" as const, "PROVIDER" as const),
  breachKinds: fc.subarray(KINDS, { maxLength: 3 }),
  caseStates: fc.subarray([...COMPLAINT_STATUSES]),
  beforeCase: fc.boolean(),
});
const NEED = fc.record({
  audience: fc.constantFrom("CONSUMER" as const, "PROVIDER" as const),
  kinds: fc.subarray(KINDS),
  status: fc.option(fc.constantFrom(...COMPLAINT_STATUSES)),
});

test("only what is for this side, this stage and these promises, the most fitting first, and no more than asked", () => {
  fc.assert(
    fc.property(fc.uniqueArray(GUIDE, { selector: ({ id }) => id }), NEED, fc.nat(5), (guides, need, most) => {
      const found = suggested(guides, need, most);
      expect(found.length).toBeLessThanOrEqual(most);
      const names = found.map(({ breachKinds }) => breachKinds.some((kind) => need.kinds.includes(kind)));
      expect(names).toEqual([...names].sort((a, b) => Number(b) - Number(a)));
      for (const { audience, breachKinds, caseStates, beforeCase } of found) {
        expect(audience).toBe(need.audience);
        expect(need.status === null ? beforeCase : caseStates.includes(need.status)).toBe(true);
        if (breachKinds.length > 0) expect(breachKinds.some((kind) => need.kinds.includes(kind))).toBe(true);
      }
      // What is left out for want of room does not fit better than what is in.
      const all = suggested(guides, need, guides.length);
      expect(codes(found)).toEqual(codes(all).slice(0, most));
    }),
  );
});

test("the guides that come with the platform leave no consumer without one, whatever is broken, wherever the case stands", () => {
  for (const kind of KINDS)
    for (const status of [null, ...COMPLAINT_STATUSES])
      expect([kind, status, suggested(SEEDED, { audience: "CONSUMER", kinds: [kind], status }, 3).length > 0]).toEqual([
        kind,
        status,
        true,
      ]);
});

test("they say the same in both languages, at about the same length", () => {
  expect(SEEDED.length).toBeGreaterThanOrEqual(6);
  for (const { code, title, summary, body } of SEEDED)
    for (const { zhCN, en } of [title, summary, body]) {
      expect([code, /\p{Script=Han}/u.test(zhCN), /\p{Script=Han}/u.test(en)]).toEqual([code, true, false]);
      // An English text takes between two and five characters for a Chinese one.
      expect([code, en.length / zhCN.length > 1.5 && en.length / zhCN.length < 6]).toEqual([code, true]);
    }
});
