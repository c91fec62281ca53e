import fc from "fast-check";
import { openCase } from "../complaints/world-case";
import { startWorld, type World } from "../../support/world";

interface Seen {
  id: string;
  status: string;
  countersOfferId: string | null;
}

let world: World;
beforeAll(async () => {
  world = await startWorld("sqlite");
});
afterAll(() => world?.[Symbol.asyncDispose]());

const step = fc.record({
  who: fc.constantFrom("li.na", "wang.owner"),
  what: fc.constantFrom("makeOffer", "counterOffer", "counterOffer", "declineOffer", "withdrawOffer", "expire"),
  /** Which of the offers made so far it is about; the newest most often. */
  back: fc.constantFrom(0, 0, 0, 1, 2),
});

test("whatever two sides try, at most the newest offer is open, and an offer is countered at most once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
      const theCase = await openCase(world);
      let offers: Seen[] = [];
      for (const { who, what, back } of steps) {
        const offerId = offers.at(-1 - back)?.id ?? "ofr_7zzzzzzzzzzzzzzzzzzzzzzzzz";
        const input = {
          ...(what.startsWith("make") || what.startsWith("counter") ? { kind: "APOLOGY", text: "道歉" } : {}),
          ...(what === "makeOffer" ? {} : { offerId }),
        };
        if (what === "expire") await theCase.ring("OFFER_EXPIRY");
        else await theCase.do(who, what, input).catch((error: Error) => expect(error.message).toMatch(/OFFER|STATE/));
        offers = (await theCase.look("offers { nodes { id status countersOfferId } }")).offers;
        expect(offers.slice(0, -1).filter(({ status }) => status === "OPEN")).toEqual([]);
        for (const { id, status } of offers) {
          const counters = offers.filter(({ countersOfferId }) => countersOfferId === id);
          expect(counters.length).toBe(status === "COUNTERED" ? 1 : 0);
          // A counter-offer comes right after the one it answers: a chain, never a tree.
          for (const counter of counters)
            expect(offers.indexOf(counter)).toBe(offers.findIndex((o) => o.id === id) + 1);
        }
      }
    }),
    { numRuns: 25 },
  );
});
