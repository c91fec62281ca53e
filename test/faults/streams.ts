import type { LogEntry } from "./log";

/** A payload, as far as the queries here select it. */
export interface Update {
  cursor: string;
  event?: { id: string } | null;
  notice?: { id: string } | null;
  ruling?: { id: string } | null;
}

/** A live stream as one kind of viewer sees it: how to follow it, what to take down, and what of the log belongs to it. */
export interface Stream {
  name: string;
  query: string;
  variables: Record<string, unknown>;
  entryOf(update: Update): string | null;
  /** The entry that this event of the log must make in the diary; null when it is not for the viewer. */
  expected(event: LogEntry): string | null;
}

/** What each kind of viewer may see of a case, told here once more and apart from the product's own policy. */
const SEES = {
  STAFF: ["PUBLIC", "PARTIES", "CONSUMER_SIDE", "PROVIDER_SIDE", "STAFF"],
  CONSUMER: ["PUBLIC", "PARTIES", "CONSUMER_SIDE"],
  PROVIDER: ["PUBLIC", "PARTIES", "PROVIDER_SIDE"],
  VISITOR: ["PUBLIC"],
} as const satisfies Record<string, readonly string[]>;
export type Viewer = keyof typeof SEES;

const sees = (viewer: Viewer, { audience }: LogEntry): boolean =>
  (SEES[viewer] as readonly string[]).includes(audience);

const onOneOf = ({ topics }: LogEntry, wanted: readonly string[]): boolean =>
  wanted.some((topic) => topics.includes(topic));

function caseStream(
  name: string,
  query: string,
  variables: Record<string, unknown>,
  topics: readonly string[],
  viewer: Viewer,
): Stream {
  return {
    name,
    query,
    variables,
    entryOf: ({ event }) => event?.id ?? null,
    expected: (event) => (onOneOf(event, topics) && sees(viewer, event) ? `${event.streamId}/${event.seq}` : null),
  };
}

export const queue = (more = ""): Stream =>
  caseStream(
    "the queue",
    `subscription ($after: String) { moderationQueueUpdated(after: $after) { cursor event { id type } complaint { id status version ${more} } } }`,
    {},
    ["queue"],
    "STAFF",
  );

export const oneCase = (id: string, viewer: Viewer): Stream =>
  caseStream(
    `the case ${id}`,
    `subscription ($id: ID!, $after: String) { complaintUpdated(id: $id, after: $after) { cursor event { id type } complaint { id version } } }`,
    { id },
    [`complaint:${id}`],
    viewer,
  );

/** `owners`: the account, or the provider it acts for. */
export const myCases = (viewer: "CONSUMER" | "PROVIDER", ...owners: string[]): Stream =>
  caseStream(
    "their cases",
    `subscription ($after: String) { myComplaintsUpdated(after: $after) { cursor event { id type } complaint { id version } } }`,
    {},
    owners.map((owner) => `cases:${owner}`),
    viewer,
  );

export const inbox = (viewer: Viewer, ...owners: string[]): Stream => ({
  name: "their inbox",
  query: `subscription ($after: String) { inboxUpdated(after: $after) { cursor unreadCount notice { id type } } }`,
  variables: {},
  entryOf: ({ notice }) => notice?.id ?? null,
  expected: (event) =>
    sees(viewer, event) ? (event.notices.find(({ recipientId }) => owners.includes(recipientId))?.id ?? null) : null,
});

export const register = (): Stream => ({
  name: "the register",
  query: `subscription ($after: String) { rulingPublished(after: $after) { cursor ruling { id outcome } } }`,
  variables: {},
  entryOf: ({ ruling }) => ruling?.id ?? null,
  expected: (event) => (onOneOf(event, ["register"]) ? String(event.data.rulingId) : null),
});
