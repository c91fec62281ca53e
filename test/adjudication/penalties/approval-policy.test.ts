import type { Signer } from "../../../src/accounts/actor/signer.policy";
import { approvalShortages, signedBefore } from "../../../src/adjudication/penalties/approval-reach.pure";
import { whyNotDecide } from "../../../src/adjudication/penalties/penalty.policy";
import type { Actor } from "../../../src/accounts/actor/actor";

const lead: Actor = {
  ...{
    accountId: "lead",
    displayName: "Lead",
    memberships: [],
    conflicts: [],
    locale: "en",
    timeZone: "Asia/Shanghai",
  },
  tokenVersion: 0,
  roles: new Set(["LEAD_MODERATOR"]),
};
const PENALTY = {
  providerId: "prv",
  status: "AWAITING_APPROVAL",
  hearingUntil: null,
  hearingStatementAt: null,
} as const;
const RULING = { consumerId: "con", providerId: "prv", decidedById: "decider", approvedById: "approver" };

const answer = (
  signer: Partial<Signer> | null,
  approvals: string[] = [],
  action: "APPROVE" | "DECLINE" = "APPROVE",
  barred: string[] = [],
) =>
  whyNotDecide(
    action,
    lead,
    PENALTY,
    {
      ruling: RULING,
      barred,
      approvals: approvals.map((accountId) => ({ accountId })),
      recusals: [],
      signer: signer && { accountId: "lead", tiedTo: new Set<string>(), freshUntil: null, ...signer },
    },
    1_000,
  );

test("a lead whose hands are free approves", () => {
  expect(answer({})).toBeNull();
  expect(answer({ tiedTo: new Set(["somebody"]) }, ["other"])).toBeNull();
});

test.each(["decider", "approver", "other"])(
  "not beside %s, who gave the lead the role or was given it by them",
  (tied) => {
    expect(answer({ tiedTo: new Set([tied]) }, ["other"])).toMatchObject({
      code: "SECOND_APPROVER_REQUIRED",
      reason: "secondSignature.tied",
    });
    // One no is enough, by any lead.
    expect(answer({ tiedTo: new Set([tied]) }, ["other"], "DECLINE")).toBeNull();
  },
);

test("not with a fresh role; and not when it is not known whose hands are free", () => {
  expect(answer({ freshUntil: 1_001 })).toMatchObject({ code: "NOT_YET", availableAt: 1_001 });
  expect(answer({ freshUntil: 1_000 })).toBeNull();
  expect(answer(null)).toMatchObject({ code: "SECOND_APPROVER_REQUIRED" });
});

test("not one who signed the ruling; who only approved it counts where there are fewer than three leads", () => {
  const rule = { exclusionFrom: 3 };
  const ruling = { decidedById: "decider", approvedById: "lead" };
  expect(answer({}, [], "APPROVE", signedBefore(ruling, 3, rule))).toMatchObject({
    code: "SECOND_APPROVER_REQUIRED",
    reason: "penalty.ownRuling",
  });
  expect(answer({}, [], "APPROVE", signedBefore(ruling, 2, rule))).toBeNull();
  // Who decided it never does, however few there are.
  expect(answer({}, [], "DECLINE", signedBefore({ decidedById: "lead", approvedById: null }, 1, rule))).toMatchObject({
    code: "SECOND_APPROVER_REQUIRED",
  });
});

describe("more approvals than there are people", () => {
  const rule = { people: { SUSPENSION: 1, TERMINATION: 2 }, exclusionFrom: 3 } as const;
  const told = (leads: string[], waiting: Parameters<typeof approvalShortages>[1] = []) =>
    approvalShortages(leads, waiting, rule).map(({ kind, penaltyId, needed, possible }) =>
      [kind, penaltyId, needed, possible].join(" "),
    );

  test.each([
    [[], ["SUSPENSION  1 0", "TERMINATION  2 0"]],
    [["a"], ["TERMINATION  2 1"]],
    [["a", "b"], []],
    [["a", "b", "c"], []],
  ])("with the leads %j", (leads, expected) => {
    expect(told(leads)).toEqual(expected);
  });

  test("a rule that excludes where it cannot is found as well", () => {
    expect(approvalShortages(["a", "b"], [], { ...rule, exclusionFrom: 2 })).toMatchObject([
      { kind: "TERMINATION", needed: 2, possible: 1 },
    ]);
  });

  test("one that waits counts who has approved it, and not who may not", () => {
    const waiting = { penaltyId: "pen_1", kind: "TERMINATION", approvedBy: ["a"], barred: ["b"] } as const;
    expect(told(["a", "b", "c"], [waiting])).toEqual([]);
    expect(told(["a", "b", "c"], [{ ...waiting, barred: ["b", "c"] }])).toEqual(["TERMINATION pen_1 2 1"]);
    // The first approval stands, even if its lead has left since.
    expect(told(["b", "c", "d"], [waiting])).toEqual([]);
  });
});
