import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { CLOCKS, REMINDED } from "../../../src/case/complaints/clock-names";
import { maySeeAudience } from "../../../src/case/complaints/complaint.policy";
import { handlerOf, NOTICES, recipientsOf } from "../../../src/case/complaints/notices";
import { MESSAGES } from "../../../src/app/messages";

const { en, "zh-CN": zh } = MESSAGES;

const CASE = { consumerId: "acc_consumer", providerId: "prv_provider", handlerId: "acc_handler" };
const CONSUMER = { accountId: "acc_consumer", side: "CONSUMER" } as const;
const MEMBER = { accountId: "acc_member", side: "PROVIDER" } as const;

test("a side is told what the other did, both what the platform or the clock did, nobody what they did themselves", () => {
  const fact = { type: "MESSAGE_SENT", audience: "PARTIES" } as const;
  expect(recipientsOf(fact, CASE, CONSUMER)).toEqual(["prv_provider", "acc_handler"]);
  expect(recipientsOf(fact, CASE, MEMBER)).toEqual(["acc_consumer", "acc_handler"]);
  expect(recipientsOf(fact, CASE, { accountId: "acc_handler", side: null })).toEqual(["acc_consumer", "prv_provider"]);
  expect(recipientsOf(fact, CASE, null)).toEqual(["acc_consumer", "prv_provider", "acc_handler"]);
  expect(recipientsOf({ ...fact, audience: "PROVIDER_SIDE" }, CASE, MEMBER)).toEqual(["acc_handler"]);
  expect(recipientsOf({ ...fact, type: "COMPLAINT_TAKEN" }, CASE, null)).toEqual([]);
});

test("nobody is told of what is not for them, of any type, whoever did it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(NOTICES)),
      fc.constantFrom("PARTIES", "CONSUMER_SIDE", "PROVIDER_SIDE", "STAFF", "PUBLIC"),
      fc.constantFrom(CONSUMER, MEMBER, { accountId: "acc_handler", side: null }, null),
      (type, audience, actor) => {
        const told = recipientsOf({ type, audience }, CASE, actor);
        const mayBe = {
          acc_consumer: maySeeAudience(audience, { side: "CONSUMER", isStaff: false }) && actor !== CONSUMER,
          prv_provider: maySeeAudience(audience, { side: "PROVIDER", isStaff: false }) && actor !== MEMBER,
          acc_handler: actor?.accountId !== "acc_handler",
        };
        expect(told.filter((id) => !mayBe[id as keyof typeof mayBe])).toEqual([]);
        expect(new Set(told).size).toBe(told.length);
      },
    ),
  );
});

test("for the platform whom the case is assigned to is told, or else who holds it, as long as the lease lasts", () => {
  const held = { assignedToId: null, leaseHolderId: "acc_holder", leaseExpiresAt: 100 };
  expect(handlerOf(held, 99)).toBe("acc_holder");
  expect(handlerOf(held, 100)).toBeNull();
  expect(handlerOf({ ...held, assignedToId: "acc_assignee" }, 99)).toBe("acc_assignee");
  expect(handlerOf({ assignedToId: null, leaseHolderId: null, leaseExpiresAt: null }, 99)).toBeNull();
});

test("every notice has its words in both languages, and so have the clocks that remind", () => {
  const keys = [
    ...Object.keys(NOTICES).map((type) => `notice.${type}`),
    ...CLOCKS.filter((clock) => REMINDED[clock]).map((clock) => `clock.${clock}`),
  ];
  for (const messages of [en, zh]) expect(keys.filter((key) => !(key in messages))).toEqual([]);
});

/** Facts of cases that are news to nobody: the desk's own affairs, and what another event of the same moment tells. */
const UNTOLD = [
  "BULK_ACTION_UNDONE",
  "COMPLAINT_ESCALATED_TO_LEAD",
  "COMPLAINT_HELD",
  "COMPLAINT_MOVED_TO_QUEUE",
  "COMPLAINT_RELEASED",
  "COMPLAINT_REMITTED",
  "COMPLAINT_TAKEN",
  // Who sent it is told in the answer, and nobody else ever had it.
  "EVIDENCE_REFUSED",
  "MODERATOR_RECUSED",
  "REGISTER_CORRECTED",
  "RULING_AWAITS_APPROVAL",
  "RULING_PUBLISHED",
  "SEVERITY_CHANGED",
  "STILL_UNREMEDIED",
];

test("every fact that a command records on a case is told to somebody or is known to be news to nobody", () => {
  const rooms = [
    "case/complaints",
    "case/negotiation",
    "case/evidence",
    "case/desk",
    "adjudication/rulings",
    "adjudication/remedies",
    "case/returns",
    "adjudication/decisions",
    "adjudication/stays",
    "adjudication/referrals",
  ];
  const sources = rooms.flatMap((room) => {
    const folder = join(__dirname, "../../../src", room);
    return readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  });
  const recorded = new Set(
    sources.flatMap((text) => [...text.matchAll(/\btype: "([A-Z_]+)"/g)].map(([, type]) => type ?? "")),
  );
  expect(recorded.size).toBeGreaterThan(40);
  expect([...recorded].filter((type) => !(type in NOTICES) && !UNTOLD.includes(type))).toEqual([]);
});
