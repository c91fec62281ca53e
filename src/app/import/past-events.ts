import type { CaseRecord } from "../../case/complaints/case-events";
import type { Events } from "../../platform/database/event";
import type { ImportedCase } from "./imported-case";

export type PastEvent = { [T in CaseRecord]: PastFact<T> }[CaseRecord];

interface PastFact<T extends CaseRecord> {
  type: T;
  by: "CONSUMER" | "PROVIDER" | "SYSTEM";
  at: number;
  data: Events[T];
}

/** What happened to the case before the import, in order; each event at its own time, as far as the source has it. */
export function pastEvents(one: ImportedCase, now: number): PastEvent[] {
  const events: PastEvent[] = [
    {
      type: "COMPLAINT_OPENED",
      by: "CONSUMER",
      at: one.receivedAt,
      data: {
        to: "NEGOTIATING",
        title: one.title,
        breaches: 1,
        amountAtStake: one.amountAtStake,
        source: "CFPB",
        sourceId: one.sourceId,
        submittedVia: one.submittedVia,
        state: one.state,
        importedAt: now,
      },
    },
    { type: "COMPLAINT_SENT_TO_PROVIDER", by: "SYSTEM", at: one.sentAt, data: {} },
  ];
  if (one.missedAt !== null)
    events.push({ type: "FIRST_RESPONSE_MISSED", by: "SYSTEM", at: one.missedAt, data: { wasDueAt: one.missedAt } });
  if (one.answeredAt !== null) {
    events.push({
      type: "PROVIDER_RESPONDED",
      by: "PROVIDER",
      at: one.answeredAt,
      data: { response: one.response, publicResponse: one.publicResponse, earliestPossible: one.answeredAt },
    });
  }
  const last = lastEvent(one, now);
  return last ? [...events, last] : events;
}

function lastEvent({ ends, answeredAt }: ImportedCase, now: number): PastEvent | null {
  switch (ends.status) {
    case "NEGOTIATING":
      return null;
    case "CLOSED":
      return {
        type: `COMPLAINT_${ends.reason}`,
        by: "SYSTEM",
        at: answeredAt ?? now,
        data: { from: "NEGOTIATING", to: "CLOSED" },
      };
    case "SUBMITTED":
      // Now, not then: only with the import does it reach this platform, whose clocks start.
      return {
        type: "COMPLAINT_ESCALATED",
        by: ends.by,
        at: now,
        data: {
          from: "NEGOTIATING",
          to: "SUBMITTED",
          by: ends.by,
          ...(ends.by === "SYSTEM" ? { because: "ESCALATE_UNANSWERED" } : {}),
        },
      };
  }
}
