import { HouseRules } from "../../house-rules/house-rules";
import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { lockAccount } from "../account.queries";
import { endAccountLinks } from "../end-account-links";
import { oneself, recordOnAccount } from "../record-on-account";
import { ContactAddresses } from "./contact-addresses";
import { ContactPoint } from "./contact-point.entity";
import { ownContactPoint } from "./contact.queries";
import type { VerifyContactPointInput } from "./contact-inputs.types";

/** Not by `ctx.command`, which would store a digest of the code. */
export async function verifyContactPoint(
  ctx: Context,
  { contactPointId, code }: VerifyContactPointInput,
): Promise<{ contactPointId: string }> {
  const { accountId } = ctx.signedIn();
  const outcome = await ctx.db.transact(async (tx) => {
    const account = await lockAccount(tx, accountId, "input");
    const point = await ownContactPoint(tx, account.id, contactPointId);
    const most = (await HouseRules.inForce(tx, tx.now)).number("contact.code", "wrongCodes");
    const { codeHash, codeEndsAt, codeGuesses } = point;
    if (codeHash === null || codeEndsAt === null || codeEndsAt <= tx.now || codeGuesses >= most)
      return new Refusal("NOT_IN_THIS_STATE", { reason: "contact.codeEnded" });
    const given = `${point.id}\0${code.replace(/\s/g, "")}`;
    if (!ContactAddresses.of(tx).hashes("code", given).includes(codeHash)) {
      tx.change(point, { codeGuesses: codeGuesses + 1 });
      return new Refusal("BAD_USER_INPUT", { reason: "contact.wrongCode", field: "input.code" });
    }
    tx.change(point, { state: "VERIFIED", verifiedAt: tx.now, codeHash: null, codeEndsAt: null, codeGuesses: 0 });
    for (const { id, kind } of await tx.find(ContactPoint, { accountId })) {
      if (id === point.id || kind !== point.kind) continue;
      tx.execute("DELETE FROM contact_point WHERE id = ?", [id]);
      // One to a new password may lie in the mailbox that is replaced.
      endAccountLinks(tx, account);
    }
    recordOnAccount(tx, account, "CONTACT_VERIFIED", oneself(account), { contactPointId }, [account.id]);
    return { contactPointId };
  });
  // A refusal is returned up to here, because what was counted must be committed.
  if (outcome instanceof Refusal) throw outcome;
  ctx.forgetReads();
  return outcome;
}
