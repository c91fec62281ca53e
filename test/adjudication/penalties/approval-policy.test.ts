import type { Signer } from "../../../src/accounts/signer.policy";
import { whyNotDecide } from "../../../src/adjudication/penalties/penalty.policy";
import type { Actor } from "../../../src/accounts/actor";

const lead: Actor = {
  ...{ accountId: "lead", displayName: "Lead", memberships: [], conflicts: [], locale: "en", tokenVersion: 0 },
  roles: new Set(["LEAD_MODERATOR"]),
};
const PENALTY = {
  providerId: "prv",
  status: "AWAITING_APPROVAL",
  hearingUntil: null,
  hearingStatementAt: null,
} as const;
const RULING = { consumerId: "con", providerId: "prv", decidedById: "decider", approvedById: "approver" };

const answer = (signer: Partial<Signer> | null, approvals: string[] = [], action: "APPROVE" | "DECLINE" = "APPROVE") =>
  whyNotDecide(
    action,
    lead,
    PENALTY,
    {
      ruling: RULING,
      barred: signedBefore(RULING, leads, { exclusionFrom: 3 }),
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
