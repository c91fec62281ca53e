import type { Context } from "../../platform/graphql/context";
import { addressKey } from "../../platform/http/remote-address";
import { sessionsOf } from "../sign-in/sessions";
import { ContactAddresses } from "./contact-addresses";
import type { ContactKind } from "./contact-enums.types";
import { rangeOf } from "./phone-number.pure";

/** RATE_LIMITED when codes were asked for too often: a text message costs, and whoever shares in what it costs asks for many. */
export async function chargeCode(ctx: Context, accountId: string, kind: ContactKind, folded: string): Promise<void> {
  const { limits } = sessionsOf(ctx);
  const hash = (text: string): string => ContactAddresses.of(ctx.db).hashes("address", text)[0] ?? "";
  const from = addressKey(ctx.remoteAddress);
  if (kind === "SMS") await limits.text(accountId, hash(folded), hash(rangeOf(folded)), from);
  else await limits.code(accountId, hash(folded), from);
}
