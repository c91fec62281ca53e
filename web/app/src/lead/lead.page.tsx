import { useReducer, useRef, useState, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useFollow } from "../api/use-live";
import { useNowAndThen } from "../api/use-now-and-then";
import { useRead } from "../api/use-read";
import { Page } from "../design/page";
import { later } from "../design/later";
import { Told } from "../design/told";
import { useOncePerMoment } from "../desk/use-once-per-moment";
import { useIsOpen } from "../shell/viewer";
import { useText } from "../text/language";
import { AppealsTab } from "./appeals-tab";
import { DefaultsTab } from "./defaults-tab";
import { InterimTab } from "./interim-tab";
import { LeadCountsDocument, WatchLeadDocument, type LeadCountsQuery } from "./lead.generated";
import { leadText } from "./lead.text";
import { ReturnsTab } from "./returns-tab";
import { RulingsTab } from "./rulings-tab";
import { shownCount, type Counted } from "./tab";

// What is less often opened comes when it is.
const LimitsTab = later(async () => ({ default: (await import("./limits-tab")).LimitsTab }));
const PenaltiesTab = later(async () => ({ default: (await import("./penalties-tab")).PenaltiesTab }));
const RoutingTab = later(() => import("./routing-tab"));

const TABS = {
  rulings: RulingsTab,
  penalties: PenaltiesTab,
  interim: InterimTab,
  appeals: AppealsTab,
  returns: ReturnsTab,
  defaults: DefaultsTab,
  limits: LimitsTab,
  routing: RoutingTab,
};
type Tab = keyof typeof TABS;
const NAMES = Object.keys(TABS) as Tab[];

export { LeadPage as Component };

function LeadPage(): ReactNode {
  const say = useText(leadText);
  const [params] = useSearchParams();
  // Who is here for the routing alone may not read what waits.
  const mayDecide = useIsOpen("rulingsAwaitingApproval");
  const asked = NAMES.find((name) => name === params.get("tab")) ?? "rulings";
  const tab = mayDecide ? asked : "routing";
  const Shown = TABS[tab];
  // It is gone from the list as soon as it is decided.
  const [said, setSaid] = useState<{ tab: Tab; words?: string }>();
  const words = said?.tab === tab ? said.words : undefined;
  const [told, tell] = useReducer((before: number) => before + 1, 0);
  const readAgain = useRef<() => void>(undefined);
  const counts = useRead(LeadCountsDocument, {}, { pause: !mayDecide });
  useFollow({
    updates: WatchLeadDocument,
    variables: {},
    after: null,
    pause: !mayDecide,
    onUpdate: ({ moderationQueueUpdated }) => moderationQueueUpdated.complaint && tell(),
  });
  // What is decided on penalties and on limits is no news of a case.
  useNowAndThen(() => mayDecide && tell());
  useOncePerMoment(told, () => {
    readAgain.current?.();
    counts.onAgain();
  });
  return (
    <Page dense title={say(mayDecide ? "title" : "routing")}>
      {mayDecide && (
        <nav className="tabs" aria-label={say("tabs")}>
          {NAMES.map((name) => {
            const count = counts.data && countOf(counts.data, name);
            return (
              <Link key={name} to={`?tab=${name}`} aria-current={name === tab ? "page" : undefined}>
                {say(name)}
                {count && count.value > 0 && <span className="count">{shownCount(count)}</span>}
              </Link>
            );
          })}
        </nav>
      )}
      <Told words={words} onGone={() => setSaid(undefined)} />
      <section className="stack" aria-label={say(tab)}>
        <Shown
          key={tab}
          counts={counts.data}
          onNews={(again) => void (readAgain.current = again)}
          onDone={(done) => {
            setSaid({ tab, words: done });
            counts.onAgain();
          }}
        />
      </section>
    </Page>
  );
}

/** Of limits both those that are contested and those that wait for a second person. */
function countOf(counts: LeadCountsQuery, name: Tab): Counted | undefined {
  if (name === "routing") return undefined;
  const { value, isAtLeast } = counts[name].totalCount;
  if (name !== "limits") return { value, isAtLeast };
  const proposed = counts.limitsProposed.totalCount;
  return { value: value + proposed.value, isAtLeast: isAtLeast || proposed.isAtLeast };
}
