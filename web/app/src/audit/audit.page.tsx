import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import { Page } from "../design/page";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { AccessLog } from "./access-log";
import { ChainView } from "./chain-view";
import { RegisterView } from "./register-view";

const text = defineText("audit", {
  en: { title: "Audit", views: "Views", log: "Access log", chain: "Event chains", register: "Register and keys" },
  zh: { title: "审计", views: "视图", log: "查阅记录", chain: "事件链", register: "登记簿与密钥" },
});

const VIEWS = { log: AccessLog, chain: ChainView, register: RegisterView } as const;
const NAMES = Object.keys(VIEWS) as (keyof typeof VIEWS)[];

export { AuditPage as Component };

function AuditPage(): ReactNode {
  const say = useText(text);
  const [params] = useSearchParams();
  // Who read whose data is not for everybody who checks chains and the register.
  const mayReadLog = useIsOpen("accessLog");
  const names = NAMES.filter((name) => name !== "log" || mayReadLog);
  const view = names.find((name) => name === params.get("view")) ?? (mayReadLog ? "log" : "chain");
  const View = VIEWS[view];
  return (
    <Page dense title={say("title")}>
      <nav className="tabs" aria-label={say("views")}>
        {names.map((name) => (
          <Link key={name} to={`?view=${name}`} aria-current={name === view ? "page" : undefined}>
            {say(name)}
          </Link>
        ))}
      </nav>
      <View />
    </Page>
  );
}
