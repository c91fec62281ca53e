import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { toConditions } from "./entry-conditions.types";
import { OutsideRoute } from "./outside-route.entity";
import type { PublishOutsideRouteInput } from "./referral.types";

/** The new version is in force from now on, and the previous one ends. */
export async function publishOutsideRoute(
  tx: Tx,
  actor: Actor,
  input: PublishOutsideRouteInput,
): Promise<{ outsideRouteId: string }> {
  const { route, name, body, summary, legalBasis, cost, duration, documents } = input;
  const admin = await tx.lock(Account, actor.accountId);
  if (!admin) throw new Error(`account ${actor.accountId} not found`);
  const known = await tx.findOne(OutsideRoute, { route }, "ORDER BY version DESC");
  const latest = known && (await tx.lock(OutsideRoute, known.id));
  if (latest) tx.change(latest, { effectiveUntil: tx.now });
  const id = newId(OutsideRoute);
  const version = (latest?.version ?? 0) + 1;
  tx.insert(OutsideRoute, {
    id,
    route,
    version,
    name,
    body,
    summary,
    legalBasis,
    businessLegalBasis: input.businessLegalBasis ?? null,
    cost,
    duration,
    documents,
    conditions: toConditions(input.conditions),
    link: input.link || null,
    publishedById: admin.id,
    effectiveFrom: tx.now,
    effectiveUntil: null,
  });
  // If two are published at once, the second finds its version taken and is refused.
  await refuseDuplicates(tx, { uq_outside_route_route_version: "input.route" });
  recordOnAccount(
    tx,
    admin,
    "OUTSIDE_ROUTE_PUBLISHED",
    { actorId: admin.id, actorRole: "ADMIN" },
    { outsideRouteId: id, route, version },
  );
  return { outsideRouteId: id };
}
