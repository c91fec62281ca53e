import type { ReactNode } from "react";
import { Link } from "react-router";
import { useRead } from "../api/use-read";
import { Countdown } from "../design/time";
import { defineText, useText } from "../text/language";
import { MyCasesDocument } from "./my-cases.generated";
import { soonestFirst } from "./soonest-first";
import { askedOf, OPEN_STATES } from "./turn";

const text = defineText("nextCase", {
  en: {
    next: "Next for you",
    all_one: "One other case waits for you",
    all_other: "{{count}} other cases wait for you",
  },
  zh: {
    next: "下一件",
    all_other: "还有 {{count}} 件等您处理",
  },
});

/** Where nothing is left to do here: the provider's next case that waits for them, what is due first. */
export default function NextCase({ id, providerId }: { id: string; providerId: string }): ReactNode {
  const say = useText(text);
  // As the list of complaints asks, so that whoever comes from there asks nothing.
  const filter = { providerId, statuses: [...OPEN_STATES] };
  const { data } = useRead(MyCasesDocument, { filter, first: 50, after: null });
  const waiting = (data?.myComplaints.nodes ?? []).filter((one) => one.id !== id && askedOf(one).length > 0);
  const [next] = soonestFirst(waiting);
  if (!next) return null;
  return (
    <nav className="row spread small" aria-label={say("next")}>
      <Link to={`/business/${providerId}/cases`}>{say("all", { count: waiting.length })}</Link>
      <span className="row">
        <span className="muted">{say("next")}</span>
        <Link to={`/cases/${next.id}`}>{next.title}</Link>
        {next.dueAt && <Countdown until={next.dueAt} />}
      </span>
    </nav>
  );
}
