import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recordOnAccount, SYSTEM } from "../../src/accounts/account/record-on-account";
import type { Account } from "../../src/accounts/account/account.entity";
import type { CaseFile } from "../../src/case/complaints/case-file";
import type { NOTICES } from "../../src/case/complaints/notices.pure";
import type { EventOf } from "../../src/platform/database/event.entity";
import type { EventData } from "../../src/platform/database/event";
import type { Tx } from "../../src/platform/database/tx";
import type { Projection } from "../../src/platform/feed/projection";

const src = join(__dirname, "../../src");

test("whatever a room declares that it records is on the list of all events", () => {
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("-events.ts"));
  const declaring = files.filter((file) => readFileSync(join(src, file), "utf8").includes("declare module"));
  const list = readFileSync(join(src, "app/catalogues/events.ts"), "utf8");
  const listed = [...list.matchAll(/^import type \{\} from "\.\.\/\.\.\/(.*)";$/gm)].map(([, file]) => `${file}.ts`);
  expect(listed.sort()).toEqual(declaring.sort());
});

/** Never called. Each line below an expectation must not compile, or `npm run check` fails. */
export function refusedByTheCompiler(tx: Tx, account: Account, caseFile: CaseFile, data: EventData): void {
  // @ts-expect-error There is no such type of event.
  recordOnAccount(tx, account, "NEVER", SYSTEM, {});
  // @ts-expect-error It happens to cases, not to accounts.
  recordOnAccount(tx, account, "RULING_FINAL", SYSTEM, { rulingId: "rlg_1" });
  // @ts-expect-error It does not say which ruling.
  caseFile.apply({ type: "RULING_FINAL", data: {} });
  // @ts-expect-error There is no such outcome.
  caseFile.apply({ type: "RULING_ISSUED", data: { rulingId: "rlg_1", outcome: "MAYBE" } });
  // @ts-expect-error Nobody asked for more.
  caseFile.apply({ type: "RULING_FINAL", data: { rulingId: "rlg_1", amount: 1 } });
  // @ts-expect-error No event tells this.
  void data.colour;
}

export const PROJECTION: Projection<"RULING_FINAL" | "OFFER_MADE"> = {
  name: "expects-too-much",
  // @ts-expect-error It did not say that it takes this type.
  types: new Set(["MESSAGE_SENT"]),
  async apply(_tx, event) {
    // @ts-expect-error Only one of the two tells it.
    void event.data.offerId;
    if (event.type === "OFFER_MADE") void event.data.offerId;
  },
};

// @ts-expect-error Of every fact of a case it is said who is told.
export const NOTICES_WITH_A_GAP: typeof NOTICES = { MESSAGE_SENT: [] };

// @ts-expect-error A final ruling tells of no offer.
export const offerOf = (event: EventOf<"RULING_FINAL">): string => event.data.offerId;
