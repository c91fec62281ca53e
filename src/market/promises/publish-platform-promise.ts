import { Account } from "../../accounts/account/account.entity";
import type { Actor } from "../../accounts/actor/actor";
import { otherOverseers } from "../../accounts/roles/overseers.queries";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import { requireSecond } from "../../accounts/roles/require-second";
import { HouseRules } from "../../house-rules/house-rules";
import { refuseLateBeginning } from "../../house-rules/refuse-late-beginning";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { createPlatformVersion } from "./create-platform-version";
import type { ProposedVersion } from "./platform-promise.types";
import type { PublishPlatformPromiseInput } from "./promise.types";
import { PromiseVersion } from "./promise-version.entity";
import { ServicePromise } from "./service-promise.entity";

/**
 * The next version of one of the platform's own promises: what one administrator proposes is announced once a second person says the same,
 * and begins after its notice, counted from then. Orders placed before it begins keep the earlier one. Whoever oversees the rules is told of both.
 */
export async function publishPlatformPromise(
  tx: Tx,
  actor: Actor,
  input: PublishPlatformPromiseInput,
): Promise<{ promiseId: string }> {
  const { platformPromise, text, effectiveFrom } = input;
  const known = await tx.findOne(ServicePromise, { platformPromise });
  const promise = known && (await tx.lock(ServicePromise, known.id));
  if (!promise) throw new Refusal("NOT_FOUND", { field: "input.platformPromise" });
  await checkBeginning(tx, promise, effectiveFrom);
  const { proposed } = promise;
  if (!proposed || !isSame(proposed, input)) return proposeVersion(tx, actor, promise, input);
  const { account, author } = await requireSecond(tx, actor, proposed.proposedById, "input.platformPromise");
  const { version, digest } = createPlatformVersion(tx, promise, { text, publishedById: account.id, effectiveFrom });
  recordOnAccount(
    tx,
    account,
    "PLATFORM_PROMISE_PUBLISHED",
    author,
    { platformPromise, version, digest, effectiveFrom },
    await otherOverseers(tx, account.id),
  );
  return { promiseId: promise.id };
}

/** In the place of what was proposed before: whoever would have agreed to that has other words in hand, and is told of these. */
async function proposeVersion(
  tx: Tx,
  actor: Actor,
  promise: ServicePromise,
  { platformPromise, text: { zhCN, en }, effectiveFrom }: PublishPlatformPromiseInput,
): Promise<{ promiseId: string }> {
  const account = await tx.lock(Account, actor.accountId);
  if (account?.status !== "ACTIVE" || !account.roles.includes("ADMIN"))
    throw new Refusal("FORBIDDEN", { reason: "promise.notProposed" });
  tx.change(promise, {
    proposed: { text: { zhCN, en }, effectiveFrom, proposedAt: tx.now, proposedById: account.id },
  });
  recordOnAccount(
    tx,
    account,
    "PLATFORM_PROMISE_PROPOSED",
    { actorId: account.id, actorRole: "ADMIN" },
    { platformPromise, effectiveFrom },
    await otherOverseers(tx, account.id),
  );
  return { promiseId: promise.id };
}

/** Word for word, for the same date. */
const isSame = (one: Pick<ProposedVersion, "text" | "effectiveFrom">, other: PublishPlatformPromiseInput): boolean =>
  one.text.zhCN === other.text.zhCN && one.text.en === other.text.en && one.effectiveFrom === other.effectiveFrom;

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
