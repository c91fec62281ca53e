import { useEffect, useId, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { useClient } from "urql";
import type { PromiseKind } from "../api/schema.generated";
import { Markdown } from "../design/markdown";
import { defineText, useText } from "../text/language";
import { GuidesOnBreachDocument, type GuidesOnBreachQuery } from "./complain.generated";

const text = defineText("guidance", {
  en: { title: "Good to know", more: "Read it on a page of its own" },
  zh: { title: "投诉前可以看看", more: "在单独页面阅读" },
});

type Guide = GuidesOnBreachQuery["suggestedGuides"][number];

/** Advice on the kinds of promises picked, beside the form while it is filled in; each guide once, however many of them it is about. */
export function Guidance({ kinds }: { kinds: readonly PromiseKind[] }): ReactNode {
  const say = useText(text);
  const id = useId();
  const guides = useGuides(kinds);
  if (guides.length === 0) return null;
  return (
    <aside className="card stack-tight" aria-labelledby={id}>
      <h2 id={id}>{say("title")}</h2>
      {guides.map(
        ({ id, current }) =>
          current && (
            <details key={id}>
              <summary>{current.title.text}</summary>
              <p className="muted">{current.summary.text}</p>
              <Markdown text={current.body.text} under={2} />
              <p className="small">
                <Link to={`/guides/${id}`}>{say("more")}</Link>
              </p>
            </details>
          ),
      )}
    </aside>
  );
}

/** If the advice cannot be loaded, the form remains usable. */
function useGuides(kinds: readonly PromiseKind[]): Guide[] {
  const client = useClient();
  const [guides, setGuides] = useState<Guide[]>([]);
  const asked = [...new Set(kinds)].sort().join(" ");
  useEffect(() => {
    let gone = false;
    const each = asked === "" ? [] : (asked.split(" ") as PromiseKind[]);
    void Promise.all(each.map((kind) => client.query(GuidesOnBreachDocument, { kind }).toPromise())).then((answers) => {
      const found = answers.flatMap(({ data }) => data?.suggestedGuides ?? []);
      if (!gone) setGuides([...new Map(found.map((guide) => [guide.id, guide])).values()]);
    });
    return () => void (gone = true);
  }, [client, asked]);
  return guides;
}
