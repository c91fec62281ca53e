import { conflictWith } from "../../src/accounts/actor/conflict.policy";
import { mayActForProviders } from "../../src/accounts/actor/account.policy";
import { whyNotDecide } from "../../src/adjudication/penalties/penalty.policy";
import { AudienceActor, type Actor, type Role } from "../../src/accounts/actor/actor";
import { whyNotReport } from "../../src/adjudication/referrals/referral.policy";

const actor = (role: Role, changes: Partial<Actor> = {}): Actor => ({
  accountId: "acc_1",
  displayName: "",
  roles: new Set([role]),
  memberships: [],
  conflicts: [],
  locale: "en",
  timeZone: "Asia/Shanghai",
  tokenVersion: 1,
  ...changes,
});
const former = { conflicts: [{ providerId: "prv_1", ground: "FORMER_MEMBER" }] } as const;
const own = { conflicts: [{ providerId: "prv_1", ground: "OWN_CASE" }] } as const;
const member = { memberships: [{ providerId: "prv_1", role: "STAFF" }] } as const;

test.each([
  ["conflict.MEMBER", member],
  ["conflict.FORMER_MEMBER", former],
  ["conflict.OWN_CASE", own],
  ["conflict.MEMBER", { ...member, ...own }],
])("%s, with that provider and no other", (reason, changes) => {
  const moderator = actor("MODERATOR", changes);
  expect(conflictWith(moderator, "prv_1")).toEqual({ code: "CONFLICT_OF_INTEREST", reason });
  expect(conflictWith(moderator, "prv_2")).toBeNull();
  expect(conflictWith(null, "prv_1")).toBeNull();
});

test("of an audience nobody knows it", () => {
  const audience = new AudienceActor(
    new Set<Role>(["MODERATOR"]),
    { locale: "en", timeZone: "Asia/Shanghai" },
    () => true,
  );
  expect(conflictWith(audience, "prv_1")).toBeNull();
  expect(audience.wasPersonal).toBe(true);
});

test("every role that is not the market's is impartial, a new one too", () => {
  expect(mayActForProviders([])).toBe(true);
  expect(mayActForProviders(["CONSUMER", "PROVIDER_OWNER"])).toBe(true);
  for (const role of ["MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "TRAINER", "AUDITOR", "ADMIN", "NEW"])
    expect([role, mayActForProviders(["CONSUMER", role as Role])]).toEqual([role, false]);
});

const parties = { consumerId: "acc_2", providerId: "prv_1" };

test.each([
  ["conflict.FORMER_MEMBER", former],
  ["conflict.OWN_CASE", own],
])("%s keeps a lead from approving penalties, and a moderator from reporting of a referral", (reason, changes) => {
  const ruling = { ...parties, decidedById: null, approvedById: null };
  const penalty = {
    providerId: "prv_1",
    status: "AWAITING_APPROVAL",
    hearingUntil: null,
    hearingStatementAt: null,
  } as const;
  const facts = {
    ruling,
    barred: [],
    approvals: [],
    recusals: [],
    signer: { accountId: "acc_1", tiedTo: new Set<string>(), freshUntil: null },
  };
  const lead = (more = {}): Actor => actor("LEAD_MODERATOR", more);
  for (const action of ["APPROVE", "DECLINE"] as const) {
    expect(whyNotDecide(action, lead(), penalty, facts, 0)).toBeNull();
    expect(whyNotDecide(action, lead(changes), penalty, facts, 0)).toMatchObject({ reason });
  }
  expect(whyNotReport(lead(), parties, [])).toBeNull();
  expect(whyNotReport(lead(changes), parties, [])).toMatchObject({ reason });
});
