import { createHash } from "node:crypto";
import { Penalty } from "../penalties/penalty.entity";
import type { Tx } from "../../platform/database/tx";
import type { EventOf } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { enterRegister } from "./enter-register";
import { LATENESS_EVENTS, latenessIn, type LateClock, type LateRecord } from "./lateness.pure";
import { redact } from "./redact.pure";
import { iso, isoOrNull, wordsOf, type RegisterContent, type SaidPenalty } from "./register-content.pure";
import { RegisterEntry } from "./register-entry.entity";
import { surroundingsOf } from "./surroundings.queries";

const PENALTY_EVENTS = [
  "PENALTY_STARTED",
  "PENALTY_ENDED",
  "PENALTY_SUPERSEDED",
  "PENALTY_RESTORED",
  "PENALTY_REVERSED",
] as const;
type PenaltyEvent = (typeof PENALTY_EVENTS)[number];

/** What became of penalties, and the platform's own lateness, enter the register as the log tells them: each once, in its order. */
export const registerProjection: Projection<PenaltyEvent | LateRecord> = {
  name: "register",
  types: new Set<PenaltyEvent | LateRecord>([...PENALTY_EVENTS, ...LATENESS_EVENTS]),
  async apply(tx, event) {
    if (isOfPenalty(event)) return enterPenalty(tx, event);
    const late = latenessIn(event);
    if (late) await enterLateness(tx, event, late);
  },
};

const isOfPenalty = (event: EventOf<PenaltyEvent | LateRecord>): event is EventOf<PenaltyEvent> =>
  PENALTY_EVENTS.some((type) => type === event.type);

async function enterPenalty(tx: Tx, event: EventOf<PenaltyEvent>): Promise<void> {
  const kind = event.type;
  const penalty = await tx.byId(Penalty, event.data.penaltyId);
  if (!penalty) throw new Error(`${event.type} tells of no penalty`);
  const around = await surroundingsOf(tx, { id: penalty.rulingId, complaintId: penalty.complaintId });
  const last = await lastOf(tx, penalty.id);
  // What has been published is quoted, word for word.
  const published = last && (JSON.parse(last.content) as RegisterContent).penalty?.reason;
  await enterRegister(tx, {
    kind,
    happenedAt: iso(event.at),
    provider: { id: penalty.providerId, name: around.providerName },
    ruling: null,
    penalty: { ...sayPenalty(penalty, event), reason: published ?? redact(penalty.reason, wordsOf(around)) },
    lateness: null,
    corrects: kind === "PENALTY_REVERSED" ? (last?.id ?? null) : null,
    because: null,
  });
}

/** Its dates as the event tells them: the row may have moved on. */
function sayPenalty(penalty: Penalty, { data }: EventOf<PenaltyEvent>): Omit<SaidPenalty, "reason"> {
  const { id, rulingId, kind, cause, days, amount, currency, listingId } = penalty;
  return {
    id,
    rulingId,
    kind,
    cause,
    days,
    amount: amount === null || currency === null ? null : { amount, currency },
    listingId,
    startsAt: isoOrNull(data.startsAt),
    endsAt: isoOrNull(data.endsAt),
  };
}

const lastOf = (tx: Tx, penaltyId: string): Promise<RegisterEntry | null> =>
  tx.findOne(RegisterEntry, { penaltyId }, "ORDER BY number DESC");

/** The provider is not named: nothing is decided against it. */
async function enterLateness(
  tx: Tx,
  { streamId, at }: EventOf<LateRecord>,
  { clock, dueAt }: { clock: LateClock; dueAt: number },
): Promise<void> {
  await enterRegister(tx, {
    kind: "LATENESS",
    happenedAt: iso(at),
    provider: null,
    ruling: null,
    penalty: null,
    lateness: { clock, dueAt: iso(dueAt), caseSha256: createHash("sha256").update(streamId).digest("hex") },
    corrects: null,
    because: null,
  });
}
