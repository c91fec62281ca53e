import type { Order } from "../../market/orders/order.entity";
import { platformVersionsInForce } from "../../market/promises/promise.queries";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import type { Actor } from "../../accounts/actor/actor";
import type { BreachInput, OpenComplaintInput } from "./complaint.types";
import { GRAVE_PROMISE } from "./grave-promise.table";
import { refundOf } from "./remedy-kind.pure";

export type Versions = ReadonlyMap<string, PromiseVersion>;

export interface Alleged {
  /** What may be complained about. */
  versions: Versions;
  breaches: readonly BreachInput[];
}

/**
 * The promises of the order, as they were when it was placed, and what is said to have been broken. A grave breach needs no promise
 * to be named, nor one frozen into the order: it is one of the platform's own, which holds for every order, however old.
 */
export async function readAlleged(
  tx: Tx,
  actor: Actor,
  { order, versions }: { order: Order; versions: Versions },
  input: OpenComplaintInput,
): Promise<Alleged> {
  if (input.breaches.length > 0) return { versions, breaches: input.breaches };
  const { breachClass } = input;
  if (breachClass === "ORDINARY")
    throw new Refusal("BAD_USER_INPUT", { reason: "breaches.needed", field: "input.breaches" });
  const broken =
    [...versions.values()].find(({ platformPromise }) => platformPromise === GRAVE_PROMISE[breachClass]) ??
    (await platformVersionsInForce(tx, tx.now)).find(
      ({ platformPromise }) => platformPromise === GRAVE_PROMISE[breachClass],
    );
  if (!broken) throw new Error(`the platform has no promise ${GRAVE_PROMISE[breachClass]}`);
  const breach = {
    promiseVersionId: broken.id,
    expected: actor.locale === "en" ? (broken.bilingual?.en ?? broken.text) : broken.text,
    delivered: beginningOf(input.story),
    amount: refundOf(
      { kind: input.demandKind, amount: input.demandAmount, basis: input.demandBasis },
      order.priceAmount,
    ),
  };
  return { versions: new Map([...versions, [broken.id, broken]]), breaches: [breach] };
}

export async function frozenVersions(tx: Tx, orderId: string): Promise<Versions> {
  const frozen = await tx.select(
    PromiseVersion,
    sql`FROM order_promise p JOIN promise_version t ON t.id = p.promise_version_id WHERE p.order_id = ${orderId}`,
  );
  return new Map(frozen.map((version) => [version.id, version]));
}

/** As long as a breach's own text may be; the story itself is beside it. */
const LONGEST = 2_000;
const beginningOf = (story: string): string => [...story].slice(0, LONGEST).join("");
