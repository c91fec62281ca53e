import { useEffect, useState } from "react";
import { useFollow } from "../api/use-live";
import { countInTitle } from "../design/document-title";
import { UnreadCountDocument, WatchUnreadDocument } from "./use-unread.generated";
import type { Viewer } from "./viewer";

/** How many notices wait to be read, as they come after what was read with the viewer; 0 for a visitor. */
export function useUnread(viewer: Viewer | null): number {
  const [told, setTold] = useState<number | null>(null);
  useFollow({
    updates: WatchUnreadDocument,
    variables: {},
    after: viewer?.inbox.cursor ?? null,
    pause: viewer === null,
    onUpdate: ({ inboxUpdated }) => setTold(inboxUpdated.unreadCount),
    async readAgain(client) {
      const { data, error } = await client
        .query(UnreadCountDocument, {}, { requestPolicy: "network-only" })
        .toPromise();
      // oxlint-disable-next-line typescript/only-throw-error -- the stream decides by the errors' codes, as if they were its own
      if (!data) throw error?.graphQLErrors[0] ? error.graphQLErrors : error;
      setTold(data.inbox.unreadCount);
      return data.inbox.cursor;
    },
  });
  const count = told ?? viewer?.inbox.unreadCount ?? 0;
  useEffect(() => countInTitle(count), [count]);
  return count;
}
