import type { CaseFile } from "../../case/complaints/case-file";
import { kindsWith } from "../../house-rules/measures.table";
import { newId } from "../../platform/ids";
import { HOUR } from "../../platform/time";
import {
  countViolations,
  noteNonPerformance,
  notePromptRemedy,
  noteViolations,
  reverseViolations,
} from "../points/note-violations";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "../rulings/ruling.entity";
import { orderPenalties, startWaitingPenalties } from "./order-penalties";
import { Penalty } from "./penalty.entity";
import type { PenaltyStatus } from "../measures/penalty-status.types";
import { statusAt } from "../measures/penalty-schedule.pure";
import { reconcile, reversePenalties } from "./reconcile";
import { recordPenalties } from "./record-penalties";

/*
 * What a ruling does to a provider, from its issue to its end. Every caller holds the complaint's lock; these take the provider's.
 */

/** The ruling is issued: its own penalties, and provisional points for what it found. */
export async function imposePenalties(file: CaseFile, ruling: Ruling): Promise<void> {
  if (ruling.outcome === "DISMISSED") return;
  const provider = await lockProvider(file);
  await orderPenalties(file, provider, ruling);
  await noteViolations(file, ruling.id);
  await reconcile(file.tx, provider);
}

/** The ruling is final: points count and thresholds fire, penalties that waited start, fines fall due. */
export async function makePenaltiesFinal(file: CaseFile, rulingId: string): Promise<void> {
  const provider = await lockProvider(file);
  await startWaitingPenalties(file, provider, rulingId);
  await countViolations(file, rulingId);
  await reconcile(file.tx, provider);
}

/** Money, and what cannot be made good afterwards: what does not act before the ruling is final. */
const STAYED_BY_APPEAL = kindsWith("acts", ["WHEN_FINAL"]);
/** Of the ruling's own: those of a threshold come when it is final, and then nobody can appeal. */
const RUNS_OR_WAITS: PenaltyStatus[] = ["SCHEDULED", "ACTIVE"];

/** An appeal was filed: money and exclusion wait for its end. */
export async function stayPenalties(file: CaseFile, rulingId: string): Promise<void> {
  const { tx } = file;
  const provider = await lockProvider(file);
  const stayed = await tx.find(Penalty, { rulingId, kind: STAYED_BY_APPEAL, status: RUNS_OR_WAITS }, "ORDER BY id");
  for (const penalty of stayed) tx.change(penalty, { status: "STAYED" });
  await recordPenalties(tx, provider, null, "PENALTY_STAYED", stayed);
  await reconcile(tx, provider);
}

/** The appeal was withdrawn or dismissed: what was stayed goes on. */
export async function resumePenalties(file: CaseFile, rulingId: string): Promise<void> {
  const { tx } = file;
  const provider = await lockProvider(file);
  const stayed = await tx.find(Penalty, { rulingId, status: "STAYED" }, "ORDER BY id");
  for (const penalty of stayed) tx.change(penalty, { status: statusAt({ ...penalty, status: "SCHEDULED" }, tx.now) });
  await recordPenalties(tx, provider, null, "PENALTY_RESUMED", stayed);
  await reconcile(tx, provider);
}

/** The ruling is taken back: everything that it caused, in whatever state, and nothing else. Fines are cancelled or refunded. */
export async function reversePenaltiesOfRuling(file: CaseFile, rulingId: string): Promise<void> {
  const { tx } = file;
  const provider = await lockProvider(file);
  await reverseViolations(file, rulingId);
  const caused = await tx.find(Penalty, { rulingId }, "ORDER BY id");
  await reversePenalties(
    tx,
    provider,
    caused.filter(({ status }) => status !== "REVERSED"),
  );
  await reconcile(tx, provider);
}

/** The case is remedied: whoever did all of it, the last at `doneAt`, soon after the ruling became final is left with a part of the points. */
export async function rewardPromptRemedy(file: CaseFile, doneAt: number): Promise<void> {
  const { tx, complaint, rules } = file;
  const ruling = await tx.byId(Ruling, complaint.currentRulingId);
  if (!ruling || ruling.finalAt === null) return;
  if (doneAt > ruling.finalAt + rules.number("points.promptRemedy", "hours") * HOUR) return;
  const provider = await lockProvider(file);
  await notePromptRemedy(file, ruling.id);
  await reconcile(tx, provider);
}

/** What the ruling ordered was neither done in time nor paid from the deposit. */
export async function punishNonPerformance(file: CaseFile, rulingId: string): Promise<void> {
  const provider = await lockProvider(file);
  await noteNonPerformance(file, rulingId);
  await reconcile(file.tx, provider);
}

const UNREMEDIED =
  "未按生效裁决向消费者付款。\nA consumer was not paid what a final ruling ordered. It ends when everything owed is paid.";

/** The case is closed and its consumer unpaid: nothing of the provider's can be ordered until it has paid. */
export async function freezeUntilPaid(file: CaseFile, rulingId: string): Promise<void> {
  const { tx, complaint, actor } = file;
  const provider = await lockProvider(file);
  const freeze = Object.assign(new Penalty(), {
    id: newId(Penalty),
    providerId: provider.id,
    rulingId,
    complaintId: complaint.id,
    listingId: null,
    kind: "LISTING_FREEZE" as const,
    reason: UNREMEDIED,
    status: "ACTIVE" as const,
    startsAt: tx.now,
    endsAt: null,
    createdAt: tx.now,
    cause: "UNREMEDIED" as const,
  });
  tx.insert(Penalty, freeze);
  await recordPenalties(tx, provider, actor, "PENALTY_STARTED", [freeze]);
}

/** Orders and publications ask for restrictions under this lock: from here on they see the penalties or came before them. */
async function lockProvider({ tx, complaint }: CaseFile): Promise<Provider> {
  const provider = await tx.lock(Provider, complaint.providerId);
  if (!provider) throw new Error(`provider ${complaint.providerId} is gone`);
  return provider;
}
