import { playStory, type Played } from "../../../src/app/demo/story";
import type { Line } from "../../../src/app/demo/story-listener";
import { newId } from "../../../src/platform/ids";
import { PolicyValue } from "../../../src/house-rules/policy-value.entity";
import type { RunningServer } from "../../../src/server";
import { describeWith } from "../../support/programs";
import { temporaryFolder } from "../../support/temporary";
import { startNode, startWorld, type World } from "../../support/world";

/** All that the parties are told of the main case. */
const DISPUTE = words(`
  COMPLAINT_OPENED MESSAGE_SENT OFFER_MADE OFFER_COUNTERED DEMAND_REFUSED COMPLAINT_ESCALATED
  INFORMATION_REQUESTED INFORMATION_SUPPLIED COMPLAINT_ACCEPTED
  EVIDENCE_SUBMITTED EVIDENCE_SUBMITTED DEFENCE_SUBMITTED EVIDENCE_CLOSED EVIDENCE_CLOSED EVIDENCE_SEALED
  RULING_ISSUED RULING_PUBLISHED
  RULING_APPEALED APPEAL_ANSWERED APPEAL_DECIDED RULING_REVERSED REGISTER_CORRECTED RULING_ISSUED RULING_PUBLISHED RULING_FINAL
  REMEDY_PROOF_FILED REMEDY_PROOF_FILED REMEDY_CONFIRMED REMEDY_CONFIRMED COMPLAINT_REMEDIED`);

const FRAUD = words(`
  COMPLAINT_OPENED COMPLAINT_ACCEPTED EVIDENCE_SUBMITTED EVIDENCE_CLOSED EVIDENCE_CLOSED EVIDENCE_SEALED
  RULING_ISSUED RULING_PUBLISHED
  REMEDY_PROOF_FILED REMEDY_CONTESTED REMEDY_DEFAULTED COMPENSATION_SET_ASIDE REMEDY_PAID_FROM_DEPOSIT
  RULING_FINAL COMPLAINT_REMEDIED`);

const SETTLEMENT = words(
  "COMPLAINT_OPENED OFFER_MADE OFFER_ACCEPTED RETURN_OPENED RETURN_SHIPPED RETURN_RECEIVED SETTLEMENT_PROOF_FILED SETTLEMENT_CONFIRMED",
);

// On MariaDB: who waits for SQLite's lock holds up its whole process, and these two servers are in one.
describeWith("mariadbd", "the demo's story", () => {
  let world: World;
  const lines: Line[] = [];
  let played: Played;
  let node: RunningServer;

  /** From a day on, after the first play, a single ruling is a precedent. */
  beforeAll(async () => {
    world = await startWorld("mariadb");
    await world.db.transact(async (tx) => {
      const effectiveFrom = world.clock.now() + 86_400_000;
      tx.insert(PolicyValue, { id: newId(PolicyValue), code: "precedent.least", effectiveFrom, value: { rulings: 1 } });
    });
    // The world's own server may have read the house rules already, and knows them for a while.
    node = await startNode(world, { DATA_DIR: (await temporaryFolder("demo")).path }, { clock: world.clock });
    played = await playStory(node.url, (line) => lines.push(line));
  });
  afterAll(async () => {
    await node?.[Symbol.asyncDispose]();
    await world[Symbol.asyncDispose]();
  });

  const seen = (who: keyof Played["seen"], which: keyof Played["ids"]): string[] =>
    played.seen[who].filter(({ id, type }) => id === played.ids[which] && type !== "INBOX").map(({ type }) => type);
  const notes = (start: string): string[] =>
    lines.filter(({ text }) => text.startsWith(start)).map(({ text }) => text.slice(start.length));

  it("ends every case as it should", () => {
    expect(played).toMatchObject({
      finished: true,
      ended: { dispute: "REMEDIED", fraud: "REMEDIED", settlement: "SETTLED" },
    });
  });

  it.each([
    ["lina", { dispute: DISPUTE, fraud: [], settlement: SETTLEMENT }],
    ["tom", { dispute: [], fraud: FRAUD, settlement: [] }],
    ["wang", { dispute: DISPUTE, fraud: FRAUD, settlement: SETTLEMENT }],
  ] as const)("tells %s all of their own cases in order, once, and nothing of others'", (who, expected) => {
    for (const which of ["dispute", "fraud", "settlement"] as const) expect(seen(who, which)).toEqual(expected[which]);
  });

  it("tells moderators what is in the queue they asked for", () => {
    expect(seen("chen", "dispute")).toEqual(
      words(`COMPLAINT_ESCALATED COMPLAINT_TAKEN INFORMATION_REQUESTED INFORMATION_SUPPLIED COMPLAINT_TAKEN COMPLAINT_ACCEPTED
        EVIDENCE_SUBMITTED EVIDENCE_SUBMITTED DEFENCE_SUBMITTED EVIDENCE_CLOSED EVIDENCE_CLOSED EVIDENCE_SEALED
        COMPLAINT_TAKEN RULING_AWAITS_APPROVAL RULING_ISSUED
        RULING_APPEALED APPEAL_ANSWERED APPEAL_DECIDED RULING_REVERSED REGISTER_CORRECTED RULING_ISSUED RULING_PUBLISHED RULING_FINAL`),
    );
    const work = words(`COMPLAINT_TAKEN COMPLAINT_ACCEPTED
      EVIDENCE_SUBMITTED EVIDENCE_CLOSED EVIDENCE_CLOSED EVIDENCE_SEALED COMPLAINT_TAKEN`);
    // 刘洋 follows what she holds, 周敏 whatever is grave, 钱涛 what is appealed.
    expect([seen("qian", "dispute"), seen("qian", "fraud")]).toEqual([
      ["RULING_APPEALED", "APPEAL_ANSWERED", "RULING_FINAL"],
      [],
    ]);
    expect([seen("liu", "dispute"), seen("liu", "fraud")]).toEqual([[], work]);
    expect(seen("zhou", "dispute")).toEqual([]);
    expect(seen("zhou", "fraud")).toEqual(["COMPLAINT_OPENED", ...work, "RULING_AWAITS_APPROVAL", "RULING_ISSUED"]);
    expect([seen("chen", "settlement"), seen("liu", "settlement"), seen("zhou", "settlement")]).toEqual([[], [], []]);
  });

  it("tells the public the rulings, and that one is reversed", () => {
    const types = ["RULING", "RULING_REVERSED", "RULING", "RULING"];
    expect(played.seen.street.map(({ type }) => type)).toEqual(types);
    const [first, reversed] = played.seen.street;
    expect(reversed?.id).toBe(first?.id);
  });

  it("tells a party's inbox live how much is unread", () => {
    expect(notes("李娜's inbox: ").map((text) => text.split(" ")[0])).toEqual(["9", "0"]);
    const inbox = lines
      .filter(({ text }) => text.startsWith("INBOX "))
      .map(({ text }) => /(\d+) unread/.exec(text)?.[1]);
    expect(inbox).toEqual(["1", "5"]);
  });

  it("shows the moderator beforehand what the penalties will do", () => {
    expect(notes("陈静 previews: ")).toEqual([
      "points 0 → 8, at 4 they bring WARNING + PUBLIC_NOTICE; listings touched 1, open orders stopped 0; needs a second person: FINE",
    ]);
    expect(notes("刘洋 previews: ")).toEqual([
      "points 2 → 26, at 24 they bring SUSPENSION + MANDATORY_TRAINING + PUBLIC_NOTICE; listings touched 1, open orders stopped 3; needs a second person: L4, SUSPENSION",
    ]);
  });

  it("stays the fine during the appeal, and takes back all that the reversed ruling did", () => {
    expect(notes("Penalties ")).toEqual([
      "of the ruling appealed: WARNING ACTIVE · RANK_DEMOTION 14 d ACTIVE · FINE 10000.00 CNY STAYED",
      "of the ruling reversed: WARNING REVERSED · RANK_DEMOTION 14 d REVERSED · FINE 10000.00 CNY REVERSED",
      "of the ruling in effect: WARNING ACTIVE · PUBLIC_NOTICE ACTIVE",
    ]);
    expect(notes("Points, ").map((text) => text.split(": ")[1])).toEqual([
      "4 that count, 0 provisional",
      "2 that count, 0 provisional",
    ]);
    expect(notes("Register entry ")).toEqual([
      "1: RULING UPHELD",
      "2: REVERSAL UPHELD because APPEAL_PARTLY_GRANTED, corrects entry 1",
      "3: RULING PARTLY_UPHELD",
      "4: RULING_FINAL PARTLY_UPHELD",
    ]);
  });

  it("takes money in as a deposit, and gives it back for goods that came back", () => {
    expect(notes("Seen by finance; the deposit")).toEqual([", as the provider and the platform see it: 5000.00 CNY"]);
    expect(notes("The return is ")).toEqual(["REFUNDED: 600.00 CNY"]);
  });

  it("prints each sighting as it happens, after the act that caused it", () => {
    const texts = lines.map(({ who, kind, text }) => `${who ?? ""} ${kind} ${text.split(" ")[0] ?? ""}`);
    const offer = texts.indexOf("王强 does makeOffer");
    expect(texts.slice(offer, offer + 3).sort()).toEqual(
      ["王强 does makeOffer", "王强 sees OFFER_MADE", "李娜 sees OFFER_MADE"].sort(),
    );
    expect(lines.filter(({ kind }) => kind === "refused").map(({ text }) => text.split(":")[0])).toEqual([
      "PROVIDER_RESTRICTED",
      "NOT_YET",
      "LEASE_HELD",
      "CONFLICT_OF_INTEREST",
      "NOT_IN_THIS_STATE",
      "FORBIDDEN",
      "BAD_USER_INPUT",
      "LISTING_UNAVAILABLE",
      "PROVIDER_RESTRICTED",
    ]);
  });

  it("shows the listing's place in the search before, with and after the penalties", () => {
    const places = lines
      .filter(({ text }) => text.startsWith("Search "))
      .map(({ text }) => /our listing is ([^;]+)/.exec(text)?.[1]);
    expect(places).toEqual(["number 1 of 2", "number 2 of 2", "number 1 of 2", "not in it", "number 1 of 2"]);
  });

  it("can be played again on the same server, where its own rulings have become precedents", async () => {
    const texts: string[] = [];
    const again = await playStory(node.url, ({ text }) => texts.push(text));
    expect(again.ended).toEqual(played.ended);
    expect(again.ids).not.toEqual(played.ids);
    expect(texts).toContainEqual(expect.stringContaining("needs a second person: FINE; departs from past rulings"));
  });
});

it("stops before the clock where the clock cannot be moved, and says so", async () => {
  await using world = await startWorld("sqlite", {}, { DEVELOPMENT: "false" });
  const texts: string[] = [];
  const { finished, ended } = await playStory(world.url, ({ text }) => texts.push(text));
  expect(finished).toBe(false);
  expect(ended).toEqual({ dispute: "REMEDIED", fraud: "RULED", settlement: "SETTLED" });
  expect(texts.at(-1)).toContain("DEVELOPMENT");
});

it("says that the demo's people are missing", async () => {
  await using world = await startWorld("sqlite", {}, { DEMO: "false" });
  await expect(playStory(world.url, () => undefined)).rejects.toThrow("demo's people cannot sign in");
});

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
