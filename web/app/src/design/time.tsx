import { useSyncExternalStore, type ReactNode } from "react";
import { serverNow } from "../api/server-clock";
import { formatClock, formatDuration, formatTime } from "../text/format";
import { defineText, useLanguage, useText } from "../text/language";
import { Badge } from "./badge";

const text = defineText("time", {
  en: { left: "{{time}} left", over: "{{time}} overdue" },
  zh: { left: "还剩 {{time}}", over: "已超时 {{time}}" },
});

export function Time({ at }: { at: string }): ReactNode {
  useLanguage();
  return (
    <time dateTime={at} className="numeric">
      {formatTime(at)}
    </time>
  );
}

/** The time of day, where the day is said above. */
export function TimeOfDay({ at }: { at: string }): ReactNode {
  useLanguage();
  return (
    <time dateTime={at} className="numeric" title={formatTime(at)}>
      {formatClock(at)}
    </time>
  );
}

/** One timer for all clocks of the page. */
const listeners = new Set<() => void>();
let now = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = serverNow();
  timer ??= setInterval(() => {
    now = serverNow();
    listeners.forEach((tell) => tell());
  }, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The server's time, for content that depends on it; changes four times a minute. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

const SOON_MS = 24 * 3_600_000;

/** The time until a deadline, or since it passed. */
export function Countdown({ until }: { until: string }): ReactNode {
  const say = useText(text);
  const left = Date.parse(until) - useNow();
  const tone = left < 0 ? "bad" : left < SOON_MS ? "warn" : "muted";
  return (
    <time dateTime={until} title={formatTime(until)}>
      <Badge tone={tone}>{say(left < 0 ? "over" : "left", { time: formatDuration(left) })}</Badge>
    </time>
  );
}
