import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { sql } from "../../../src/platform/database/sql";
import { CaseTimer } from "../../../src/case/complaints/case-timer.entity";
import { isOfInterim, REMINDED } from "../../../src/case/complaints/clock-names.pure";
import { maySeeAudience } from "../../../src/case/complaints/complaint.policy";
import { Notice } from "../../../src/platform/database/notice.entity";
import {
  CLOCKS_OF,
  IN_QUEUE,
  INTERIM_STATES,
  LIFECYCLE,
  MAY_AGREE,
  type Move,
} from "../../../src/case/complaints/complaint.lifecycle";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { urgencyOf } from "../../../src/case/complaints/urgency.pure";
import { StageRecord } from "../../../src/case/complaints/stage-record.entity";
import { Offer } from "../../../src/case/negotiation/offer.entity";
import { InterimMeasure } from "../../../src/adjudication/interim/interim-measure.entity";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { LoggedEvent, type NumberedEvent } from "../../../src/platform/database/event.entity";
import { firstBrokenLink } from "../../../src/platform/database/event-hash";
import { activePoints } from "../../../src/adjudication/points/points-entries.pure";
import { PointsEntry } from "../../../src/adjudication/points/points-entry.entity";
import { Violation } from "../../../src/adjudication/points/violation.entity";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { Ruling } from "../../../src/adjudication/rulings/ruling.entity";
import { ledgerProblems } from "../../../src/app/upkeep/ledger-problems.queries";
import type { World } from "../../support/world";
import { addTo } from "../../../src/platform/grouping.pure";

const DAY = 24 * 3_600_000;
const MOVES: readonly Move[] = LIFECYCLE;

/** What must hold of the whole database after whatever anybody did. */
export async function checkInvariants(world: World): Promise<void> {
  const { db } = world;
  await world.server.services.tail.catchUp();
  const events = await numberedEvents(db, sql`1 = 1`);
  const written = new Map((await db.find(LoggedEvent, {})).map((event) => [event.id, event]));
  const complaints = await db.find(Complaint, {});
  const timers = await db.find(CaseTimer, {});
  const rulings = await db.find(Ruling, {});
  const remedies = await db.find(Remedy, {});
  const found = [
    ...logIsGapless(events, written),
    ...complaints.flatMap((complaint) => [
      ...headIsLast(complaint, events),
      ...timersFit(
        complaint,
        timers.filter(({ complaintId }) => complaintId === complaint.id),
      ),
    ]),
    ...oneOpenOffer(await db.find(Offer, {}), complaints),
    ...penaltiesFit(await db.find(Penalty, {}), rulings),
    ...rulingsFit(rulings, complaints, remedies),
    ...interimFits(await db.find(InterimMeasure, {}), complaints, timers, world.clock.now()),
    ...remediesFit(remedies, complaints, timers),
    ...(await openKeysFit(world)),
    ...(await ledgerProblems(db)),
    ...(await nothingIsLeft(world)),
    ...(await stagesTile(world, complaints)),
    ...(await startsAreTold(world, complaints, timers, events)),
  ];
  expect(found).toEqual([]);
}

/** Histories as they were when their chain was last found whole: after a step most are the same, and need not be hashed again. */
const whole = new Map<string, string>();

/** Positions 1, 2, 3 … over all; in each history 1, 2, 3 …, each event chained to the one before. */
function logIsGapless(events: NumberedEvent[], written: ReadonlyMap<number, LoggedEvent>): string[] {
  const wrong = events.findIndex(({ position }, index) => position !== index + 1);
  const streams = new Map<string, LoggedEvent[]>();
  for (const { streamId, id } of events) {
    const event = written.get(id);
    if (event) addTo(streams, streamId, event);
  }
  return [
    ...(wrong < 0 ? [] : [`position ${wrong + 1} is missing or twice`]),
    ...[...streams].flatMap(([id, history]) => {
      const text = JSON.stringify(history);
      if (whole.get(id) === text) return [];
      const broken = firstBrokenLink(history);
      if (broken !== null) return [`the history of ${id} breaks at ${broken}`];
      whole.set(id, text);
      return [];
    }),
  ];
}

function headIsLast({ id, eventSeq, eventHash }: Complaint, events: NumberedEvent[]): string[] {
  const last = events.filter(({ streamId }) => streamId === id).at(-1);
  return last?.seq === eventSeq && last.hash === eventHash ? [] : [`${id} points at another event than its last`];
}

function timersFit(complaint: Complaint, timers: CaseTimer[]): string[] {
  const { id, status, dueAt, inQueue } = complaint;
  const running = timers.filter((timer) => timer.dueAt !== null);
  const may = new Set(MOVES.filter(({ from, clock }) => clock && from.includes(status)).map(({ clock }) => clock));
  // In the platform's queue an open offer puts no case before others.
  const counted = running.filter(({ clock }) => !isOfInterim(clock) && (!inQueue || clock !== "OFFER_EXPIRY"));
  const next = counted.length > 0 ? Math.min(...counted.map((timer) => timer.dueAt ?? Infinity)) : null;
  return [
    ...running.filter(({ clock }) => !may.has(clock)).map(({ clock }) => `${id} is ${status} and ${clock} runs`),
    ...(status === "CLOSED" && timers.length > 0 ? [`${id} is closed and has timers`] : []),
    ...(status !== "CLOSED" && running.length === 0 && CLOCKS_OF[status].length > 0 && !inQueue
      ? [`${id} is ${status} and no clock runs`]
      : []),
    ...(next !== null && dueAt !== next ? [`${id} says it is due at ${dueAt}, its clocks at ${next}`] : []),
    ...(complaint.urgency === urgencyOf(complaint) ? [] : [`${id} stands elsewhere in the queue than its clocks say`]),
    ...(inQueue === IN_QUEUE.has(status) ? [] : [`${id} is ${status} and in_queue is ${inQueue}`]),
  ];
}

function oneOpenOffer(offers: Offer[], complaints: Complaint[]): string[] {
  return complaints.flatMap(({ id, status }) => {
    const open = offers.filter((offer) => offer.complaintId === id && offer.status === "OPEN");
    const newest = offers
      .filter((offer) => offer.complaintId === id)
      .sort((a, b) => a.number - b.number)
      .at(-1);
    return [
      ...(open.length > 1 ? [`${id} has ${open.length} open offers`] : []),
      ...(open[0] && open[0].id !== newest?.id ? [`${id} has an open offer that is not its newest`] : []),
      ...(open[0] && !MAY_AGREE.some((state) => state === status) ? [`${id} is ${status} and an offer is open`] : []),
    ];
  });
}

/** A penalty that acts or waits stands on a ruling in force; a threshold's on a final one, so that none who approves it can decide its appeal. */
function penaltiesFit(penalties: Penalty[], rulings: Ruling[]): string[] {
  const inForce = new Map(rulings.filter(({ status }) => status === "ISSUED").map((ruling) => [ruling.id, ruling]));
  return penalties
    .filter(({ status }) => status !== "REVERSED")
    .flatMap(({ id, status, cause, rulingId }) => {
      const ruling = inForce.get(rulingId);
      return [
        ...(ruling ? [] : [`${id} is ${status} and its ruling ${rulingId} is not in force`]),
        ...(cause === "THRESHOLD" && ruling?.finalAt === null
          ? [`${id} came by points and its ruling ${rulingId} is not final`]
          : []),
      ];
    });
}

/** Orders are paused before a decision only by two persons, for a short time, in a grave case that is not over, and once at a time. */
function interimFits(measures: InterimMeasure[], complaints: Complaint[], timers: CaseTimer[], now: number): string[] {
  const acts = ({ startsAt, endsAt }: InterimMeasure): boolean => (startsAt ?? now + 1) <= now && (endsAt ?? 0) > now;
  return measures.flatMap((measure) => {
    const { id, complaintId, providerId, status, proposedById, confirmedById, startsAt, endsAt } = measure;
    const complaint = complaints.find((each) => each.id === complaintId);
    const others = measures.filter((each) => each.id !== id);
    const open = status === "PROPOSED" || status === "ACTING";
    const clock = status === "PROPOSED" ? "INTERIM_CONFIRMATION" : "INTERIM_END";
    const isTimed = timers.some((timer) => timer.complaintId === complaintId && timer.clock === clock && timer.dueAt);
    return [
      ...(startsAt !== null && (confirmedById === null || confirmedById === proposedById)
        ? [`${id} acted by one person's word`]
        : []),
      ...((endsAt ?? 0) - (startsAt ?? 0) > 14 * DAY ? [`${id} is longer than an interim measure may be`] : []),
      ...(complaint?.breachClass === "ORDINARY" ? [`${id} is in a case that is not grave`] : []),
      ...(open && !INTERIM_STATES.some((state) => state === complaint?.status)
        ? [`${id} is ${status} and its case ${complaint?.status}`]
        : []),
      ...(open && !isTimed ? [`${id} is ${status} and ${clock} does not run`] : []),
      ...(acts(measure) && status !== "ACTING" ? [`${id} is ${status} and acts`] : []),
      ...(acts(measure) && others.some((each) => each.providerId === providerId && acts(each))
        ? [`${id} pauses what is paused already`]
        : []),
      ...(open && others.some((each) => each.complaintId === complaintId && each.status === status)
        ? [`${id} is not the only one ${status} in its case`]
        : []),
    ];
  });
}

/** A case has at most one ruling in force, and it is the current one. Without one, only what is owed without a ruling is enforced, and one such thing at a time. */
function rulingsFit(rulings: Ruling[], complaints: Complaint[], remedies: Remedy[]): string[] {
  return complaints.flatMap(({ id, currentRulingId, status }) => {
    const inForce = rulings.filter((ruling) => ruling.complaintId === id && ruling.status === "ISSUED");
    const unruled = remedies.filter(
      (remedy) => remedy.complaintId === id && remedy.rulingId === null && !remedy.isDone && !remedy.isCancelled,
    );
    const enforcesUnruled = status === "ENFORCING" && currentRulingId === null && unruled.length === 1;
    const ruled = ["RULED", "APPEALED", "ENFORCING"].includes(status) && !enforcesUnruled;
    return [
      ...(inForce.length > 1 ? [`${id} has ${inForce.length} rulings in force`] : []),
      ...(inForce[0] && inForce[0].id !== currentRulingId
        ? [`${id} has a ruling in force that is not its current`]
        : []),
      ...(unruled.length > 1 ? [`${id} owes ${unruled.length} things without a ruling`] : []),
      ...(ruled && !inForce[0] ? [`${id} is ${status} without a ruling in force`] : []),
      ...(status === "ENFORCING" && inForce[0]?.finalAt === null ? [`${id} is enforced before it is final`] : []),
    ];
  });
}

/** What was taken from the deposit is no more than the remedy is worth; what is checked has its clock. */
function remediesFit(remedies: Remedy[], complaints: Complaint[], timers: CaseTimer[]): string[] {
  return remedies.flatMap((remedy) => {
    const { id, setAsideAmount, setAsideAt, checkSince, proofFiledAt, isDone, rulingId } = remedy;
    // Less what the consumer had already received because of the ruling that this one replaces.
    const insteadAmount = remedy.insteadAmount - remedy.creditedAmount;
    const waits = complaints.some(
      ({ id: complaintId, status, currentRulingId }) =>
        complaintId === remedy.complaintId && status === "ENFORCING" && currentRulingId === rulingId,
    );
    const checked = timers.some(
      ({ complaintId, clock }) => complaintId === remedy.complaintId && clock === "REMEDY_CHECK",
    );
    return [
      ...(setAsideAmount > insteadAmount
        ? [`${id} is worth ${insteadAmount} and has ${setAsideAmount} set aside`]
        : []),
      ...((setAsideAt !== null) === (setAsideAmount > 0 && setAsideAmount === insteadAmount)
        ? []
        : [`${id} has ${setAsideAmount} of ${insteadAmount} set aside, at ${setAsideAt}`]),
      ...(remedy.paidFromDepositAt !== null && setAsideAt === null ? [`${id} was paid and not set aside`] : []),
      ...(checkSince !== null && proofFiledAt === null ? [`${id} is checked and has no proof`] : []),
      ...(waits && checkSince !== null && !isDone && !checked ? [`${id} is checked without a clock`] : []),
    ];
  });
}

/** The key that allows one open complaint for each promise of an order is set exactly while the case is open. */
async function openKeysFit({ db }: World): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT b.id AS id FROM breach b JOIN complaint c ON c.id = b.complaint_id
     WHERE (c.status = 'CLOSED' AND b.open_key IS NOT NULL) OR (c.status <> 'CLOSED' AND b.open_key IS NULL)`,
  );
  return rows.map(({ id }) => `the open key of ${id} does not fit its case`);
}

/** No reversed violation leaves points behind. */
async function nothingIsLeft({ db }: World): Promise<string[]> {
  const entries = await db.find(PointsEntry, {}, "ORDER BY provider_id, number");
  return (await db.find(Violation, {}))
    .filter(({ reversedAt }) => reversedAt !== null)
    .filter(({ id }) => {
      const own = entries.filter(({ violationId }) => violationId === id);
      const points = activePoints(own, Number.MAX_SAFE_INTEGER);
      return own.some(({ kind }) => kind === "REVERSED") && points.active + points.provisional !== 0;
    })
    .map(({ id }) => `the violation ${id} was reversed and still has points`);
}

/** Whoever should act by a clock was told of it when it began, but for who began it: the notice of that moment says until when (`dueWords`). */
async function startsAreTold(
  { db }: World,
  complaints: Complaint[],
  timers: CaseTimer[],
  events: NumberedEvent[],
): Promise<string[]> {
  const notices = await db.find(Notice, {});
  return complaints.flatMap(({ id, consumerId, providerId }) =>
    timers
      .filter(({ complaintId, dueAt }) => complaintId === id && dueAt !== null)
      .flatMap(({ clock, startedAt }) => {
        const audience = REMINDED[clock];
        const then = events.filter(({ streamId, at }) => streamId === id && at === startedAt);
        // A migration gave it back, and told nobody.
        if (then.length === 0) return [];
        const sides = [
          { side: "CONSUMER" as const, box: consumerId },
          { side: "PROVIDER" as const, box: providerId },
        ].filter(({ side }) => audience !== undefined && maySeeAudience(audience, { side, isStaff: false }));
        return sides
          .filter(({ side }) => !then.some(({ actorRole }) => actorRole === side))
          .filter(
            ({ box }) =>
              !notices.some(
                ({ recipientId, position }) => recipientId === box && then.some((event) => event.position === position),
              ),
          )
          .map(
            ({ side }) =>
              `${id}: nobody told the ${side} that ${clock} began, with ${then.map(({ type }) => type).join(" ")}`,
          );
      }),
  );
}

/** The stages of a case follow one another without gap or overlap; the last is open exactly while the case is. */
async function stagesTile({ db }: World, complaints: Complaint[]): Promise<string[]> {
  const records = await db.find(StageRecord, {}, "ORDER BY complaint_id, number");
  return complaints.flatMap(({ id, status }) => {
    const own = records.filter(({ complaintId }) => complaintId === id);
    const last = own.at(-1);
    return [
      ...own
        .slice(1)
        .filter((record, index) => own[index]?.leftAt === null || (own[index]?.leftAt ?? 0) > record.enteredAt)
        .map(({ number }) => `stage ${number} of ${id} overlaps the one before`),
      ...(status === "CLOSED" && last?.leftAt === null ? [`${id} is closed and its stage ${last.stage} goes on`] : []),
      ...(status !== "CLOSED" && (last?.leftAt !== null || last.stage !== status)
        ? [`${id} is ${status} and its last stage is ${last?.stage}`]
        : []),
    ];
  });
}
