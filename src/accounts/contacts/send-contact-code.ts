import type { Context } from "../../platform/graphql/context";
import { addressKey } from "../../platform/http/remote-address";
import { Refusal } from "../../platform/refusal";
import { lockAccount } from "../account.queries";
import { sessionsOf } from "../sessions";
import { ownContactPoint } from "./contact.queries";
import type { ContactPointInput } from "./contact-inputs.types";
import { issueCode } from "./issue-code";

/** Once more to one that is not verified, or no longer. */
export async function sendContactCode(ctx: Context, input: ContactPointInput): Promise<{ contactPointId: string }> {
  if (!ctx.services.mailer) throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.noMail" });
  return ctx.command("sendContactCode", input, async (tx, actor) => {
    const account = await lockAccount(tx, actor.accountId, "input");
    const point = await ownContactPoint(tx, account.id, input.contactPointId);
    if (point.state === "VERIFIED") throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.verified" });
    await sessionsOf(ctx).limits.code(account.id, point.addressHash, addressKey(ctx.remoteAddress));
    await issueCode(tx, account, point);
    return { contactPointId: point.id };
  });
}
