import type { Context } from "../../platform/graphql/context";
import { endIfDone } from "../../platform/graphql/idempotency";
import { Refusal } from "../../platform/refusal";
import { lockAccount } from "../account/account.queries";
import { chargeCode } from "./charge-code";
import { ContactAddresses } from "./contact-addresses";
import { ownContactPoint } from "./contact.queries";
import type { ContactPointInput } from "./contact-inputs.types";
import { foldAddress } from "./fold-address";
import { issueCode } from "./issue-code";

/** Once more to one that is not verified, or no longer. */
export async function sendContactCode(ctx: Context, input: ContactPointInput): Promise<{ contactPointId: string }> {
  return ctx.command("sendContactCode", input, async (tx, actor) => {
    const account = await lockAccount(tx, actor.accountId, "input");
    await endIfDone(tx);
    const point = await ownContactPoint(tx, account.id, input.contactPointId);
    if (point.state === "VERIFIED") throw new Refusal("NOT_IN_THIS_STATE", { reason: "contact.verified" });
    const folded = await foldAddress(ctx.services, point.kind, ContactAddresses.of(tx).read(point) ?? "");
    await chargeCode(ctx, account.id, point.kind, folded);
    await issueCode(tx, account, point);
    return { contactPointId: point.id };
  });
}
