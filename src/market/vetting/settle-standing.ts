import { SYSTEM, type Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { HouseRules } from "../../house-rules/house-rules";
import type { ProviderRecord } from "../providers/provider-events";
import { isReachable } from "../providers/members.queries";
import { ProviderMember } from "../providers/provider-member.entity";
import type { Provider } from "../providers/provider.entity";
import { hasLostLicence, isAdmitted } from "../providers/provider.pure";
import { recordOnProvider } from "../providers/record-on-provider";
import { setProviderStatus } from "../providers/set-provider-status";
import { requiredKinds } from "./kind-rules.pure";
import { Verification } from "./verification.entity";
import { standingAt, type Standing } from "./verification.pure";

const EVENT = {
  ACTIVE: "PROVIDER_REINSTATED",
  RESTRICTED: "PROVIDER_RESTRICTED",
  SUSPENDED: "PROVIDER_SUSPENDED",
} as const satisfies Record<Standing, ProviderRecord>;

/**
 * An admitted provider's status follows from what is verified of it; the status of other providers does not change. Penalties are separate: they
 * are in force by their own dates, whatever the status. The provider is locked.
 */
export async function settleStanding(tx: Tx, provider: Provider, author: Author = SYSTEM): Promise<void> {
  if (!isAdmitted(provider)) return;
  const kind = requiredKinds(await HouseRules.inForce(tx, tx.now));
  const verified = await tx.find(Verification, { providerId: provider.id, kind, endedAt: null });
  const before = provider.status;
  // Nothing is sold without an owner, nor while nobody can answer, whatever is verified; and without a licence of its own there is nothing to verify.
  const owner = await tx.findOne(ProviderMember, { providerId: provider.id, role: "OWNER" });
  const maySell = owner !== null && (await isReachable(tx, provider.id)) && !hasLostLicence(provider);
  const after = maySell ? standingAt(verified, tx.now) : "SUSPENDED";
  if (before === after) return;
  setProviderStatus(tx, provider, after);
  // SUSPENDED to RESTRICTED is an improvement, but still recorded as a restriction.
  recordOnProvider(tx, provider, EVENT[after], author, "PUBLIC", { before, after }, [provider.id]);
}
