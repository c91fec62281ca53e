import type { ReactNode } from "react";
import { defineText, useText } from "../text/language";

const text = defineText("loading", { en: { loading: "Loading…" }, zh: { loading: "加载中…" } });

/** A placeholder in the shape of the content to come. */
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
