import fc from "fast-check";
import type { Actor } from "../../../src/accounts/actor/actor";
import { enrolmentStatusAt, remindAt } from "../../../src/prevention/training/enrolment-schedule.pure";
import { courseFor } from "../../../src/prevention/training/training.pure";
import { whyNotAttempt, type Situation } from "../../../src/prevention/training/training.policy";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const member = (role: "OWNER" | "STAFF", accountId = "acc_1"): Actor => ({
  accountId,
  displayName: "",
  roles: new Set(),
  memberships: [{ providerId: "prv_1", role }],
  conflicts: [],
  locale: "en",
  timeZone: "Asia/Shanghai",
  tokenVersion: 0,
});
const situation = (changes: Partial<Situation> = {}): Situation => ({
  enrolment: { providerId: "prv_1", status: "OPEN" },
  takenBy: "ANY_MEMBER",
  open: null,
  lastFailedAt: null,
  pauseMs: 24 * HOUR,
  ...changes,
});

describe("who may attempt a quiz", () => {
  const open = { id: "att_1", accountId: "acc_1", expiresAt: 7 };

  test.each<[string, Actor, Partial<Situation>, unknown]>([
    ["any member", member("STAFF"), {}, null],
    ["an owner", member("OWNER"), { takenBy: "OWNER" }, null],
    ["no staff where owners must", member("STAFF"), { takenBy: "OWNER" }, { code: "FORBIDDEN" }],
    ["nobody else", { ...member("OWNER"), memberships: [] }, {}, { code: "FORBIDDEN" }],
    [
      "no member who reads the right answers as a trainer",
      { ...member("OWNER"), roles: new Set(["PROVIDER_OWNER", "TRAINER"] as const) },
      {},
      { code: "CONFLICT_OF_INTEREST" },
    ],
    ["who is overdue", member("STAFF"), { enrolment: { providerId: "prv_1", status: "OVERDUE" } }, null],
    [
      "who has passed, no more",
      member("STAFF"),
      { enrolment: { providerId: "prv_1", status: "PASSED" } },
      { code: "NOT_IN_THIS_STATE" },
    ],
    ["whose attempt is under way, goes on", member("STAFF"), { open }, null],
    [
      "whose colleague's is, waits",
      member("STAFF", "acc_2"),
      { open },
      { code: "ALREADY_EXISTS", existingId: "att_1", availableAt: 7 },
    ],
  ])("%s", (_, actor, changes, expected) => {
    const found = whyNotAttempt(actor, situation(changes), 5);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected as object);
  });

  test("after a failed attempt the pause lasts exactly as long as the house says", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(2 * DAY), fc.nat(2 * DAY), (lastFailedAt, pauseMs, passed) => {
        const found = whyNotAttempt(member("STAFF"), situation({ lastFailedAt, pauseMs }), lastFailedAt + passed);
        if (passed >= pauseMs) expect(found).toBeNull();
        else expect(found).toMatchObject({ code: "NOT_YET", availableAt: lastFailedAt + pauseMs });
      }),
    );
  });
});

test("an enrolment is overdue by its date, whether that was told or not", () => {
  expect(enrolmentStatusAt({ status: "OPEN", dueAt: 10 }, 9)).toBe("OPEN");
  expect(enrolmentStatusAt({ status: "OPEN", dueAt: 10 }, 10)).toBe("OVERDUE");
  expect(enrolmentStatusAt({ status: "PASSED", dueAt: 10 }, 11)).toBe("PASSED");
});

test("the reminder comes the house's days before, or half-way when that is nearer", () => {
  expect(remindAt(0, 30 * DAY, 3)).toBe(27 * DAY);
  expect(remindAt(0, 4 * DAY, 3)).toBe(2 * DAY);
});

describe("the course for what was found broken", () => {
  const course = (courseId: string, ruleCodes: string[], promiseKinds: string[]) => ({
    courseId,
    ruleCodes,
    promiseKinds,
  });
  const courses = [
    course("crs_3", [], []),
    course("crs_1", ["PRICE-1"], ["PRICE"]),
    course("crs_2", ["DELIVERY-1"], ["DELIVERY_TIME", "QUALITY"]),
  ];
  const pick = (ruleCodes: string[], promiseKinds: string[]) =>
    courseFor(courses, { ruleCodes: new Set(ruleCodes), promiseKinds: new Set(promiseKinds) })?.courseId;

  test("is about the rule cited before it is about the kind of promise, and else the oldest", () => {
    expect(pick(["DELIVERY-1"], ["PRICE"])).toBe("crs_2");
    expect(pick(["FRAUD-1"], ["PRICE"])).toBe("crs_1");
    expect(pick(["FRAUD-1"], ["OTHER"])).toBe("crs_1");
    expect(courseFor([], { ruleCodes: new Set(), promiseKinds: new Set() })).toBeNull();
  });
});
