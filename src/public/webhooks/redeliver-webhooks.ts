import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import type { LiveCursors } from "../../platform/feed/live-cursor";
import { Refusal } from "../../platform/refusal";
import { EndpointFile } from "./endpoint-file";
import type { RedeliverWebhooksInput } from "./webhook.types";

const FIELD = "input.since";

/** All that comes after the place is looked at once more, and delivered under the same ids; by whoever leads, who knows how far it has been. */
export async function redeliverWebhooks(
  tx: Tx,
  actor: Actor,
  input: RedeliverWebhooksInput,
  cursors: LiveCursors,
): Promise<{ webhookEndpointId: string }> {
  const { file, endpoint } = await EndpointFile.open(tx, actor, input.webhookEndpointId);
  const position = await placeOf(cursors, input.since, endpoint.clientId);
  tx.change(endpoint, { lookAgainAfter: Math.min(position, endpoint.lookAgainAfter ?? position) });
  file.record("WEBHOOK_REPLAYED", endpoint, {});
  return { webhookEndpointId: endpoint.id };
}

/** Of a cursor that this client was sent, or could have asked for. */
async function placeOf(cursors: LiveCursors, since: string, clientId: string): Promise<number> {
  try {
    const { stream } = cursors.streamOf(since);
    return await cursors.open(since, stream, clientId).catch((error: unknown) => {
      if (error instanceof Refusal && error.details.reason === "resync.otherViewer")
        return cursors.open(since, stream, "public");
      throw error;
    });
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, { ...error.details, field: FIELD }) : error;
  }
}
