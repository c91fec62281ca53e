import { useEffect, useState } from "react";
import { useLive } from "../api/use-live";
import { countInTitle } from "../design/document-title";
import { UnreadCountDocument, WatchUnreadDocument } from "./use-unread.generated";

/** How many notices wait to be read, as they come; 0 for a visitor. */
export function useUnread(signedIn: boolean): number {
  const [told, setTold] = useState<number | null>(null);
  const { data } = useLive({
    query: UnreadCountDocument,
    variables: {},
    cursorOf: ({ inbox }) => inbox.cursor,
    updates: WatchUnreadDocument,
    updateVariables: {},
    onUpdate: ({ inboxUpdated }) => setTold(inboxUpdated.unreadCount),
    pause: !signedIn,
  });
  const count = told ?? data?.inbox.unreadCount ?? 0;
  useEffect(() => countInTitle(count), [count]);
  return count;
}
