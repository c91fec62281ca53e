import type { Tx } from "../platform/database/tx";
import type { LoggedEvent } from "../platform/feed/event.entity";
import type { Projection } from "../platform/feed/projection";
import { DAY } from "../platform/time";
import { HouseRules } from "../policies/house-rules";
import { Provider } from "../providers/provider.entity";
import { kindRules } from "./kind-rules";
import { Verification } from "./verification.entity";
import { isValidAt } from "./verification.policy";

/** A licence is verified for a name: a provider that takes another one has it verified again, within the time given for that. */
export const renameProjection: Projection = {
  name: "vetting-renames",
  types: new Set(["PROVIDER_UPDATED"]),
  apply: checkAgain,
};

async function checkAgain(tx: Tx, { streamId, at, data }: LoggedEvent): Promise<void> {
  if (typeof data.after !== "string") return;
  await tx.lock(Provider, streamId);
  const licence = await tx.findOne(Verification, { providerId: streamId, kind: "LICENCE", endedAt: null });
  // What was verified since was verified for the new name.
  if (!licence || !isValidAt(licence, at)) return;
  const { graceDays } = kindRules(await HouseRules.inForce(tx, at), "LICENCE");
  const validUntil = Math.min(licence.validUntil, at + graceDays * DAY);
  tx.change(licence, { nextCheckAt: at, validUntil, graceUntil: validUntil + graceDays * DAY, nextStepAt: at });
}
