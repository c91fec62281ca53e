import { createHash } from "node:crypto";
import { Provider } from "../../market/providers/provider.entity";
import { Penalty } from "../penalties/penalty.entity";
import type { Tx } from "../../platform/database/tx";
import type { EventOf } from "../../platform/database/event.entity";
import type { Projection } from "../../platform/feed/projection";
import { enterRegister } from "./enter-register";
import { InterimMeasure } from "../interim/interim-measure.entity";
import { LATENESS_EVENTS, latenessIn, type LateClock, type LateRecord } from "./lateness.pure";
import { redact } from "./redact.pure";
import { contentOf, iso, isoOrNull, wordsOf, type SaidPenalty } from "./register-content.pure";
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

const INTERIM_EVENTS = ["INTERIM_IMPOSED", "INTERIM_ENDED"] as const;
type InterimEvent = (typeof INTERIM_EVENTS)[number];
type Entered = PenaltyEvent | InterimEvent | LateRecord;

/** Enters what became of penalties and interim measures, and the platform's own missed deadlines, from the log: each once and in order. */
export const registerProjection: Projection<Entered> = {
  name: "register",
  types: new Set<Entered>([...PENALTY_EVENTS, ...INTERIM_EVENTS, ...LATENESS_EVENTS]),
  async ahead(known, event) {
    if (isOfPenalty(event)) await known.byId(Penalty, event.data.penaltyId);
  },
  // An entry refers to its provider, whom a ruling locks before it asks for the register's head.
  locks: {
    entity: Provider,
    async of(known, event) {
      return isOfPenalty(event) ? ((await known.byId(Penalty, event.data.penaltyId))?.providerId ?? null) : null;
    },
  },
  async apply(tx, event, known) {
    if (isOfPenalty(event)) return enterPenalty(tx, event, await known.byId(Penalty, event.data.penaltyId));
    if (isOfInterim(event)) return enterInterim(tx, event);
    const late = latenessIn(event);
    if (late) await enterLateness(tx, event, late);
  },
};

const isOfPenalty = (event: EventOf<Entered>): event is EventOf<PenaltyEvent> =>
  PENALTY_EVENTS.some((type) => type === event.type);

const isOfInterim = (event: EventOf<Entered>): event is EventOf<InterimEvent> =>
  INTERIM_EVENTS.some((type) => type === event.type);

async function enterPenalty(tx: Tx, event: EventOf<PenaltyEvent>, penalty: Penalty | null): Promise<void> {
  const kind = event.type;
  if (!penalty) throw new Error(`no penalty in ${event.type}`);
  const [around, last] = await Promise.all([
    surroundingsOf(tx, penalty.rulingId, penalty.complaintId),
    lastOf(tx, penalty.id),
  ]);
  // What has been published is quoted word for word.
  const published = last && contentOf(last).penalty?.reason;
  await enterRegister(tx, {
    kind,
    happenedAt: iso(event.at),
    provider: { id: penalty.providerId, name: around.providerName },
    ruling: null,
    penalty: { ...sayPenalty(penalty, event), reason: published ?? redact(penalty.reason, wordsOf(around)) },
    interim: null,
    lateness: null,
    corrects: kind === "PENALTY_REVERSED" ? (last?.id ?? null) : null,
    because: null,
  });
}

/** Its dates as of the event: the row may have changed since. */
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

/** That the platform used this power, and for how long, is public; against whom is not, because nothing is decided. */
async function enterInterim(tx: Tx, event: EventOf<InterimEvent>): Promise<void> {
  const measure = await tx.byId(InterimMeasure, event.data.interimId);
  if (!measure) throw new Error(`no interim measure in ${event.type}`);
  const started = event.type === "INTERIM_IMPOSED";
  await enterRegister(tx, {
    kind: started ? "INTERIM_STARTED" : "INTERIM_ENDED",
    happenedAt: iso(event.at),
    provider: null,
    ruling: null,
    penalty: null,
    interim: {
      kind: measure.kind,
      startsAt: iso(measure.startsAt ?? event.at),
      endsAt: iso(started ? event.data.endsAt : (event.data.wasDueAt ?? event.at)),
      endedBecause: started ? null : event.data.because,
      measureSha256: sha256(measure.id),
    },
    lateness: null,
    corrects: null,
    because: null,
  });
}

/** The provider is not named: nothing is decided against it. */
async function enterLateness(
  tx: Tx,
  event: EventOf<LateRecord>,
  { clock, dueAt }: { clock: LateClock; dueAt: number },
): Promise<void> {
  await enterRegister(tx, {
    kind: "LATENESS",
    happenedAt: iso(event.at),
    provider: null,
    ruling: null,
    penalty: null,
    interim: null,
    lateness: { clock, dueAt: iso(dueAt), caseSha256: sha256(await caseOf(tx, event)) },
    corrects: null,
    because: null,
  });
}

/** A penalty's events are its provider's. */
async function caseOf(tx: Tx, event: EventOf<LateRecord>): Promise<string> {
  if (event.type !== "PENALTY_APPROVAL_LATE") return event.streamId;
  const penalty = await tx.byId(Penalty, event.data.penaltyId);
  if (!penalty) throw new Error(`no penalty in ${event.type}`);
  return penalty.complaintId;
}

const sha256 = (id: string): string => createHash("sha256").update(id).digest("hex");
