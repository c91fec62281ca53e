import { useEffect } from "react";
import { useClient } from "urql";
import { useFollow } from "../api/use-live";
import { countInTitle } from "../design/document-title";
import { UnreadCountDocument, WatchUnreadDocument } from "../api/unread.generated";
import type { Viewer } from "./viewer";

/** How many notices wait to be read: read with the viewer, and kept up to date; 0 for a visitor. */
export function useUnread(viewer: Viewer | null): number {
  const client = useClient();
  useFollow({
    updates: WatchUnreadDocument,
    variables: {},
    after: viewer?.inbox.cursor ?? null,
    pause: viewer === null,
    async readAgain(client) {
      const { data, error } = await client
        .query(UnreadCountDocument, {}, { requestPolicy: "network-only" })
        .toPromise();
      // oxlint-disable-next-line typescript/only-throw-error -- the stream decides by the errors' codes, as if they were its own
      if (!data) throw error?.graphQLErrors[0] ? error.graphQLErrors : error;
      return data.inbox.cursor;
    },
  });
  // What was read in another tab, or on another device, no stream tells.
  const isSomebody = viewer !== null;
  useEffect(() => {
    if (!isSomebody) return undefined;
    const look = (): void => {
      if (document.visibilityState === "visible")
        void client.query(UnreadCountDocument, {}, { requestPolicy: "network-only" }).toPromise();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [client, isSomebody]);
  const count = viewer?.inbox.unreadCount ?? 0;
  useEffect(() => countInTitle(count), [count]);
  return count;
}
