import { ContactAddresses } from "../../src/accounts/contacts/contact-addresses";
import { ContactPoint } from "../../src/accounts/contacts/contact-point.entity";
import { queueLetter } from "../../src/accounts/contacts/queue-letter";
import { newId } from "../../src/platform/ids";
import type { Carried, Mailer } from "../../src/platform/carriers/mailer";
import { openCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { eventually } from "../support/eventually";
import { startWorld } from "../support/world";

const LETTER = { subject: "s", paragraphs: ["p"], link: null, answerable: false };

forEachDatabase((kind) => {
  test("no clock of a case waits for a mail relay that takes its time", async () => {
    let asked = 0;
    let answer: (carried: Carried) => void = () => undefined;
    const mailer = {
      send: () => {
        asked += 1;
        return new Promise<Carried>((done) => (answer = done));
      },
      [Symbol.asyncDispose]: async () => undefined,
    } as unknown as Mailer;
    await using world = await startWorld(kind, { mailer }, { SWEEP_SECONDS: "1" });
    const theCase = await openCase(world);
    const { accountId } = await theCase.consumer;
    const point = newId(ContactPoint);
    await world.db.transact(async (tx) => {
      tx.insert(ContactPoint, {
        ...{ id: point, accountId, kind: "EMAIL", ...ContactAddresses.of(tx).keep(point, "li.na@example.com") },
        ...{
          state: "UNVERIFIED",
          frequency: "AT_ONCE",
          codeHash: "0",
          codeEndsAt: tx.now + 86_400_000,
          codeGuesses: 0,
        },
        ...{ createdAt: tx.now, verifiedAt: null },
      });
      queueLetter(tx, { id: point, accountId, kind: "EMAIL" }, "CODE", LETTER);
    });
    await eventually(async () => expect(asked).toBe(1));
    world.clock.advance(30 * 86_400_000);
    await eventually(async () => expect((await theCase.look()).status).not.toBe("NEGOTIATING"));
    answer({ outcome: "SENT", detail: null });
    await eventually(async () =>
      expect(await world.db.query("SELECT state FROM letter")).toContainEqual({ state: "SENT" }),
    );
    expect(asked).toBe(1);
  });
});
