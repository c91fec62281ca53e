import type { Person } from "./story-person";
import { note, type Stage } from "./story-stage";

interface Inbox {
  unreadCount: number;
  notices: { nodes: { id: string; text: string }[] };
}

const INBOX = "inbox { unreadCount notices(first: 1) { nodes { id text } } }";

/** Reads the notices so far, and follows the unread count from now on. Shows only notices of these types: the rest repeats the case's own stream. */
export async function followInbox(stage: Stage, who: Person, types: readonly string[]): Promise<void> {
  const { inbox } = await who.ask<{ inbox: Inbox }>(`{ ${INBOX} }`);
  const [newest] = inbox.notices.nodes;
  if (!newest) throw new Error(`${who.name} should have a notice by now`);
  note(stage, `${who.name}'s inbox: ${inbox.unreadCount} unread, the newest: ${newest.text}`);
  const read = await who.act<{ inbox: Inbox }>("markInboxRead", { upToId: newest.id }, `{ ${INBOX} }`);
  note(stage, `${who.name}'s inbox: ${read.inbox.unreadCount} unread`);
  await who.live.watch("inboxUpdated", "unreadCount notice { type text complaint { id } }", ({ notice }) =>
    types.includes(notice?.type ?? ""),
  );
}
