import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { SITUATIONS } from "./situations";
import { caseIn } from "./world-case";

interface Act {
  action: string;
  at: string;
  to: string | null;
}

const ACTS = "automaticActs { action at to }";

/** One for each guard of a clock's arrow: what runs out next, and what it does. */
const NEXT: Record<string, string> = {
  "NEGOTIATING, just opened": "FIRST_RESPONSE_MISSED",
  "NEGOTIATING, an offer of the provider is open": "OFFER_EXPIRES",
  "NEGOTIATING, the provider gave its final answer": "EXPIRE_CONSUMER_SILENT",
  "NEGOTIATING, promised compensation is claimed": "COMPENSATE_BY_SILENCE",
  SETTLING: "SETTLEMENT_DEFAULTS",
  "SUBMITTED, in the queue": "ADMISSIBILITY_LATE",
  INFO_REQUESTED: "INFORMATION_MISSED",
  EVIDENCE: "END_EVIDENCE",
  "UNDER_REVIEW, taken": "REVIEW_LATE",
  RULED: "REMEDY_DEFAULTS",
  "APPEALED by the provider": "APPEAL_NOT_ANSWERED",
  "STAYED for a court": "STAY_REMINDER",
  "ENFORCING, in default": "STILL_UNREMEDIED",
};

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world[Symbol.asyncDispose]());

  test.each(Object.entries(NEXT))("%s: %s is announced, and is what the system then does", async (name, action) => {
    const theCase = await SITUATIONS[name]!(world);
    const { status, automaticActs } = (await theCase.look(`status ${ACTS}`)) as {
      status: string;
      automaticActs: Act[];
    };
    expect(automaticActs.map(({ at }) => at)).toEqual(automaticActs.map(({ at }) => at).sort());
    const next = automaticActs[0]!;
    expect(next.action).toBe(action);

    const hours = (Date.parse(next.at) - world.clock.now()) / 3_600_000;
    await world.later(hours - 0.01);
    expect(await theCase.look(`status ${ACTS}`)).toMatchObject({ status, automaticActs });
    await world.later(0.02);
    const after = await theCase.look(`status ${ACTS}`);
    expect(after.status).toBe(next.to ?? status);
    expect(after.automaticActs).not.toContainEqual(next);
  });

  further(
    "each side is told on which it is, staff that they are on none; and what it must do is due by its own time, not by the first of the case",
    async () => {
      const remedies = [{ kind: "REFUND_PART", amount: 50_000, text: "退还 500 元", withinDays: 20 }];
      const theCase = await caseIn(world, "RULED", { ruling: { remedies } });
      const { id, people } = theCase;
      const sideFor = async (login: string): Promise<unknown> =>
        (await (await world.as(login)).ok(`{ complaint(id: "${id}") { viewerSide } }`)).complaint.viewerSide;
      expect(await Promise.all([people.consumer, people.provider, people.moderator].map(sideFor))).toEqual([
        "CONSUMER",
        "PROVIDER",
        null,
      ]);

      const ofCase = "dueAt ruling { remedies { dueAt } } availableActions { action mandatory dueAt }";
      const proofDue = async (): Promise<unknown[]> => {
        const { dueAt, ruling, availableActions } = await theCase.look(ofCase, await theCase.provider);
        const proof = availableActions.find(({ action }: { action: string }) => action === "FILE_REMEDY_PROOF");
        return [proof.mandatory, proof.dueAt, ruling.remedies[0].dueAt, proof.dueAt === dueAt];
      };
      const [, dueAt] = await proofDue();
      expect(await proofDue()).toEqual([true, expect.any(String), dueAt, false]);
      await theCase.ring("APPEAL_WINDOW");
      await theCase.ring("REMEDY_DUE");
      // It can still be proved; only when the case is looked at again has a time.
      expect(await proofDue()).toEqual([true, null, dueAt, false]);
    },
  );
});
