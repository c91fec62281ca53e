import type { ReactNode } from "react";
import { Link } from "react-router";
import { useText } from "../text/language";
import { deskText } from "./desk.text";
import { TABS, type Tab } from "./queue-address";

export function QueueTabs({ tab, hrefOf }: { tab: Tab; hrefOf: (tab: Tab) => string }): ReactNode {
  const say = useText(deskText);
  return (
    <nav className="tabs" aria-label={say("views")}>
      {TABS.map((each) => (
        <Link key={each} to={hrefOf(each)} aria-current={each === tab ? "page" : undefined}>
          {say(each)}
        </Link>
      ))}
    </nav>
  );
}
