import type { ReactNode } from "react";
import { useRead } from "../api/use-read";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Loaded } from "../design/loaded";
import { Time } from "../design/time";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import styles from "./account.module.css";
import { eventText } from "./event-text";
import { Section } from "./section";
import { MySecurityEventsDocument } from "./security.generated";

const text = defineText("securityEvents", {
  en: {
    title: "What happened to your account",
    failures: "{{count, counted(one: wrong password; other: wrong passwords)}}",
    byStaff: "By the platform's staff",
  },
  zh: { title: "账号安全记录", failures: "{{count}} 次错误密码", byStaff: "平台工作人员" },
});

export function EventsSection(): ReactNode {
  const say = useText(text);
  const name = useText(eventText);
  const label = useLabel();
  const read = useRead(MySecurityEventsDocument, { after: usePlace() });
  return (
    <Section title={say("title")}>
      <Loaded {...read} data={read.data?.viewer?.securityEvents}>
        {({ nodes, pageInfo }) => (
          <>
            <ol className={styles.list} role="list">
              {nodes.map(({ id, type, at, by, failures, roles, reason, client, address }) => (
                <li key={id} className="row spread">
                  <span className="row">
                    <span>{name(type)}</span>
                    {by === "STAFF" && <Badge tone="warn">{say("byStaff")}</Badge>}
                    {failures !== null && <span>{say("failures", { count: String(failures) })}</span>}
                    {roles?.map((role) => (
                      <Badge key={role}>{label("Role", role)}</Badge>
                    ))}
                    {reason && <span>{reason}</span>}
                    <span className="muted small">{[client, address].filter(Boolean).join(" · ")}</span>
                  </span>
                  <span className="small muted">
                    <Time at={at} />
                  </span>
                </li>
              ))}
            </ol>
            <Pager pageInfo={pageInfo} />
          </>
        )}
      </Loaded>
    </Section>
  );
}
