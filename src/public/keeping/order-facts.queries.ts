import type { FindingResult } from "../../adjudication/rulings/ruling-enums.types";
import { RulingFinding } from "../../adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../../adjudication/rulings/ruling.entity";
import { Breach } from "../../case/complaints/breach.entity";
import { toOrderRecord } from "../../case/complaints/order-record.pure";
import { Complaint } from "../../case/complaints/complaint.entity";
import { OrderPromise } from "../../market/orders/order-promise.entity";
import type { Order } from "../../market/orders/order.entity";
import { lineageOf } from "../../market/promises/promise-lineage.pure";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { ServicePromise } from "../../market/promises/service-promise.entity";
import type { Loaders } from "../../platform/database/loaders";
import type { PromiseFacts } from "./promise-outcome.pure";

/** A promise of an order with what decides its outcome. */
export interface FrozenPromise {
  /** The order promise's. */
  id: string;
  lineage: string;
  facts: Omit<PromiseFacts, "isIndependent">;
}

/** What decides what became of the order's promises, except whether it counts at all. What the platform promises of everybody is left out. */
export async function frozenPromises(known: Loaders, order: Order): Promise<FrozenPromise[]> {
  const [frozen, cases] = await Promise.all([
    known.manyBy(OrderPromise, "orderId", order.id),
    known.manyBy(Complaint, "orderId", order.id),
  ]);
  const [promises, findings] = await Promise.all([
    Promise.all(frozen.map((each) => promiseOf(known, each))),
    contestedPromises(known, cases),
  ]);
  const record = toOrderRecord(order, cases);
  return promises.flatMap(({ id, version, promise }) =>
    version && promise && !promise.platformPromise
      ? [
          {
            id,
            lineage: lineageOf(
              { listingId: promise.listingId, kind: version.kind, platformPromise: null },
              order.providerId,
            ),
            facts: {
              record,
              promise: version,
              isContested: findings.has(version.promiseId),
              finding: findings.get(version.promiseId) ?? null,
            },
          },
        ]
      : [],
  );
}

async function promiseOf(
  known: Loaders,
  { id, promiseVersionId }: OrderPromise,
): Promise<{ id: string; version: PromiseVersion | null; promise: ServicePromise | null }> {
  const version = await known.byId(PromiseVersion, promiseVersionId);
  return { id, version, promise: version && (await known.byId(ServicePromise, version.promiseId)) };
}

/** The promises that complaints are about, each with the finding of the latest final ruling in force. */
async function contestedPromises(
  known: Loaders,
  cases: readonly Complaint[],
): Promise<Map<string, FindingResult | null>> {
  const breaches = (await Promise.all(cases.map(({ id }) => known.manyBy(Breach, "complaintId", id)))).flat();
  const found = await Promise.all(
    breaches.map(async ({ id, promiseId }) => ({ promiseId, findings: await finalFindings(known, id) })),
  );
  const results = new Map<string, FindingResult | null>(found.map(({ promiseId }) => [promiseId, null]));
  const all = found.flatMap(({ promiseId, findings }) => findings.map((finding) => ({ promiseId, ...finding })));
  for (const { promiseId, finding } of all.sort((one, other) => one.finalAt - other.finalAt))
    results.set(promiseId, finding);
  return results;
}

async function finalFindings(known: Loaders, breachId: string): Promise<{ finding: FindingResult; finalAt: number }[]> {
  const findings = await known.manyBy(RulingFinding, "breachId", breachId);
  const rulings = await Promise.all(findings.map(({ rulingId }) => known.byId(Ruling, rulingId)));
  return findings.flatMap(({ finding }, index) => {
    const { status, finalAt } = rulings[index] ?? { finalAt: null };
    return status === "ISSUED" && finalAt !== null ? [{ finding, finalAt }] : [];
  });
}
