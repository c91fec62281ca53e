import type { Actor, Role } from "../../../src/accounts/actor/actor";
import type { Signer } from "../../../src/accounts/actor/signer.policy";
import { whyNotAgreeToErasure } from "../../../src/public/personal-data/erasure.policy";

test("a deletion that another proposes is agreed to by somebody else, whose signature counts as a second one", () => {
  const whyNot = (who: string, role: Role, signer: Partial<Signer> = {}) => {
    const actor = { accountId: who, roles: new Set([role]) } as unknown as Actor;
    const mine = { accountId: who, tiedTo: new Set<string>(), freshUntil: null, ...signer };
    return whyNotAgreeToErasure(actor, "person", "proposer", mine, 1)?.reason;
  };
  expect([whyNot("other", "ADMIN"), whyNot("lead", "LEAD_MODERATOR")]).toEqual([undefined, undefined]);
  for (const nobody of [whyNot("proposer", "ADMIN"), whyNot("person", "ADMIN"), whyNot("other", "MODERATOR")])
    expect(nobody).toBe("erasure.secondPerson");
  expect(whyNot("other", "ADMIN", { tiedTo: new Set(["proposer"]) })).toBe("secondSignature.tied");
  expect(whyNot("other", "ADMIN", { freshUntil: 2 })).toBe("secondSignature.fresh");
});
