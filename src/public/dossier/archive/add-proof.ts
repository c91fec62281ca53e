import type { Services } from "../../../platform/graphql/context";
import { makeCheckpoint } from "../../checkpoints/make-checkpoint";
import { proveInclusion } from "../../checkpoints/prove-inclusion";
import { positionOf } from "../../checkpoints/event-hashes.queries";
import type { Archive } from "./archive";

/** That the last event of the case is in the log whose checkpoints the platform publishes: what is in them cannot be taken back. */
export async function addProof(
  services: Services,
  archive: Archive,
  complaintId: string,
  count: number,
): Promise<void> {
  const db = services.database.longReads;
  await services.tail.catchUp();
  const position = await positionOf(db, complaintId, count);
  const checkpoint = await makeCheckpoint(services);
  const proof = checkpoint && position !== null && (await proveInclusion(db, position - 1, checkpoint.size));
  if (!proof) throw new Error(`no checkpoint covers event ${count} of ${complaintId}`);
  await archive.add("checkpoint.txt", [Buffer.from(checkpoint.note)]);
  await archive.add("inclusion.json", [Buffer.from(`${JSON.stringify(proof, null, 1)}\n`)]);
}
