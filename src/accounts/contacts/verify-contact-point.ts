import { HouseRules } from "../../house-rules/house-rules";
import { sql } from "../../platform/database/sql";
import type { Context } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { lockAccount } from "../account/account.queries";
import { endAccountLinks } from "../links/end-account-links";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { ContactAddresses } from "./contact-addresses";
import { ContactPoint } from "./contact-point.entity";
import { ownContactPoint } from "./contact.queries";
import type { VerifyContactPointInput } from "./contact-inputs.types";
import { dropContactPoints } from "./drop-contact-points";

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
    // A link to a new password may lie in the mailbox that is replaced.
    const others = await tx.find(ContactPoint, { accountId, kind: point.kind });
    const replaced = others.filter(({ id }) => id !== point.id);
    if (replaced.length > 0) endAccountLinks(tx, account);
    const replacedId = replaced.find(({ state }) => state === "VERIFIED")?.id;
    dropContactPoints(tx, account.id, sql`kind = ${point.kind} AND id <> ${point.id}`);
    recordOnAccount(
      tx,
      account,
      "CONTACT_VERIFIED",
      oneself(account),
      { contactPointId, ...(replacedId === undefined ? {} : { replacedId }) },
      [account.id],
    );
    return { contactPointId };
  });
  // A refusal is returned up to here, because what was counted must be committed.
  if (outcome instanceof Refusal) throw outcome;
  ctx.forgetReads();
  return outcome;
}
