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
import { Time } from "../design/time";
import { defineText, useText } from "../text/language";
import { InboxDocument, MarkInboxReadDocument, WatchInboxDocument, type NoticeShownFragment } from "./inbox.generated";
import { OwnInvitations } from "./own-invitations";

const text = defineText("inbox", {
  en: {
    title: "Inbox",
    markRead: "Mark all as read",
    empty: "Nothing yet",
    emptyHint: "News of your cases, orders and businesses appears here.",
    unread: "new",
  },
  zh: {
    title: "消息",
    markRead: "全部标为已读",
    empty: "还没有消息",
    emptyHint: "您的案件、订单和店铺的动态会出现在这里。",
    unread: "新",
  },
});

export { InboxPage as Component };

function InboxPage(): ReactNode {
  const say = useText(text);
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
  const newest = inbox.data?.inbox.notices.nodes[0];

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
              <ul className="stack-tight">
                {notices.nodes.map((notice) => (
                  <Notice key={notice.id} notice={notice} />
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

function Notice({ notice }: { notice: NoticeShownFragment }): ReactNode {
  const say = useText(text);
  return (
    <li className="card stack-tight">
      <div className="row spread">
        <span>
          {notice.unread && <Badge tone="info">{say("unread")}</Badge>} {notice.text}
        </span>
        <span className="muted small">
          <Time at={notice.at} />
        </span>
      </div>
      <div className="row small">
        {notice.complaint && <Link to={`/cases/${notice.complaint.id}`}>{notice.complaint.title}</Link>}
        {notice.order && <Link to={`/orders/${notice.order.id}`}>{notice.order.title}</Link>}
        {notice.provider && <Link to={`/providers/${notice.provider.id}`}>{notice.provider.legalName}</Link>}
      </div>
    </li>
  );
}
