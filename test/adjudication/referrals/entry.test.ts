import fc from "fast-check";
import { COMPLAINT_STATUSES } from "../../../src/case/complaints/complaint.lifecycle";
import { defaultRoutes } from "../../../src/adjudication/referrals/default-routes";
import { obstacle, openUntil, type EntryConditions } from "../../../src/adjudication/referrals/entry.pure";
import { canBecome, isOpen } from "../../../src/adjudication/referrals/referral.lifecycle";
import { ReferralStatus } from "../../../src/adjudication/referrals/referral-enums.types";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STATUSES = Object.values(ReferralStatus);

const ANY: EntryConditions = {
  states: [],
  amountFrom: null,
  amountUpTo: null,
  agreementNeeded: false,
  withinDays: null,
  negotiateFirstHours: null,
  closedBy: [],
};
const dispute = (changes: Partial<Parameters<typeof obstacle>[1]> = {}): Parameters<typeof obstacle>[1] => ({
  status: "UNDER_REVIEW",
  openedAt: 0,
  amountAtStake: 50_000,
  currency: "CNY",
  referrals: [],
  ...changes,
});
const cny = (amount: number) => ({ amount, currency: "CNY" });

test("without conditions nothing stands in the way, in any state, at any time", () => {
  fc.assert(
    fc.property(fc.constantFrom(...COMPLAINT_STATUSES), fc.nat(), (status, now) => {
      expect(obstacle(ANY, dispute({ status }), now)).toBeNull();
      expect(openUntil(ANY, dispute())).toBeNull();
    }),
  );
});

test.each<[string, Partial<EntryConditions>, Partial<Parameters<typeof obstacle>[1]>, number, unknown]>([
  ["in time", { withinDays: 3 }, {}, 3 * DAY - 1, null],
  ["too late", { withinDays: 3 }, {}, 3 * DAY, { code: "TOO_LATE" }],
  ["in this state", { states: ["UNDER_REVIEW"] }, {}, 0, null],
  ["not in this state", { states: ["CLOSED"] }, {}, 0, { params: { status: "UNDER_REVIEW" } }],
  ["the least amount", { amountFrom: cny(50_000) }, {}, 0, null],
  ["below it", { amountFrom: cny(50_001) }, {}, 0, { reason: "outsideRoute.amount" }],
  ["the greatest amount", { amountUpTo: cny(50_000) }, {}, 0, null],
  ["above it", { amountUpTo: cny(49_999) }, {}, 0, { reason: "outsideRoute.amount" }],
  ["another currency is not compared", { amountUpTo: cny(1) }, { currency: "USD" }, 0, null],
  [
    "not yet while they negotiate",
    { negotiateFirstHours: 48 },
    { status: "NEGOTIATING" },
    48 * HOUR - 1,
    { code: "NOT_YET", availableAt: 48 * HOUR },
  ],
  ["then", { negotiateFirstHours: 48 }, { status: "NEGOTIATING" }, 48 * HOUR, null],
  ["at once when they do not any more", { negotiateFirstHours: 48 }, {}, 0, null],
])("%s", (_, conditions, changes, now, expected) => {
  const found = obstacle({ ...ANY, ...conditions }, dispute(changes), now);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected as object);
});

test("a body that has taken the dispute on closes the ways that mind it, and one that has not does not", () => {
  for (const status of STATUSES) {
    const found = obstacle({ ...ANY, closedBy: ["COURT"] }, dispute({ referrals: [{ route: "COURT", status }] }), 0);
    const taken = ["ACCEPTED", "PENDING", "DECIDED"].includes(status);
    expect([status, found?.reason]).toEqual([status, taken ? "outsideRoute.closedBy.COURT" : undefined]);
  }
});

test("a referral never comes back from its end, and every one can end", () => {
  expect(STATUSES.filter((status) => !isOpen(status))).toEqual(["REFUSED", "DECIDED", "WITHDRAWN"]);
  for (const from of STATUSES) {
    expect(canBecome(from, from)).toBe(false);
    if (!isOpen(from)) expect(STATUSES.some((to) => canBecome(from, to))).toBe(false);
    else for (const end of ["DECIDED", "WITHDRAWN"] as const) expect(canBecome(from, end)).toBe(true);
  }
  // A body refuses before it takes a dispute, not after.
  expect(STATUSES.filter((from) => canBecome(from, "REFUSED"))).toEqual(["FILED"]);
});

test("the catalogue that comes with the platform names the law's ways, in both languages, and no way shuts itself", () => {
  expect(defaultRoutes.map(({ route }) => route).sort()).toEqual(
    ["ADMINISTRATIVE_AUTHORITY", "ARBITRATION", "CONSUMER_ASSOCIATION", "COURT", "MEDIATION"].sort(),
  );
  for (const { route, conditions, link, documents, ...texts } of defaultRoutes) {
    expect([route, conditions.closedBy.includes(route)]).toEqual([route, false]);
    expect(link === null || link.startsWith("https://")).toBe(true);
    const { name, body, summary, legalBasis, cost, duration } = texts;
    for (const { zhCN, en } of [name, body, summary, legalBasis, cost, duration, ...documents])
      expect([route, /\p{Script=Han}/u.test(zhCN), /\p{Script=Han}/u.test(en)]).toEqual([route, true, false]);
  }
});
