import { useRef, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useFollow } from "../api/use-live";
import { Page } from "../design/page";
import { later } from "../design/later";
import { useText } from "../text/language";
import { AppealsTab } from "./appeals-tab";
import { DefaultsTab } from "./defaults-tab";
import { InterimTab } from "./interim-tab";
import { WatchLeadDocument } from "./lead.generated";
import { leadText } from "./lead.text";
import { ReturnsTab } from "./returns-tab";
import { RulingsTab } from "./rulings-tab";

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
  const tab = NAMES.find((name) => name === params.get("tab")) ?? "rulings";
  const Shown = TABS[tab];
  const readAgain = useRef<() => void>(undefined);
  useFollow({
    updates: WatchLeadDocument,
    variables: {},
    after: null,
    onUpdate: ({ moderationQueueUpdated }) => moderationQueueUpdated.complaint && readAgain.current?.(),
  });
  return (
    <Page dense title={say("title")}>
      <nav className="tabs" aria-label={say("tabs")}>
        {NAMES.map((name) => (
          <Link key={name} to={`?tab=${name}`} aria-current={name === tab ? "page" : undefined}>
            {say(name)}
          </Link>
        ))}
      </nav>
      <section className="stack" aria-label={say(tab)}>
        <Shown key={tab} onNews={(again) => void (readAgain.current = again)} />
      </section>
    </Page>
  );
}
