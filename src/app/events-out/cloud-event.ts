import { Complaint } from "../../case/complaints/complaint.entity";
import type { NumberedEvent } from "../../platform/database/event.entity";
import type { Reader } from "../../platform/database/reader";
import { list, sql } from "../../platform/database/sql";
import { jsonWithoutWords, type Json } from "../../platform/graphql/event-catalogue";
import { historyOf } from "./history-of";

/** CloudEvents 1.0, structured mode: https://github.com/cloudevents/spec */
export interface CloudEvent {
  specversion: "1.0";
  /** The event's hash: as `hash` in the API, and never another event's, also after a database was put back. */
  id: string;
  /** The platform's public address. */
  source: string;
  /** `redress.case.RULING_ISSUED` */
  type: string;
  /** Whose history it belongs to: `cmp_…`, `prv_…`. */
  subject: string;
  /** When it happened. */
  time: string;
  datacontenttype: "application/json";
  /** Its place in the log, of as many digits for all: the later event has the greater text. */
  sequence: string;
  /** Its number in the history, from 1 on without gaps. */
  seq: number;
  actorrole: string;
  /** Whom the platform shows it to: `PARTIES`, `PUBLIC`, … */
  audience: string;
  data: Record<string, Json>;
}

const DIGITS = 16;

interface CaseRow {
  id: string;
  provider_id: string;
  order_id: string;
  currency: string;
}

/**
 * Events as they leave the platform: which ones, of what, when, and what of their particulars nobody has written. The same event is always the
 * same text, until something of it is erased.
 */
export async function cloudEvents(
  reader: Reader,
  source: string,
  events: readonly NumberedEvent[],
): Promise<CloudEvent[]> {
  const cases = await casesOf(reader, events);
  return events.map((event) => {
    const of = cases.get(event.streamId);
    return {
      specversion: "1.0",
      id: event.hash,
      source,
      type: `redress.${topicOf(event)}`,
      subject: event.streamId,
      time: new Date(event.at).toISOString(),
      datacontenttype: "application/json",
      sequence: String(event.position).padStart(DIGITS, "0"),
      seq: event.seq,
      actorrole: event.actorRole,
      audience: event.audience,
      data: {
        ...(of ? { providerId: of.provider_id, orderId: of.order_id } : {}),
        event: jsonWithoutWords(event.type, event.data, of?.currency),
      },
    };
  });
}

export const topicOf = ({ streamId, type }: Pick<NumberedEvent, "streamId" | "type">): string =>
  `${historyOf(streamId)}.${type}`;

/** What never changes of the cases among them. */
async function casesOf(reader: Reader, events: readonly NumberedEvent[]): Promise<Map<string, CaseRow>> {
  const ids = [...new Set(events.map(({ streamId }) => streamId))].filter((id) =>
    id.startsWith(`${Complaint.idPrefix}_`),
  );
  if (ids.length === 0) return new Map();
  const rows = await reader.query<CaseRow>(
    sql`SELECT id, provider_id, order_id, currency FROM complaint WHERE id IN (${list(ids)})`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
