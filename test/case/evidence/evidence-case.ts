import { withLists } from "../../support/lists";
import { fetchAsOwner } from "../../support/file-links";
import { refusalIn } from "../../support/refusal-in";
import type { Person, World } from "../../support/world";
import { sha256 } from "./samples";

// oxlint-disable-next-line typescript/no-explicit-any -- answers are untyped, as on the wire
type Untyped = any;

/** A complaint grave enough to lie before the platform at once. */
export async function openedCase(world: World): Promise<string> {
  const consumer = await world.as("li.na");
  const [order] = await world.db.query<{ id: string; promise: string }>(
    "SELECT o.id AS id, p.promise_version_id AS promise FROM service_order o JOIN order_promise p ON p.order_id = o.id WHERE o.consumer_id = ? ORDER BY o.id, p.id LIMIT 1",
    [consumer.accountId],
  );
  const { complaint } = await consumer.do("openComplaint", {
    orderId: order?.id,
    title: "初稿迟迟未交",
    story: "付款后五天才收到初稿。",
    breachClass: "FRAUD",
    breaches: [{ promiseVersionId: order?.promise, expected: "48 小时", delivered: "五天", amount: 50_000 }],
    demandKind: "REFUND_FULL",
  });
  return complaint.id;
}

/** The case in a moderator's hands; answers the fencing token. */
export async function take(world: World, complaintId: string, login = "chen.mod"): Promise<number> {
  const { complaint } = await (
    await world.as(login)
  ).do("takeComplaint", { complaintId }, "{ complaint { lease { token } } }");
  return complaint.lease.token;
}

export async function acceptedCase(world: World): Promise<string> {
  const complaintId = await openedCase(world);
  const leaseToken = await take(world, complaintId);
  await (await world.as("chen.mod")).do("acceptComplaint", { complaintId, leaseToken });
  return complaintId;
}

export const announcement = (
  complaintId: string,
  bytes: Uint8Array,
  changes: Record<string, unknown> = {},
): Record<string, unknown> => ({
  complaintId,
  kind: "SCREENSHOT",
  title: "聊天截图",
  description: "",
  visibility: "PARTIES",
  fileName: "chat.png",
  mediaType: "image/png",
  size: bytes.length,
  sha256: sha256(bytes),
  ...changes,
});

export async function announce(
  person: Person,
  complaintId: string,
  bytes: Uint8Array,
  changes: Record<string, unknown> = {},
): Promise<{ id: string; uploadUrl: string }> {
  const { evidence, uploadUrl } = await person.do(
    "createEvidenceUpload",
    announcement(complaintId, bytes, changes),
    "{ evidence { id status } uploadUrl expiresAt }",
  );
  return { id: evidence.id, uploadUrl };
}

export async function send(
  uploadUrl: string,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Untyped }> {
  const response = await fetchAsOwner(uploadUrl, { method: "PUT", body: bytes as BodyInit, headers });
  return { status: response.status, body: refusalIn(await response.json()) };
}

export async function submit(
  person: Person,
  complaintId: string,
  bytes: Uint8Array,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const { id, uploadUrl } = await announce(person, complaintId, bytes, changes);
  const { status, body } = await send(uploadUrl, bytes);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return id;
}

export async function look(person: Person, complaintId: string): Promise<Untyped> {
  return withLists(
    (
      await person.ok(
        `query ($id: ID!) { complaint(id: $id) { status version dueAt closureReason evidenceCount evidenceRoot
         evidence { nodes { id kind status visibility late mediaType size sha256 shownSha256 supersedesId supersededById downloadUrl } }
         requests { nodes { id kind addressedTo mandatory text answer answeredAt missedAt dueAt } }
         messages { nodes { side text } } timeline(first: 100) { nodes { type data actorRole } } availableActions { action unavailableBecause { code } } } }`,
        { id: complaintId },
      )
    ).complaint,
  );
}

export const eventTypes = (complaint: Untyped): string[] =>
  complaint.timeline.map(({ type }: { type: string }) => type);
