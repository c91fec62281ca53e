import type { ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { useEventLabel } from "../text/event-type-label";
import { useLabel } from "../text/labels";
import { DataTable } from "./data-table";
import { Time } from "./time";

const text = defineText("eventChain", {
  en: {
    number: "No.",
    what: "What happened",
    role: "As",
    at: "When",
    hash: "Hash (SHA-256, chained to the one before)",
    particulars: "Particulars",
  },
  zh: {
    number: "序号",
    what: "事件",
    role: "身份",
    at: "时间",
    hash: "哈希（SHA-256，与前一条相连）",
    particulars: "详情",
  },
});

export interface ChainedEvent {
  id: string;
  seq?: number | null;
  type: string;
  at: string;
  actorRole: string;
  hash?: string | null;
  data?: Record<string, unknown>;
}

/** A history as it is stored: in order, each event with its hash. */
export function EventChain({ title, events }: { title: string; events: readonly ChainedEvent[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const eventLabel = useEventLabel();
  return (
    <DataTable label={title} heads={(["number", "what", "role", "at", "hash"] as const).map((column) => say(column))}>
      {events.map((event) => (
        <tr key={event.id}>
          <td className="numeric">{event.seq}</td>
          <td>
            {eventLabel(event.type)}
            {event.data && Object.keys(event.data).length > 0 && (
              <details className="small">
                <summary>{say("particulars")}</summary>
                <pre>{JSON.stringify(event.data, null, 1)}</pre>
              </details>
            )}
          </td>
          <td>{label("ActorRole", event.actorRole)}</td>
          <td>
            <Time at={event.at} />
          </td>
          <td>
            <code>{event.hash}</code>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
