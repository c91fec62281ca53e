import { isAgreed, needsFactor, whyNotRemove, whyNotReset } from "../../src/accounts/factors/factor.policy";
import { passkeySite } from "../../src/accounts/factors/passkey-site.pure";
import type { Signer } from "../../src/accounts/actor/signer.policy";
import { isStaffRole, withholdStaffRoles, type Actor, type Role } from "../../src/accounts/actor/actor";

const actor = (accountId: string, ...roles: Role[]): Actor => ({
  accountId,
  displayName: accountId,
  roles: new Set(roles),
  memberships: [],
  conflicts: [],
  locale: "en",
  timeZone: "Asia/Shanghai",
  tokenVersion: 0,
});
const person = (id: string, ...roles: Role[]) => ({ id, roles, externalSubject: null });

test("staff are all who are neither consumers nor members of providers", () => {
  const roles: Role[] = ["CONSUMER", "PROVIDER_OWNER", "PROVIDER_STAFF", "MODERATOR", "TRAINER", "AUDITOR", "ADMIN"];
  expect(roles.filter(isStaffRole)).toEqual(["MODERATOR", "TRAINER", "AUDITOR", "ADMIN"]);
  expect(withholdStaffRoles(actor("a", "CONSUMER", "ADMIN"), "ACCOUNT")).toMatchObject({
    roles: new Set(["CONSUMER"]),
    withheld: { roles: new Set(["ADMIN"]), because: "ACCOUNT" },
  });
});

test("who needs a factor, and which one must stay", () => {
  expect(needsFactor(true, person("a", "CONSUMER", "MODERATOR"))).toBe(true);
  expect(needsFactor(true, person("a", "CONSUMER"))).toBe(false);
  expect(needsFactor(false, person("a", "MODERATOR"))).toBe(false);
  expect(needsFactor(true, { ...person("a", "MODERATOR"), externalSubject: "s" })).toBe(false);
  expect(whyNotRemove(true, person("a", "MODERATOR"), 1)?.code).toBe("NOT_IN_THIS_STATE");
  expect(whyNotRemove(true, person("a", "MODERATOR"), 2)).toBeNull();
  expect(whyNotRemove(true, person("a", "CONSUMER"), 1)).toBeNull();
});

test("taking factors away: alone of consumers, by two of staff, of whom one asked as administrator and still is one", () => {
  const [admin, other, lead] = [actor("admin", "ADMIN"), actor("other", "ADMIN"), actor("lead", "LEAD_MODERATOR")];
  const [tom, chen] = [person("tom", "CONSUMER"), person("chen", "MODERATOR")];
  const asked = { byId: "admin", isStillAdmin: true };
  expect(isAgreed(admin, tom, null)).toBe(true);
  expect(isAgreed(admin, chen, null)).toBe(false);
  expect(isAgreed(admin, chen, asked)).toBe(false);
  expect(isAgreed(other, chen, asked)).toBe(true);
  expect(isAgreed(other, chen, { ...asked, isStillAdmin: false })).toBe(false);
  const whyNot = (by: Actor, whose: typeof tom, first: typeof asked | null, signer: Partial<Signer> = {}) =>
    whyNotReset(by, whose, first, { accountId: by.accountId, tiedTo: new Set(), freshUntil: null, ...signer }, 1)?.code;
  expect(whyNot(lead, chen, asked)).toBeUndefined();
  expect(whyNot(lead, chen, null)).toBe("NOT_IN_THIS_STATE");
  expect(whyNot(lead, tom, asked)).toBe("FORBIDDEN");
  expect(whyNot(admin, person("admin", "ADMIN"), { byId: "other", isStillAdmin: true })).toBe("FORBIDDEN");
  // A second signature that does not count is none; for whom nobody else is needed it does not matter.
  const tied = { tiedTo: new Set(["admin"]) };
  expect([lead, other].map((by) => whyNot(by, chen, asked, tied))).toEqual(Array(2).fill("SECOND_APPROVER_REQUIRED"));
  expect(whyNot(other, chen, asked, { freshUntil: 2 })).toBe("NOT_YET");
  expect([whyNot(other, tom, asked, tied), whyNot(other, chen, null, tied)]).toEqual([undefined, undefined]);
});

describe("where passkeys are used", () => {
  test("at the public address, and at other pages under the same name alone", () => {
    const others = [
      "https://app.redress.example",
      "https://redress.example.evil.test",
      "https://evilredress.example",
      "x",
    ];
    expect(passkeySite("https://redress.example/base", others)).toEqual({
      rpId: "redress.example",
      origins: ["https://redress.example", "https://app.redress.example"],
    });
  });

  test.each(["http://127.0.0.1:4000", "http://[::1]:4000"])("not at %s", (url) => {
    expect(() => passkeySite(url, [])).toThrow("NOT_IN_THIS_STATE");
  });
});
