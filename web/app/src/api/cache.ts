import { cacheExchange, type Cache } from "@urql/exchange-graphcache";
import { UnreadCountDocument } from "./unread.generated";

/*
 * Objects with an `id` are stored once, whichever response brought them: a live update of a case appears at once in every list.
 * Only the server knows which objects belong to a list, so a list that may have changed is read again; until then the old one is shown.
 */
export const normalisedCache = () =>
  cacheExchange({
    // A register entry states what was known of a ruling or a penalty at the time: another entry may state something else about it.
    keys: { RegisteredRuling: () => null, RegisteredPenalty: () => null },
    updates: {
      Mutation: {
        // Staff roles may wait for it.
        confirmTotp: (_data, _args, cache) => cache.invalidate("Query", "openOperations"),
        confirmPasskey: (_data, _args, cache) => cache.invalidate("Query", "openOperations"),
        createReferral: (_data, args, cache) => invalidateOf(cache, complaintIdOf(args), ["referrals"]),
        exportDossier: (_data, args, cache) => invalidateOf(cache, complaintIdOf(args), ["dossiers"]),
        // A person who leaves gets the response with the rights they had as a member; only the server knows what they may see now.
        removeProviderMember: (_data, args, cache) => forgetMembership(cache, args as Membership),
        sendMessage: ({ sendMessage }, _args, cache) => addMessage(cache, sendMessage as Said),
      },
      Subscription: {
        complaintUpdated: ({ complaintUpdated }, _args, cache) => addMessage(cache, complaintUpdated as Said),
        inboxUpdated: ({ inboxUpdated }, _args, cache) => countUnread(cache, inboxUpdated as Unread),
      },
    },
  });

interface Said {
  complaint?: { __typename: "Complaint"; id: string } | null;
  message?: { __typename: "Message"; id: string } | null;
}

/** A message comes without the case: it is put at the end of the thread that is shown, once, whichever tells of it first. */
function addMessage(cache: Cache, { complaint, message }: Said): void {
  const key = message && cache.keyOfEntity(message);
  if (!complaint || !key) return;
  for (const { fieldName, arguments: asked } of cache.inspectFields(complaint)) {
    const thread = fieldName === "messages" && !asked?.before && cache.resolve(complaint, fieldName, asked);
    const shown = typeof thread === "string" && (cache.resolve(thread, "nodes") as string[] | undefined);
    if (typeof thread === "string" && shown && !shown.includes(key)) cache.link(thread, "nodes", [...shown, key]);
  }
}

type Unread = { unreadCount: number };

/** One number, whichever tells it last: the stream, the list that has been read, or that all of it is marked. */
function countUnread(cache: Cache, { unreadCount }: Unread): void {
  cache.updateQuery(
    { query: UnreadCountDocument },
    (data) => data && { ...data, inbox: { ...data.inbox, unreadCount } },
  );
}

interface Membership {
  input?: { providerId?: string; accountId?: string };
}

function forgetMembership(cache: Cache, { input }: Membership): void {
  if (input?.providerId) forget(cache, { __typename: "Provider", id: input.providerId }, "members");
  if (input?.accountId) forget(cache, { __typename: "Account", id: input.accountId }, "memberships");
}

function complaintIdOf(args: unknown): string | undefined {
  return (args as { input?: { complaintId?: string } }).input?.complaintId;
}

function invalidateOf(cache: Cache, id: string | undefined, fields: string[]): void {
  if (id) for (const field of fields) forget(cache, { __typename: "Complaint", id }, field);
}

/** Whatever it was asked with: each page of a list is kept by itself. */
function forget(cache: Cache, thing: { __typename: string; id: string }, field: string): void {
  for (const { fieldName, arguments: asked } of cache.inspectFields(thing))
    if (fieldName === field) cache.invalidate(thing, fieldName, asked);
}
