import type { CaseFile } from "../../case/complaints/case-file";
import { kindsWith } from "../../house-rules/measures.table";
import { newId } from "../../platform/ids";
import { HOUR } from "../../platform/time";
import {
  countViolations,
  addNonPerformance,
  markRemediedPromptly,
  addViolations,
  readBroken,
  reverseViolations,
  takeBackNonPerformance,
} from "../points/violations-of-ruling";
import { owedToConsumers } from "../deposit/owed.queries";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import { orderPenalties, startWaitingPenalties } from "./order-penalties";
import { Penalty } from "./penalty.entity";
import type { PenaltyStatus } from "../measures/penalty-status.types";
import { statusAt } from "../measures/penalty-schedule.pure";
import { reconcile, reversePenalties } from "./reconcile";
import { membersOf, recordPenalties } from "./record-penalties";
import { readStanding } from "./standing.queries";

/*
 * The effects of a ruling on a provider, from its issue to its end. Every caller holds the complaint's lock; these take the provider's.
 */

/** The ruling is issued: its own penalties, and provisional points for what it found. */
export async function imposePenalties(caseFile: CaseFile, ruling: Ruling): Promise<void> {
  if (ruling.outcome === "DISMISSED") return;
  const { tx } = caseFile;
  const [provider, broken, standing] = await Promise.all([
    lockProvider(caseFile),
    readBroken(caseFile, ruling.id),
    readStanding(tx, ruling.providerId),
    membersOf(tx, ruling.providerId),
  ]);
  standing.penalties.push(...(await orderPenalties(caseFile, provider, ruling)));
  standing.ledger.add(addViolations(caseFile, ruling.id, broken));
  await reconcile(tx, provider, standing);
}

/** The ruling is final: points count and thresholds fire, penalties that waited start, fines fall due. */
export async function makePenaltiesFinal(caseFile: CaseFile, rulingId: string): Promise<void> {
  const provider = await lockProvider(caseFile);
  await startWaitingPenalties(caseFile, provider, rulingId);
  await countViolations(caseFile, rulingId);
  await reconcile(caseFile.tx, provider);
}

/** Fines and penalties that cannot be undone: those that do not act before the ruling is final. */
const STAYED_BY_APPEAL = kindsWith("acts", ["WHEN_FINAL"]);
/** Applies to the ruling's own penalties: those of a threshold follow when it is final, and then no appeal is possible. */
const RUNS_OR_WAITS: PenaltyStatus[] = ["SCHEDULED", "ACTIVE"];

/** An appeal was filed: fines and exclusions are stayed until it ends. */
export async function stayPenalties(caseFile: CaseFile, rulingId: string): Promise<void> {
  const { tx } = caseFile;
  const provider = await lockProvider(caseFile);
  const stayed = await tx.find(Penalty, { rulingId, kind: STAYED_BY_APPEAL, status: RUNS_OR_WAITS }, "ORDER BY id");
  for (const penalty of stayed) tx.change(penalty, { status: "STAYED" });
  await recordPenalties(tx, provider, null, "PENALTY_STAYED", stayed);
  await reconcile(tx, provider);
}

/** The appeal was withdrawn or dismissed: stayed penalties resume. */
export async function resumePenalties(caseFile: CaseFile, rulingId: string): Promise<void> {
  const { tx } = caseFile;
  const provider = await lockProvider(caseFile);
  const stayed = await tx.find(Penalty, { rulingId, status: "STAYED" }, "ORDER BY id");
  for (const penalty of stayed) tx.change(penalty, { status: statusAt({ ...penalty, status: "SCHEDULED" }, tx.now) });
  await recordPenalties(tx, provider, null, "PENALTY_RESUMED", stayed);
  await reconcile(tx, provider);
}

/** The ruling is reversed: everything that it caused is undone, in whatever state, and nothing else. Fines are cancelled or refunded. */
export async function reversePenaltiesOfRuling(caseFile: CaseFile, rulingId: string): Promise<void> {
  const { tx } = caseFile;
  const provider = await lockProvider(caseFile);
  await reverseViolations(caseFile, rulingId);
  const caused = await tx.find(Penalty, { rulingId }, "ORDER BY id");
  await reversePenalties(
    tx,
    provider,
    caused.filter(({ status }) => status !== "REVERSED"),
  );
  await reconcile(tx, provider);
}

/** The case is remedied: a provider that did everything, the last part at `doneAt`, soon after the ruling became final keeps only a part of the points. */
export async function rewardPromptRemedy(caseFile: CaseFile, doneAt: number): Promise<void> {
  const { tx, complaint, rules } = caseFile;
  const ruling = await tx.byId(Ruling, complaint.currentRulingId);
  if (!ruling || ruling.finalAt === null) return;
  if (doneAt > ruling.finalAt + rules.at(ruling.finalAt).number("points.promptRemedy", "hours") * HOUR) return;
  const provider = await lockProvider(caseFile);
  await markRemediedPromptly(caseFile, ruling.id);
  await reconcile(tx, provider);
}

/** A remedy was neither performed in time nor paid from the deposit. */
export async function punishNonPerformance(caseFile: CaseFile, rulingId: string): Promise<void> {
  const provider = await lockProvider(caseFile);
  await addNonPerformance(caseFile, rulingId);
  await reconcile(caseFile.tx, provider);
}

/** What was not performed then has been paid from the deposit whole after all: as at a default that it pays, that is no violation. */
export async function forgiveNonPerformance(caseFile: CaseFile, rulingId: string, foundAt: number): Promise<void> {
  const provider = await lockProvider(caseFile);
  await takeBackNonPerformance(caseFile, rulingId, foundAt);
  await reconcile(caseFile.tx, provider);
}

const UNREMEDIED =
  "未按生效处理决定向消费者付款。\nA consumer was not paid what a final ruling ordered. It ends when everything owed is paid.";

/** The case is closed; if its ruling is unpaid, nothing can be ordered from the provider until it has paid. */
export async function freezeUntilPaid(caseFile: CaseFile): Promise<void> {
  const { tx, complaint, actor } = caseFile;
  const { id: complaintId, currentRulingId: rulingId } = complaint;
  if (rulingId === null) return;
  const provider = await lockProvider(caseFile);
  const owed = await owedToConsumers(tx, provider.id);
  if (!owed.some((debt) => debt.complaintId === complaintId)) return;
  const freezes = await tx.find(Penalty, { complaintId, rulingId, cause: "UNREMEDIED" });
  if (freezes.some(({ endsAt }) => endsAt === null)) return;
  const freeze = Object.assign(new Penalty(), {
    id: newId(Penalty),
    providerId: provider.id,
    rulingId,
    complaintId,
    listingId: null,
    kind: "LISTING_FREEZE" as const,
    reason: UNREMEDIED,
    status: "ACTIVE" as const,
    startsAt: tx.now,
    endsAt: null,
    createdAt: tx.now,
    cause: "UNREMEDIED" as const,
    pausesWhileWaiting: 0,
  });
  tx.insert(Penalty, freeze);
  await recordPenalties(tx, provider, actor, "PENALTY_STARTED", [freeze]);
}

/** Orders and publications check restrictions under this lock, so they either see the new penalties or happened before them. */
async function lockProvider({ tx, complaint }: CaseFile): Promise<Provider> {
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} not found`);
  return provider;
}
