import { useState, type ReactNode } from "react";
import { Link } from "react-router";
import { useLive } from "../api/use-live";
import { Badge } from "../design/badge";
import { defineText, useText } from "../text/language";
import { UnreadCountDocument, WatchUnreadDocument } from "./inbox-link.generated";

const text = defineText("inboxLink", {
  en: { inbox: "Inbox", unread_one: "{{count}} unread", unread_other: "{{count}} unread" },
  zh: { inbox: "消息", unread_other: "{{count}} 条未读" },
});

export function InboxLink(): ReactNode {
  const say = useText(text);
  const [told, setTold] = useState<number | null>(null);
  const { data } = useLive({
    query: UnreadCountDocument,
    variables: {},
    cursorOf: ({ inbox }) => inbox.cursor,
    updates: WatchUnreadDocument,
    updateVariables: {},
    onUpdate: ({ inboxUpdated }) => setTold(inboxUpdated.unreadCount),
  });
  const count = told ?? data?.inbox.unreadCount ?? 0;
  return (
    <Link to="/inbox">
      {say("inbox")} {count > 0 && <Badge tone="info">{say("unread", { count })}</Badge>}
    </Link>
  );
}
