import type { ReactNode } from "react";
import { type Present } from "../../api/use-read";
import { Link } from "react-router";
import { askedOf } from "../../case/turn";
import { Badge } from "../../design/badge";
import { Empty } from "../../design/empty";
import styles from "../../design/rows.module.css";
import { Countdown } from "../../design/time";
import { defineText, useText } from "../../text/language";
import type { BusinessOverviewQuery } from "./overview.generated";
import { useWaitingItems, type WaitingItem } from "./waiting-items";

const text = defineText("businessWaiting", {
  en: {
    title: "What waits for you",
    nothing: "Nothing waits for you",
    nothingHint: "Complaints, contract charges, courses and expiring documents are shown here as soon as they come.",
    more: "There are more cases than can be listed here.",
    others_one: "{{count}} open case waits for others.",
    others_other: "{{count}} open cases wait for others.",
    allCases: "All cases",
  },
  zh: {
    title: "待办事项",
    nothing: "暂无待办",
    nothingHint: "有新的投诉、违约金、课程或即将到期的资质时，会立即显示在这里。",
    more: "案件较多，此处未全部列出。",
    others_other: "另有 {{count}} 件投诉等待他人处理。",
    allCases: "查看全部投诉",
  },
});

/** Everything that requires the provider's action, the most urgent first. */
export function Waiting({ overview }: { overview: Present<BusinessOverviewQuery, "provider"> }): ReactNode {
  const say = useText(text);
  const items = useWaitingItems(overview);
  const { nodes, pageInfo } = overview.myComplaints;
  const others = nodes.filter((one) => askedOf(one).length === 0).length;
  return (
    <section className="stack-tight" aria-labelledby="waiting">
      <h2 id="waiting">{say("title")}</h2>
      <div role="status" className="stack-tight">
        {items.length === 0 && <Empty title={say("nothing")}>{say("nothingHint")}</Empty>}
        {items.length > 0 && (
          <ul className={`card ${styles.rows}`} role="list">
            {items.map((item) => (
              <Item key={item.key} item={item} />
            ))}
          </ul>
        )}
      </div>
      {(others > 0 || pageInfo.hasNextPage) && (
        <p className="small">
          {pageInfo.hasNextPage ? say("more") : say("others", { count: others })}{" "}
          <Link to="cases">{say("allCases")}</Link>
        </p>
      )}
    </section>
  );
}

function Item({ item: { to, kind, tone, title, detail, dueAt } }: { item: WaitingItem }): ReactNode {
  return (
    <li className={styles.line}>
      <Badge tone={tone}>{kind}</Badge>
      <div className={styles.lineWords}>
        <h3>
          <Link to={to}>{title}</Link>
        </h3>
        {detail && <p className="small muted">{detail}</p>}
      </div>
      {dueAt && <Countdown until={dueAt} />}
    </li>
  );
}
