import type { Context } from "../../platform/graphql/context";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { withProof } from "../factors/with-proof";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { chargeCode } from "./charge-code";
import { ContactAddresses } from "./contact-addresses";
import { ContactPoint } from "./contact-point.entity";
import type { AddContactPointInput } from "./contact-inputs.types";
import { foldAddress } from "./fold-address";
import { issueCode } from "./issue-code";

/** Sends a code there. What was verified before stays in use until the code has been entered. */
export async function addContactPoint(
  ctx: Context,
  { kind, address, proof }: AddContactPointInput,
): Promise<{ contactPointId: string }> {
  const folded = await foldAddress(ctx.services, kind, address);
  return withProof(ctx, proof, async (tx, account) => {
    const addresses = ContactAddresses.of(tx);
    const known = await tx.find(ContactPoint, { accountId: account.id, kind });
    const hashes = addresses.hashes("address", folded);
    if (known.some(({ state, addressHash }) => state === "VERIFIED" && hashes.includes(addressHash)))
      throw new Refusal("ALREADY_EXISTS", { reason: "contact.verified", field: "input.address" });
    await chargeCode(ctx, account.id, kind, folded);
    for (const { id, state } of known)
      if (state === "UNVERIFIED") tx.execute("DELETE FROM contact_point WHERE id = ?", [id]);
    // Who has chosen to be written to less often has chosen it for themselves, not for one mailbox.
    const replaced = known.find(({ state }) => state !== "UNVERIFIED");
    const id = newId(ContactPoint);
    const point = Object.assign(new ContactPoint(), {
      ...{ id, accountId: account.id, kind, ...addresses.keep(id, folded, kind), state: "UNVERIFIED" },
      ...{ platform: null, sessionId: null, locale: null },
      ...{ frequency: replaced?.frequency ?? "AT_ONCE", codeHash: null, codeEndsAt: null, codeGuesses: 0 },
      ...{ createdAt: tx.now, verifiedAt: null },
    });
    tx.insert(ContactPoint, point);
    await issueCode(tx, account, point);
    recordOnAccount(tx, account, "CONTACT_ADDED", oneself(account), { contactPointId: id });
    return { contactPointId: id };
  });
}
