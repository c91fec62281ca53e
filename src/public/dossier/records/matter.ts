import { caseNumber } from "../../../case/complaints/case-number.pure";
import { Breach } from "../../../case/complaints/breach.entity";
import { StageRecord } from "../../../case/complaints/stage-record.entity";
import { OrderPromise } from "../../../market/orders/order-promise.entity";
import { Order } from "../../../market/orders/order.entity";
import { describedIn } from "../../../market/orders/order.queries";
import { PromiseVersion } from "../../../market/promises/promise-version.entity";
import { isResidentNumber } from "../../../house-rules/resident-number.pure";
import { maskLicence } from "../../../market/providers/licence.pure";
import { Provider } from "../../../market/providers/provider.entity";
import { hasLostLicence } from "../../../market/providers/provider.pure";
import { pick, type CaseRecord } from "./case-record";
import type { CaseSource } from "./case-source";
import { sectionOf } from "./section-of";

/** What the case is about: the complaint, the provider, the order with its promises, and the alleged breaches. */
export async function* matter(source: CaseSource): AsyncGenerator<CaseRecord> {
  yield complaintRecord(source);
  yield* providerRecord(source);
  yield* orderRecords(source);
  yield* breaches(source);
}

function complaintRecord({ complaint }: CaseSource): CaseRecord {
  return {
    record: "complaint",
    id: complaint.id,
    audience: "PARTIES",
    fields: {
      number: caseNumber(complaint),
      ...pick(complaint, "title", "story", "breachClass", "category", "severity", "orderId", "providerId"),
      ...pick(
        complaint,
        "demandKind",
        "demandAmount",
        "demandBasis",
        "claimAmount",
        "demandText",
        "amountAtStake",
        "currency",
      ),
      ...pick(complaint, "status", "statusSince", "closureReason", "openedAt", "closedAt", "dueAt", "round"),
      ...pick(complaint, "reopenedCount", "evidenceRoot", "currentRulingId", "track", "claimedInAll"),
      ...pick(complaint, "newFacts", "decidedCaseId", "refusalGround"),
      presumedBroken: Number(complaint.presumedBroken),
      ...pick(complaint, "finalAnswer", "finalAnswerText", "finalAnswerAt"),
      ...pick(complaint, "verdict", "verdictSatisfaction", "verdictText", "verdictAt"),
    },
  };
}

async function* providerRecord({ db, complaint }: CaseSource): AsyncGenerator<CaseRecord> {
  const provider = await db.byId(Provider, complaint.providerId);
  if (!provider) return;
  yield {
    record: "provider",
    id: provider.id,
    audience: "PUBLIC",
    fields: {
      ...pick(provider, "legalName", "status", "licenceNo"),
      licenceMasked: maskLicence(provider.licenceNo),
      // A court would look for whoever has that licence.
      ...(hasLostLicence(provider) && { licenceIsAnothers: 1 }),
    },
    guards: isResidentNumber(provider.licenceNo) ? { licenceNo: "LICENCE" } : {},
  };
}

async function* orderRecords({ db, complaint }: CaseSource): AsyncGenerator<CaseRecord> {
  const order = await db.byId(Order, complaint.orderId);
  if (!order) return;
  yield {
    record: "order",
    id: order.id,
    audience: "PARTIES",
    fields: {
      ...pick(order, "title", "priceAmount", "priceCurrency", "status", "buyerKind"),
      ...pick(order, "placedAt", "deliveredAt", "completedAt"),
      description: (await describedIn(db, [order.id])).get(order.id) ?? null,
    },
  };
  const frozen = await db.find(OrderPromise, { orderId: order.id }, "ORDER BY id");
  const versions = await db.find(PromiseVersion, { id: frozen.map(({ promiseVersionId }) => promiseVersionId) });
  for (const { id, promiseVersionId, digest } of frozen) {
    const version = versions.find((each) => each.id === promiseVersionId);
    if (!version) throw new Error(`promise version ${promiseVersionId} of order ${order.id} not found`);
    const content = pick(version, "promiseId", "version", "kind", "text", "terms", "publishedAt");
    const ofPlatform =
      version.platformPromise === null ? {} : pick(version, "platformPromise", "bilingual", "effectiveFrom");
    const fields = { promiseVersionId, ...content, ...ofPlatform, digest };
    yield { record: "promise", id, audience: "PARTIES", fields };
  }
}

const breaches = sectionOf("breach", Breach, (row) => ({
  audience: "PARTIES",
  fields: pick(row, "promiseId", "promiseVersionId", "kind", "expected", "delivered", "amount"),
}));

export const stages = sectionOf("stage", StageRecord, (row) => ({
  audience: "PARTIES",
  fields: pick(row, "number", "stage", "enteredAt", "dueAt", "lateAt", "leftAt", "leftBy"),
}));
