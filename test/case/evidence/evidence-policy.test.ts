import { evidenceRoot } from "../../../src/case/evidence/evidence-root.pure";
import { maySeeEvidence, maySupersede } from "../../../src/case/evidence/evidence.policy";
import type { Actor, Role } from "../../../src/accounts/actor/actor";

const parties = { consumerId: "acc_consumer", providerId: "prv_x" };
const actor = (accountId: string, roles: Role[] = [], providerId?: string): Actor => ({
  accountId,
  displayName: accountId,
  roles: new Set(roles),
  memberships: providerId ? [{ providerId, role: "STAFF" }] : [],
  conflicts: [],
  locale: "en",
  timeZone: "Asia/Shanghai",
  tokenVersion: 0,
});
const consumer = actor("acc_consumer", ["CONSUMER"]);
const staff = actor("acc_staff", ["PROVIDER_STAFF"], "prv_x");
const moderator = actor("acc_mod", ["MODERATOR"]);
const piece = { side: "CONSUMER", visibility: "PARTIES", status: "STORED", submittedById: "acc_consumer" } as const;

describe("who sees a piece of evidence", () => {
  it.each([
    ["PARTIES", true, true, true],
    ["CONSUMER_SIDE", true, false, true],
    ["PROVIDER_SIDE", false, true, true],
  ] as const)("%s: consumer %s, provider %s, moderator %s", (visibility, byConsumer, byProvider, byModerator) => {
    const see = (who: Actor | null): boolean => maySeeEvidence(who, parties, { ...piece, visibility });
    expect([see(consumer), see(staff), see(moderator)]).toEqual([byConsumer, byProvider, byModerator]);
    expect(see(actor("acc_stranger", ["CONSUMER"]))).toBe(false);
    expect(see(actor("acc_other", ["PROVIDER_STAFF"], "prv_other"))).toBe(false);
    expect(see(null)).toBe(false);
  });

  it("a moderator who is the consumer sees no more than a consumer", () => {
    const both = actor("acc_consumer", ["CONSUMER", "MODERATOR"]);
    expect(maySeeEvidence(both, parties, { ...piece, visibility: "PROVIDER_SIDE" })).toBe(false);
  });

  it("what has not arrived is seen only by whoever announced it, while still on that side", () => {
    const pending = { side: "PROVIDER", visibility: "PARTIES", status: "PENDING", submittedById: "acc_staff" } as const;
    expect(maySeeEvidence(staff, parties, pending)).toBe(true);
    expect(maySeeEvidence(actor("acc_colleague", ["PROVIDER_STAFF"], "prv_x"), parties, pending)).toBe(false);
    expect(maySeeEvidence(moderator, parties, pending)).toBe(false);
    expect(maySeeEvidence(actor("acc_staff"), parties, pending)).toBe(false);
  });
});

it("what the other side has seen is not replaced by something it cannot see", () => {
  expect(maySupersede("CONSUMER", piece, "CONSUMER_SIDE")).toBe(false);
  expect(maySupersede("CONSUMER", piece, "PARTIES")).toBe(true);
  expect(maySupersede("CONSUMER", { ...piece, visibility: "CONSUMER_SIDE" }, "PARTIES")).toBe(true);
  expect(maySupersede("PROVIDER", piece, "PARTIES")).toBe(false);
  expect(maySupersede("CONSUMER", { ...piece, status: "SUPERSEDED" }, "PARTIES")).toBe(false);
});

describe("the seal of the evidence", () => {
  const a = { id: "evd_a", sha256: "1".repeat(64) };
  const b = { id: "evd_b", sha256: "2".repeat(64) };

  it("is the same whatever order the list is read in", () => expect(evidenceRoot([b, a])).toBe(evidenceRoot([a, b])));
  it("changes with each piece and each digest", () => {
    expect(
      new Set([
        evidenceRoot([]),
        evidenceRoot([a]),
        evidenceRoot([a, b]),
        evidenceRoot([a, { ...b, sha256: a.sha256 }]),
      ]).size,
    ).toBe(4);
  });
});
