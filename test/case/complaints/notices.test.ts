import fc from "fast-check";
import type { CaseRecord } from "../../../src/case/complaints/case-events";
import { CLOCKS, REMINDED } from "../../../src/case/complaints/clock-names.pure";
import { maySeeAudience } from "../../../src/case/complaints/complaint.policy";
import { handlerOf, NOTICES, recipientsOf } from "../../../src/case/complaints/notices.pure";
import { MESSAGES } from "../../../src/app/messages";

const { en, "zh-CN": zh } = MESSAGES;

const TYPES = Object.keys(NOTICES) as CaseRecord[];
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
      fc.constantFrom(...TYPES),
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
    ...TYPES.filter((type) => NOTICES[type].length > 0).map((type) => `notice.${type}`),
    ...CLOCKS.filter((clock) => REMINDED[clock]).map((clock) => `clock.${clock}`),
  ];
  for (const messages of [en, zh]) expect(keys.filter((key) => !(key in messages))).toEqual([]);
});
