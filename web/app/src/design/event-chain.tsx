import type { ReactNode } from "react";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { Time } from "./time";

const text = defineText("eventChain", {
  en: {
    number: "No.",
    what: "What happened",
    role: "As",
    at: "When",
    hash: "Hash (SHA-256, chained to the one before)",
    particulars: "Particulars",
    SYSTEM: "The system",
    PROVIDER: "Provider",
    PROVIDER_OWNER: "Provider's owner",
    PROVIDER_STAFF: "Provider's staff",
  },
  zh: {
    number: "序号",
    what: "事件",
    role: "身份",
    at: "时间",
    hash: "哈希（SHA-256，与前一条相连）",
    particulars: "详情",
    SYSTEM: "系统",
    PROVIDER: "服务商",
    PROVIDER_OWNER: "服务商所有者",
    PROVIDER_STAFF: "服务商员工",
  },
});

export interface ChainedEvent {
  id: string;
  seq?: number | null;
  type: string;
  at: string;
  actorRole: string;
  hash?: string | null;
  data?: string;
}

const OUTSIDE = ["SYSTEM", "PROVIDER", "PROVIDER_OWNER", "PROVIDER_STAFF"] as const;

/** A history as it is stored: in order, each event with its hash. */
export function EventChain({ title, events }: { title: string; events: readonly ChainedEvent[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const roleOf = (role: string): string => {
    const outside = OUTSIDE.find((one) => one === role);
    return outside ? say(outside) : label("Role", role);
  };
  return (
    <div className="table-frame" role="region" aria-label={title} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {(["number", "what", "role", "at", "hash"] as const).map((column) => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td className="numeric">{event.seq}</td>
              <td>
                {label("EventType", event.type)}
                {event.data && event.data !== "{}" && (
                  <details className="small">
                    <summary>{say("particulars")}</summary>
                    <pre>{JSON.stringify(JSON.parse(event.data), null, 1)}</pre>
                  </details>
                )}
              </td>
              <td>{roleOf(event.actorRole)}</td>
              <td>
                <Time at={event.at} />
              </td>
              <td>
                <code>{event.hash}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
