import { useId, type ReactNode } from "react";
import { present, useRead } from "../api/use-read";
import { Badge } from "../design/badge";
import { Facts } from "../design/facts";
import { Loaded } from "../design/loaded";
import { Page } from "../design/page";
import { Time } from "../design/time";
import { useIsOpen } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { useLabel } from "../text/labels";
import { Announce } from "./announce";
import {
  PlatformPromiseDocument,
  PlatformPromisesDocument,
  type PlatformPromiseShownFragment,
  type PlatformVersionFragment,
} from "./platform-promises.generated";
import { ProposeVersion } from "./propose-version";

const text = defineText("platformPromises", {
  en: {
    title: "Promises of the platform",
    about:
      "They bind every provider. One administrator proposes a version, a second person announces it, and it binds what is ordered from its day on; orders keep what was promised when they were placed.",
    version: "Version {{number}}",
    now: "In force",
    since: "Since",
    later: "Announced",
    from: "From",
  },
  zh: {
    title: "平台承诺",
    about:
      "平台承诺对所有服务商有约束力。由一名管理员提议新版本，经第二人同意后公布，对生效日起的订单有约束力；此前的订单仍以下单时的承诺为准。",
    version: "第 {{number}} 版",
    now: "现行",
    since: "生效时间",
    later: "已公布",
    from: "生效时间",
  },
});

export { PlatformPromisesPage as Component };

function PlatformPromisesPage(): ReactNode {
  const say = useText(text);
  const read = useRead(PlatformPromisesDocument, {});
  return (
    <Page dense title={say("title")}>
      <p className="prose">{say("about")}</p>
      <Loaded {...read}>
        {({ platformPromises }) => (
          <ul className="stack" role="list">
            {platformPromises.map(({ promiseId }) => (
              <li key={promiseId} className="card">
                <OnePromise id={promiseId} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  );
}

function OnePromise({ id }: { id: string }): ReactNode {
  const read = present(useRead(PlatformPromiseDocument, { id }), "promise");
  return <Loaded {...read}>{({ promise }) => <PlatformPromise promise={promise} />}</Loaded>;
}

function PlatformPromise({ promise }: { promise: PlatformPromiseShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const id = useId();
  const mayPropose = useIsOpen("proposeHouseRuleChange");
  const { platformPromise, currentVersion, versions, proposed } = promise;
  const announced = versions.nodes.find(({ id }) => id !== currentVersion.id);
  if (!platformPromise) return null;
  return (
    <div role="group" className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>{label("PlatformPromise", platformPromise)}</h2>
      <Version version={currentVersion} standing={say("now")} since={say("since")} />
      {announced && <Version version={announced} standing={say("later")} since={say("from")} />}
      {proposed && <Announce promise={platformPromise} proposed={proposed} />}
      {mayPropose && <ProposeVersion promise={platformPromise} latest={announced ?? currentVersion} />}
    </div>
  );
}

function Version({
  version: { version, effectiveFrom, bilingual },
  standing,
  since,
}: {
  version: PlatformVersionFragment;
  standing: string;
  since: string;
}): ReactNode {
  const say = useText(text);
  return (
    <div className="stack-tight">
      <p className="row">
        <strong>{say("version", { number: version })}</strong> <Badge>{standing}</Badge>
      </p>
      <p className="prose" lang="zh-CN">
        {bilingual?.zhCN}
      </p>
      <p className="prose" lang="en">
        {bilingual?.en}
      </p>
      {/* The first have always been in force. */}
      {version > 1 && <Facts facts={[[since, effectiveFrom && <Time at={effectiveFrom} />]]} />}
    </div>
  );
}
