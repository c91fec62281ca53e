import type { Context } from "../../platform/graphql/context";
import { addressKey } from "../../platform/http/remote-address";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { sessionsOf } from "../sign-in/sessions";
import { ContactAddresses } from "./contact-addresses";
import { foldEmail } from "./email-address.pure";
import { PasswordReset } from "./password-reset.entity";

/** The same is done for every address, and so the answer and its time say nothing of whether somebody has it. */
export async function requestPasswordReset(ctx: Context, { address }: { address: string }): Promise<void> {
  if (!ctx.services.mailer) throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.noMail" });
  const folded = foldEmail(address);
  if (folded === null) throw new Refusal("BAD_USER_INPUT", { reason: "contact.noAddress", field: "input.address" });
  const hashes = ContactAddresses.of(ctx.db).hashes("address", folded);
  await sessionsOf(ctx).limits.reset(hashes[0] ?? "", addressKey(ctx.remoteAddress));
  await ctx.db.transact(async (tx) =>
    tx.insert(PasswordReset, { id: newId(PasswordReset), hashes: hashes.join(" "), askedAt: tx.now }),
  );
}
