import { Account } from "../../accounts/account.entity";
import type { Actor } from "../../accounts/actor";
import { otherOverseers } from "../../accounts/overseers.queries";
import { recordOnAccount } from "../../accounts/record-on-account";
import { HouseRules } from "../../house-rules/house-rules";
import { refuseLateBeginning } from "../../house-rules/refuse-late-beginning";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { createPlatformVersion } from "./create-platform-version";
import type { PublishPlatformPromiseInput } from "./promise.types";
import { PromiseVersion } from "./promise-version.entity";
import { ServicePromise } from "./service-promise.entity";

/**
 * Announces the next version of one of the platform's own promises. Orders placed before it begins keep the earlier one. One person is enough, since
 * it begins only after its notice; whoever oversees the rules is told of it meanwhile.
 */
export async function publishPlatformPromise(
  tx: Tx,
  actor: Actor,
  { platformPromise, text, effectiveFrom }: PublishPlatformPromiseInput,
): Promise<{ promiseId: string }> {
  const admin = await tx.lock(Account, actor.accountId);
  const known = await tx.findOne(ServicePromise, { platformPromise });
  const promise = known && (await tx.lock(ServicePromise, known.id));
  if (!admin || !promise) throw new Refusal("NOT_FOUND", { field: "input.platformPromise" });
  await checkBeginning(tx, promise, effectiveFrom);
  const { version, digest } = createPlatformVersion(tx, promise, { text, publishedById: admin.id, effectiveFrom });
  recordOnAccount(
    tx,
    admin,
    "PLATFORM_PROMISE_PUBLISHED",
    { actorId: admin.id, actorRole: "ADMIN" },
    { platformPromise, version, digest, effectiveFrom },
    await otherOverseers(tx, admin.id),
  );
  return { promiseId: promise.id };
}

/** It is announced in time, and does not begin before the version it follows. */
async function checkBeginning(tx: Tx, promise: ServicePromise, effectiveFrom: number): Promise<void> {
  const field = "input.effectiveFrom";
  const rules = await HouseRules.inForce(tx, tx.now);
  const days = rules.number("promise.notice", "days");
  const earliest = tx.now + days * DAY;
  if (effectiveFrom < earliest)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "promise.noticeTooShort",
      field,
      params: { days },
      availableAt: earliest,
    });
  refuseLateBeginning(rules, effectiveFrom, earliest);
  const latest = await tx.findOne(PromiseVersion, { id: promise.currentVersionId ?? "" });
  if (effectiveFrom <= (latest?.effectiveFrom ?? 0))
    throw new Refusal("BAD_USER_INPUT", { reason: "promise.beforeLatest", field });
}
