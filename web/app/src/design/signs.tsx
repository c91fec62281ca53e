import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { formatTime } from "../text/format";
import { defineText, useText } from "../text/language";
import { Button } from "./button";

const text = defineText("signs", {
  en: {
    loading: "Loading…",
    again: "Try again",
    availableAt: "Possible from {{at}}.",
    requestId: "Reference: {{id}}",
  },
  zh: { loading: "加载中…", again: "重试", availableAt: "{{at}} 起可用。", requestId: "编号：{{id}}" },
});

export type Tone = "good" | "warn" | "bad" | "info" | "muted";

export function Badge({ tone = "muted", children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return (
    <span className="badge" data-tone={tone}>
      {children}
    </span>
  );
}

export function Notice({ tone = "info", children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return (
    <div className="notice stack-tight" data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
      {children}
    </div>
  );
}

/** Why something could not be done or shown. What belongs to one input stands beside it instead. */
export function Refused({ refusal, onAgain }: { refusal: Refusal | null; onAgain?: () => void }): ReactNode {
  const say = useText(text);
  if (!refusal) return null;
  return (
    <Notice tone="bad">
      <p>{refusal.message}</p>
      {refusal.availableAt && <p className="small">{say("availableAt", { at: formatTime(refusal.availableAt) })}</p>}
      {refusal.code === "INTERNAL_SERVER_ERROR" && refusal.requestId && (
        <p className="small muted">{say("requestId", { id: refusal.requestId })}</p>
      )}
      {onAgain && (
        <div>
          <Button onClick={onAgain}>{say("again")}</Button>
        </div>
      )}
    </Notice>
  );
}

/** Nothing is here, why, and what one might do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="card stack-tight" style={{ textAlign: "center", padding: "var(--space-6) var(--space-4)" }}>
      <p>
        <strong>{title}</strong>
      </p>
      {children && <div className="muted">{children}</div>}
    </div>
  );
}

/** In the shape of what is coming. */
export function Loading({ lines = 4 }: { lines?: number }): ReactNode {
  const say = useText(text);
  return (
    <div className="stack-tight" role="status" aria-label={say("loading")}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" style={{ width: `${90 - ((line * 17) % 45)}%` }} />
      ))}
    </div>
  );
}

/** The four states of anything that is read: coming, refused, here. */
export function Loaded<Data>({
  data,
  fetching,
  refusal,
  onAgain,
  lines,
  children,
}: {
  data: Data | null | undefined;
  fetching: boolean;
  refusal: Refusal | null;
  onAgain?: () => void;
  lines?: number;
  children: (data: Data) => ReactNode;
}): ReactNode {
  // What was read before stays while it is read again, also when that fails.
  if (data !== null && data !== undefined) {
    return (
      <>
        <Refused refusal={refusal} {...(onAgain && { onAgain })} />
        {children(data)}
      </>
    );
  }
  if (refusal) return <Refused refusal={refusal} {...(onAgain && { onAgain })} />;
  return fetching ? <Loading {...(lines !== undefined && { lines })} /> : null;
}
