import { lazy, Suspense, useRef, type ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { useFollow } from "../api/use-live";
import { Page } from "../design/page";
import { Loading } from "../design/signs";
import { SignedIn } from "../shell/wrong-page";
import { useText } from "../text/language";
import { AppealsTab } from "./appeals-tab";
import { DefaultsTab } from "./defaults-tab";
import { WatchLeadDocument } from "./lead.generated";
import { leadText } from "./lead-text";
import { PenaltiesTab } from "./penalties-tab";
import { ReturnsTab } from "./returns-tab";
import { RulingsTab } from "./rulings-tab";

const RoutingTab = lazy(() => import("./routing-tab").then(({ RoutingTab }) => ({ default: RoutingTab })));

export interface TabProps {
  /** Called with how to read the tab's list again, when something has changed. */
  onNews: (readAgain: () => void) => void;
}

const TABS = {
  rulings: RulingsTab,
  penalties: PenaltiesTab,
  appeals: AppealsTab,
  returns: ReturnsTab,
  defaults: DefaultsTab,
  routing: RoutingTab,
};
type Tab = keyof typeof TABS;
const NAMES = Object.keys(TABS) as Tab[];

export function Component(): ReactNode {
  return (
    <SignedIn>
      <LeadPage />
    </SignedIn>
  );
}

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
        <Suspense fallback={<Loading />}>
          <Shown key={tab} onNews={(again) => void (readAgain.current = again)} />
        </Suspense>
      </section>
    </Page>
  );
}
