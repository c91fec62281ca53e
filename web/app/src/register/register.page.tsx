import { useState, type ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useFollow } from "../api/use-live";
import { useRead } from "../api/use-read";
import { AsOf, useAsOf } from "../design/as-of";
import { Button } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Notice } from "../design/notice";
import { useWide } from "../design/use-wide";
import { formatDate } from "../text/format";
import { defineText, useText } from "../text/language";
import { EntryRows } from "./entry-rows";
import { OpenData } from "./open-data";
import { readAddress, registerFilter, writeAddress } from "./register-address";
import { RegisterForm } from "./register-form";
import { RegisterDocument, WatchRegisterDocument } from "./register.generated";
import styles from "./register.module.css";

const text = defineText("register", {
  en: {
    title: "Public register",
    about:
      "Every ruling, every penalty, every correction, and the platform's own missed deadlines. Nothing is ever erased: an error is corrected by a later entry.",
    filters: "Filters",
    none: "No entries match",
    noneHint: "Remove a filter, or choose another day.",
    news_one: "{{count}} new entry: show it",
    news_other: "{{count}} new entries: show them",
    day: "As it stood at the end of",
    past: "This is the register as it stood on {{day}}: what was entered later is not in it.",
  },
  zh: {
    title: "公示",
    about:
      "每一份处理决定、每一项处理措施、每一次更正，以及平台自身的逾期，都在这里公开。任何内容都不会被删除：有错就以后面的条目更正。",
    filters: "筛选",
    none: "没有符合的条目",
    noneHint: "请去掉一项筛选，或换一个日期。",
    news_other: "有 {{count}} 条新登记，点击查看",
    day: "查看某日结束时的登记簿",
    past: "这是 {{day}} 当日的登记簿，之后登记的内容不在其中。",
  },
});

export { RegisterPage as Component };

function RegisterPage(): ReactNode {
  const say = useText(text);
  const [params, setParams] = useSearchParams();
  const wanted = readAddress(params);
  const { day, moment } = useAsOf();
  const after = usePlace();
  const filter = registerFilter(wanted);
  const read = useRead(RegisterDocument, { filter, asOf: moment, after });
  const news = useNews({
    after: read.data?.registerHead.cursor ?? null,
    filter: { providerId: wanted.provider || null, kind: wanted.kind || null },
    // What was known on a past day does not change.
    pause: moment !== null || !read.data,
    shown: read.data?.register.nodes ?? [],
  });

  function showNews(): void {
    news.forget();
    if (after) setParams(writeAddress(wanted, null));
    read.onAgain();
  }

  const wide = useWide("48rem");
  const filters = (
    <>
      <RegisterForm wanted={wanted} onWant={(next) => setParams(writeAddress(next, day))} />
      <AsOf label={say("day")} />
    </>
  );

  return (
    <Page title={say("title")}>
      <p className="prose">{say("about")}</p>
      {wide ? (
        <div className={`card ${styles.asked}`}>{filters}</div>
      ) : (
        <details className="card" open={params.size > 0 || undefined}>
          <summary>{say("filters")}</summary>
          <div className={styles.asked}>{filters}</div>
        </details>
      )}
      {moment && <Notice>{say("past", { day: formatDate(moment) })}</Notice>}
      <div aria-live="polite" className={styles.news}>
        {news.count > 0 && (
          <Button kind="primary" onClick={showNews}>
            {say("news", { count: news.count })}
          </Button>
        )}
      </div>
      <Loaded {...read}>
        {({ registerHead, register: { nodes, pageInfo } }) => (
          <div className={`stack ${styles.found}`}>
            {nodes.length === 0 ? (
              <Empty title={say("none")}>{say("noneHint")}</Empty>
            ) : (
              <div className={styles.list}>
                <EntryRows entries={nodes} />
              </div>
            )}
            <Pager pageInfo={pageInfo} />
            <OpenData head={registerHead} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** How many entries were made since the list was read; the list itself does not change under the reader. */
function useNews({
  after,
  filter,
  pause,
  shown,
}: {
  after: string | null;
  filter: { providerId: string | null; kind: ReturnType<typeof readAddress>["kind"] | null };
  pause: boolean;
  shown: readonly { id: string }[];
}): { count: number; forget: () => void } {
  const key = JSON.stringify(filter);
  const [seen, setSeen] = useState<{ key: string; ids: readonly string[] }>({ key, ids: [] });
  const ids = seen.key === key ? seen.ids : [];
  useFollow({
    updates: WatchRegisterDocument,
    variables: { filter: { providerId: filter.providerId, kind: filter.kind || null } },
    after,
    pause,
    onUpdate: ({ registerUpdated: { entry } }) => {
      if (!entry) return;
      setSeen((before) => {
        const known = before.key === key ? before.ids : [];
        return known.includes(entry.id) ? before : { key, ids: [...known, entry.id] };
      });
    },
  });
  const fresh = ids.filter((id) => !shown.some((entry) => entry.id === id));
  return { count: fresh.length, forget: () => setSeen({ key, ids: [] }) };
}
