import { playStory, type Played } from "../../src/demo/story";
import type { Line } from "../../src/demo/story-listener";
import { startWorld, type World } from "../support/world";

/** All that the parties are told of the main case. */
const DISPUTE = words(`
  COMPLAINT_OPENED MESSAGE_SENT OFFER_MADE OFFER_COUNTERED DEMAND_REFUSED COMPLAINT_ESCALATED
  INFORMATION_REQUESTED INFORMATION_SUPPLIED COMPLAINT_ACCEPTED
  EVIDENCE_SUBMITTED EVIDENCE_SUBMITTED DEFENCE_SUBMITTED EVIDENCE_CLOSED EVIDENCE_CLOSED EVIDENCE_SEALED
  RULING_ISSUED RULING_PUBLISHED RULING_FINAL
  REMEDY_PROOF_FILED REMEDY_PROOF_FILED REMEDY_CONFIRMED REMEDY_CONFIRMED COMPLAINT_REMEDIED`);

const FRAUD = words(`
  COMPLAINT_OPENED COMPLAINT_ACCEPTED EVIDENCE_SUBMITTED EVIDENCE_CLOSED EVIDENCE_CLOSED EVIDENCE_SEALED
  RULING_ISSUED RULING_PUBLISHED RULING_FINAL REMEDY_PROOF_FILED REMEDY_CONFIRMED COMPLAINT_REMEDIED`);

const SETTLEMENT = words("COMPLAINT_OPENED OFFER_MADE OFFER_ACCEPTED SETTLEMENT_PROOF_FILED SETTLEMENT_CONFIRMED");

describe("the demo's story", () => {
  let world: World;
  const lines: Line[] = [];
  let played: Played;

  beforeAll(async () => {
    world = await startWorld("sqlite");
    played = await playStory(world.url, (line) => lines.push(line));
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const seen = (who: keyof Played["seen"], which: keyof Played["ids"]): string[] =>
    played.seen[who].filter(({ id }) => id === played.ids[which]).map(({ type }) => type);

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
        COMPLAINT_TAKEN RULING_ISSUED`),
    );
    const work = words(`COMPLAINT_TAKEN COMPLAINT_ACCEPTED
      EVIDENCE_SUBMITTED EVIDENCE_CLOSED EVIDENCE_CLOSED EVIDENCE_SEALED COMPLAINT_TAKEN`);
    // 刘洋 follows what she holds, 周敏 whatever is grave.
    expect([seen("liu", "dispute"), seen("liu", "fraud")]).toEqual([[], work]);
    expect(seen("zhou", "dispute")).toEqual([]);
    expect(seen("zhou", "fraud")).toEqual(["COMPLAINT_OPENED", ...work, "RULING_AWAITS_APPROVAL", "RULING_ISSUED"]);
    expect([seen("chen", "settlement"), seen("liu", "settlement"), seen("zhou", "settlement")]).toEqual([[], [], []]);
  });

  it("tells the public the rulings", () => {
    expect(played.seen.street.map(({ type }) => type)).toEqual(["RULING", "RULING"]);
  });

  it("prints each sighting as it happens, after the act that caused it", () => {
    const texts = lines.map(({ who, kind, text }) => `${who ?? ""} ${kind} ${text.split(" ")[0] ?? ""}`);
    const offer = texts.indexOf("王强 does makeOffer");
    expect(texts.slice(offer, offer + 3).sort()).toEqual(
      ["王强 does makeOffer", "王强 sees OFFER_MADE", "李娜 sees OFFER_MADE"].sort(),
    );
    expect(lines.filter(({ kind }) => kind === "refused").map(({ text }) => text.split(":")[0])).toEqual([
      "NOT_YET",
      "LEASE_HELD",
      "FORBIDDEN",
      "LISTING_UNAVAILABLE",
      "PROVIDER_RESTRICTED",
    ]);
  });

  it("shows the listing's place in the search before, with and after the penalties", () => {
    const places = lines
      .filter(({ text }) => text.startsWith("Search "))
      .map(({ text }) => /our listing is ([^;]+)/.exec(text)?.[1]);
    expect(places).toEqual(["number 1 of 2", "number 2 of 2", "not in it", "number 1 of 2"]);
  });

  it("can be played again on the same server", async () => {
    const again = await playStory(world.url, () => undefined);
    expect(again.ended).toEqual(played.ended);
    expect(again.ids).not.toEqual(played.ids);
  });
});

it("stops before the clock where the clock cannot be moved, and says so", async () => {
  await using world = await startWorld("sqlite", {}, { DEVELOPMENT: "false" });
  const texts: string[] = [];
  const { finished, ended } = await playStory(world.url, ({ text }) => texts.push(text));
  expect(finished).toBe(false);
  expect(ended).toEqual({ dispute: "RULED", fraud: "RULED", settlement: "SETTLED" });
  expect(texts.at(-1)).toContain("DEVELOPMENT");
});

it("says that the demo's people are missing", async () => {
  await using world = await startWorld("sqlite", {}, { DEMO: "false" });
  await expect(playStory(world.url, () => undefined)).rejects.toThrow("demo's people cannot sign in");
});

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
