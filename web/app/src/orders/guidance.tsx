import { useId, type ReactNode } from "react";
import { Link } from "react-router";
import type { PromiseKind } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { Markdown } from "../design/markdown";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { GuidesOnBreachDocument } from "./complain.generated";

const text = defineText("guidance", {
  en: { title: "Good to know", more: "Read it on a page of its own" },
  zh: { title: "投诉前可以看看", more: "在单独页面阅读" },
});

/** Advice on the kinds of promises picked, beside the form while it is filled in. */
export function Guidance({ kinds }: { kinds: readonly PromiseKind[] }): ReactNode {
  const say = useText(text);
  const id = useId();
  if (kinds.length === 0) return null;
  return (
    <aside className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      {kinds.map((kind) => (
        <GuidesOn key={kind} kind={kind} />
      ))}
    </aside>
  );
}

/** If the advice cannot be loaded, the form remains usable. */
function GuidesOn({ kind }: { kind: PromiseKind }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { data } = useRead(GuidesOnBreachDocument, { kind });
  const guides = data?.suggestedGuides ?? [];
  if (guides.length === 0) return null;
  return (
    <section className="card stack-tight" aria-label={label("PromiseKind", kind)}>
      <h3>{label("PromiseKind", kind)}</h3>
      {guides.map(
        ({ id, current }) =>
          current && (
            <details key={id}>
              <summary>{current.title.text}</summary>
              <p className="muted">{current.summary.text}</p>
              <Markdown text={current.body.text} under={3} />
              <p className="small">
                <Link to={`/guides/${id}`}>{say("more")}</Link>
              </p>
            </details>
          ),
      )}
    </section>
  );
}
