import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAct } from "../api/use-act";
import { useLive } from "../api/use-live";
import { Button } from "../design/button";
import { Page } from "../design/page";
import { Pager, usePlace } from "../design/pager";
import { Badge } from "../design/badge";
import { Empty } from "../design/empty";
import { Loaded } from "../design/loaded";
import { Refused } from "../design/refused";
import styles from "../design/rows.module.css";
import { Time } from "../design/time";
import { isPageOpen } from "../shell/navigation";
import { useViewer, type Viewer } from "../shell/viewer";
import { defineText, useText } from "../text/language";
import { InboxDocument, MarkInboxReadDocument, WatchInboxDocument, type NoticeShownFragment } from "./inbox.generated";
import { OwnInvitations } from "./own-invitations";

const text = defineText("inbox", {
  en: {
    title: "Inbox",
    markRead: "Mark all as read",
    empty: "Nothing yet",
    emptyHint: "News of your cases, orders and businesses appears here.",
    unread_one: "{{count}} new",
    unread_other: "{{count}} new",
  },
  zh: {
    title: "消息",
    markRead: "全部标为已读",
    empty: "还没有消息",
    emptyHint: "您的案件、订单和店铺的动态会出现在这里。",
    unread_other: "{{count}} 条新消息",
  },
});

export { InboxPage as Component };

function InboxPage(): ReactNode {
  const say = useText(text);
  const viewer = useViewer();
  const after = usePlace();
  const inbox = useLive({
    query: InboxDocument,
    variables: { after },
    cursorOf: ({ inbox }) => inbox.cursor,
    updates: WatchInboxDocument,
    updateVariables: {},
    // Only the server knows which notices there are.
    onUpdate: ({ inboxUpdated }) => inboxUpdated.notice && inbox.onAgain(),
  });
  const mark = useAct(MarkInboxReadDocument);
  const newest = inbox.data?.inbox.newest.nodes[0];

  async function markRead(upToId: string): Promise<void> {
    if (await mark.act({ upToId })) inbox.onAgain();
  }

  return (
    <Page
      title={say("title")}
      actions={
        newest && (
          <Button
            busy={mark.busy}
            disabled={inbox.data?.inbox.unreadCount === 0}
            onClick={() => void markRead(newest.id)}
          >
            {say("markRead")}
          </Button>
        )
      }
    >
      <Refused refusal={mark.refusal} />
      <OwnInvitations news={newest?.id} />
      <Loaded {...inbox}>
        {({ inbox: { notices } }) =>
          notices.nodes.length === 0 ? (
            <Empty title={say("empty")}>{say("emptyHint")}</Empty>
          ) : (
            <>
              <ul className={`card ${styles.rows}`} role="list">
                {byThing(notices.nodes, viewer).map((about) => (
                  <Thing key={about.key} about={about} />
                ))}
              </ul>
              <Pager pageInfo={notices.pageInfo} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface About {
  key: string;
  to: string;
  name: string;
  notices: NoticeShownFragment[];
}

/** Where what is about none of these is done or read, by the beginning of its type. */
const PLACES = {
  HOUSE_RULES_: "/house-rules/changes",
  PLATFORM_PROMISE_: "/platform-promises",
  ROLE_: "/accounts",
  RULE_: "/rules",
  SECOND_FACTOR: "/account",
  ACCOUNT_: "/account",
};

function placeOf({ type }: NoticeShownFragment, viewer: Viewer | null): string {
  const [, to] = Object.entries(PLACES).find(([beginning]) => type.startsWith(beginning)) ?? [];
  return to && viewer && isPageOpen(viewer, to) ? to : "";
}

/** What is about one thing stands together, where the newest of it is. Members of a provider are led to what they do for it. */
function byThing(notices: readonly NoticeShownFragment[], viewer: Viewer | null): About[] {
  const own = new Set(viewer?.memberships?.map(({ provider: { id } }) => id));
  const things = new Map<string, About>();
  for (const notice of notices) {
    const { complaint, order, provider } = notice;
    const thing = complaint
      ? { to: `/cases/${complaint.id}`, name: complaint.title }
      : order
        ? { to: `/orders/${order.id}`, name: order.title }
        : provider && {
            to: own.has(provider.id) ? `/business/${provider.id}` : `/providers/${provider.id}`,
            name: provider.legalName,
          };
    const key = thing?.to ?? notice.id;
    const known = things.get(key);
    if (known) known.notices.push(notice);
    else things.set(key, { key, to: thing?.to ?? placeOf(notice, viewer), name: thing?.name ?? "", notices: [notice] });
  }
  return [...things.values()];
}

function Thing({ about: { to, name, notices } }: { about: About }): ReactNode {
  const say = useText(text);
  const unread = notices.filter((notice) => notice.unread).length;
  return (
    <li className={styles.line}>
      <div className={`stack-tight ${styles.lineWords}`}>
        {name && (
          <h2 className="row">
            <Link to={to}>{name}</Link>
            {unread > 0 && <Badge tone="info">{say("unread", { count: unread })}</Badge>}
          </h2>
        )}
        <ul className="stack-tight" role="list">
          {notices.map((notice) => (
            <li key={notice.id} className={`small ${styles.told}`}>
              <span className={notice.unread ? undefined : "muted"}>
                {!name && to ? <Link to={to}>{notice.text}</Link> : notice.text}
                {!name && notice.unread && <Badge tone="info">{say("unread", { count: 1 })}</Badge>}
              </span>
              <span className="muted nowrap">
                <Time at={notice.at} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
