import { signerFrom, whyNotSecond, type Grant } from "../../src/accounts/actor/signer.policy";
import type { Role } from "../../src/accounts/actor/actor";

const HOUR = 3_600_000;
const LEAD: readonly Role[] = ["LEAD_MODERATOR"];

const grant = (accountId: string, [proposedById, decidedById]: [string, string], decidedAt = 0): Grant => ({
  ...{ accountId, role: "LEAD_MODERATOR", proposedById, decidedById, decidedAt },
});
const signer = (grants: Grant[], roles: Role[] = ["LEAD_MODERATOR"], asked: readonly Role[] = LEAD) =>
  signerFrom({ accountId: "me", roles: new Set(roles) }, grants, asked, 24 * HOUR);

test("a role that the operator gave ties to nobody and is never fresh", () => {
  expect(whyNotSecond(signer([]), ["anybody", null], 0)).toBeNull();
});

test("who proposed or approved my role, and whose I proposed or approved, is no first signer for me", () => {
  const me = signer([
    grant("me", ["maker", "helper"], -48 * HOUR),
    grant("made", ["me", "other"]),
    grant("helped", ["third", "me"]),
  ]);
  for (const tied of ["maker", "helper", "made", "helped"])
    expect([tied, whyNotSecond(me, ["x", tied], 0)?.code]).toEqual([tied, "SECOND_APPROVER_REQUIRED"]);
  // Who signed with me for somebody else owes me nothing.
  for (const free of ["other", "third", "x"]) expect(whyNotSecond(me, [free, null], 0)).toBeNull();
});

test("another account of the same person is no first signer", () => {
  const me = signerFrom({ accountId: "me", roles: new Set(LEAD) }, [], LEAD, HOUR, ["me-again"]);
  expect(whyNotSecond(me, ["x", "me-again"], HOUR)?.reason).toBe("secondSignature.same");
  expect(whyNotSecond(me, ["x", null], HOUR)).toBeNull();
});

test("a role signs second a day after it was given, to the millisecond", () => {
  const me = signer([grant("me", ["maker", "helper"], 5)]);
  expect(whyNotSecond(me, ["x"], 24 * HOUR + 4)).toMatchObject({ code: "NOT_YET", availableAt: 24 * HOUR + 5 });
  expect(whyNotSecond(me, ["x"], 24 * HOUR + 5)).toBeNull();
});

test("an old role that lets somebody sign is not made fresh by another one", () => {
  const grants = [{ ...grant("me", ["maker", "helper"], 5), role: "ADMIN" as const }];
  const both: Role[] = ["ADMIN", "LEAD_MODERATOR"];
  expect(whyNotSecond(signer(grants, both, both), ["x"], 6)).toBeNull();
  expect(whyNotSecond(signer(grants, ["ADMIN"], both), ["x"], 6)?.code).toBe("NOT_YET");
});
