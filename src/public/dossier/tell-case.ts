import { Complaint } from "../../case/complaints/complaint.entity";
import { makeMissingCopies } from "../../case/evidence/shown-copy-of";
import type { Services } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import { CaseJson, type EvidenceFile } from "./archive/case-json";
import { EventLines } from "./archive/event-lines";
import { CaseSalt } from "./case-salt.entity";
import type { Dossier } from "./dossier.entity";
import { caseRecords } from "./records/case-records";
import { People } from "./records/people";
import type { StorageKeys } from "./storage-keys.pure";
import { Veil } from "./veil";
import { withBeats } from "./with-beats";

export interface ToldCase {
  records: { root: string; shown: number; hidden: number };
  events: { count: number; shown: number; head: string };
  files: readonly EvidenceFile[];
}

const ATTEMPTS = 5;

/**
 * Writes `case.json` and `events.ndjson` as of one moment. Nothing is locked: when the case has changed meanwhile, the export restarts
 * from the beginning. `beat`: called as a sign of life.
 */
export async function tellCase(
  services: Services,
  dossier: Dossier,
  keys: StorageKeys,
  beat: () => Promise<void>,
): Promise<ToldCase> {
  const { storage } = services;
  const db = services.database.longReads;
  await makeMissingCopies(services, dossier.complaintId);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const complaint = await present(db.byId(Complaint, dossier.complaintId));
    const { secret } = await present(db.byId(CaseSalt, complaint.id));
    const people = await People.of(db, complaint.id, complaint.consumerId, complaint.eventSeq);
    const veil = new Veil(dossier, dossier.redactions);
    const records = new CaseJson(caseRecords({ db, complaint, people }), secret, veil);
    await storage.put(keys.records, bytes(withBeats(records.text(), beat)));
    const after = await present(db.byId(Complaint, complaint.id));
    if (after.eventSeq !== complaint.eventSeq) continue;
    const events = new EventLines(db, complaint.id, complaint.eventSeq, veil);
    await storage.put(keys.events, bytes(withBeats(events.text(), beat)));
    const unheard = veil.unheard();
    if (unheard !== null)
      throw new Refusal("BAD_USER_INPUT", { reason: "dossier.redactionUnknown", params: { target: unheard } });
    return {
      records: { root: records.root, shown: records.shown, hidden: records.hidden },
      events: { count: events.count, shown: events.shown, head: events.head },
      files: records.files,
    };
  }
  throw new Refusal("OVERLOADED", { reason: "dossier.caseMoves" });
}

async function* bytes(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece);
}

async function present<T>(row: Promise<T | null>): Promise<T> {
  const found = await row;
  if (!found) throw new Refusal("NOT_FOUND");
  return found;
}
