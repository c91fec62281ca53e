import { forgetLetters } from "../../src/accounts/contacts/forget-letters";
import { Letter } from "../../src/accounts/contacts/letter.entity";
import { queueLetter, type Concerns } from "../../src/accounts/contacts/queue-letter";
import { DAY } from "../../src/platform/time";
import { forEachDatabase } from "../support/databases";
import { openPeople } from "./people";

const CONCERNS: Concerns = {
  ...{ noticeId: "ntc_1", recipientId: "acc_1", streamId: "cmp_1", eventType: "RULING_ISSUED" },
  ...{ audience: "PARTIES", kind: "DEADLINE", urgent: true },
};

forEachDatabase((kind) => {
  test("codes, new passwords and what became of answers go after a month; that somebody was told of a case stays", async () => {
    await using people = await openPeople(kind);
    const accountId = await people.person("mei");
    const point = { id: "ctp_1", accountId, kind: "EMAIL" as const };
    const queue = (purpose: Letter["purpose"], times = 1, concerns?: Concerns): Promise<void> =>
      people.database.transact(async (tx) => {
        for (let n = 0; n < times; n += 1) queueLetter(tx, point, purpose, null, concerns ? { concerns } : {});
      });
    const kept = async (): Promise<string[]> => {
      await forgetLetters(people.services);
      return (await people.database.find(Letter, {}, "ORDER BY id")).map(({ purpose }) => purpose);
    };
    await queue("NOTICE", 1, CONCERNS);
    // More than are removed at once.
    await queue("CODE", 600);
    await queue("ANSWER");
    people.clock.advance(29 * DAY);
    await queue("RESET");
    expect(await kept()).toHaveLength(603);
    people.clock.advance(2 * DAY);
    expect(await kept()).toEqual(["NOTICE", "RESET"]);
    people.clock.advance(30 * DAY);
    expect(await kept()).toEqual(["NOTICE"]);
  });
});
