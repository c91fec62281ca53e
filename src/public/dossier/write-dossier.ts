import { readFileSync } from "node:fs";
import type { Services } from "../../platform/graphql/context";
import { Refusal } from "../../platform/refusal";
import type { TimeStamp } from "../../platform/time-stamper";
import type { Storage } from "../../platform/storage/storage";
import { Archive } from "./archive/archive";
import { linesOf, recordLines, type EvidenceFile } from "./archive/case-json";
import type { EventLine } from "./archive/event-lines";
import { manifestOf } from "./archive/manifest";
import { readMe } from "./archive/read-me";
import { addProof } from "./archive/add-proof";
import { addTimeStamp } from "./archive/add-time-stamp";
import { SigningKey } from "../signing/signing-key";
import type { Dossier } from "./dossier.entity";
import { casePage } from "./page/case-page";
import type { StorageKeys } from "./storage-keys.pure";
import type { ToldCase } from "./tell-case";
import { VERIFIER } from "./verifier";
import { withBeats } from "./with-beats";

/**
 * Puts everything into the archive, the signed manifest last. `tell`: reports how many steps are done, the page and each piece of
 * evidence; repeated during a long step, as a sign of life.
 */
export async function writeDossier(
  services: Services,
  dossier: Dossier,
  { records, events, files }: ToldCase,
  keys: StorageKeys,
  tell: (done: number) => Promise<void>,
): Promise<Pick<Dossier, "size" | "sha256" | "timeStamp" | "timeStampedAt">> {
  const { storage, clock, timeStamper, publicUrl: platform } = services;
  const key = await SigningKey.of(services);
  const { id: dossierId, complaintId, reader, exporter, locale } = dossier;
  const madeAt = clock.now();
  const facts = { dossierId, complaintId, reader, exporter, madeAt, platform, fingerprint: key.fingerprint };
  let stamped: TimeStamp | null = null;
  const stored = await Archive.write(storage, keys.archive, madeAt, async (archive) => {
    await archive.add("README.txt", [readMe(platform, key.fingerprint)]);
    const heads = { recordsRoot: records.root, chainHead: events.head, eventCount: events.count };
    const withheld = { hiddenRecords: records.hidden, hiddenEvents: events.count - events.shown };
    const page = casePage({ ...facts, ...heads, ...withheld, locale, ...readAgain(storage, keys, () => tell(0)) });
    await archive.add("index.html", page);
    await archive.add("case.json", await storage.get(keys.records));
    await archive.add("events.ndjson", await storage.get(keys.events));
    await tell(1);
    for (const [index, file] of files.entries()) {
      await addEvidence(storage, archive, file, () => tell(1 + index));
      await tell(2 + index);
    }
    await addProof(services, archive, complaintId, events.count);
    await archive.add("verify.mjs", [readFileSync(VERIFIER)]);
    if (timeStamper) {
      await tell(1 + files.length);
      stamped = await addTimeStamp(archive, timeStamper);
    }
    const manifest = manifestOf({ ...facts, records, events, files: archive.files });
    await archive.add("manifest.json", [manifest]);
    await archive.add("manifest.sig", [key.signatureOf(manifest)]);
  });
  return { ...stored, ...stateOf(stamped) };
}

const stateOf = (stamped: TimeStamp | null): Pick<Dossier, "timeStamp" | "timeStampedAt"> => ({
  timeStamp: stamped?.outcome ?? "NOT_CONFIGURED",
  timeStampedAt: stamped?.outcome === "STAMPED" ? stamped.at : null,
});

async function addEvidence(
  storage: Storage,
  archive: Archive,
  file: EvidenceFile,
  beat: () => Promise<void>,
): Promise<void> {
  const bytes = withBeats(await storage.get(file.storageKey), beat);
  const { sha256 } = await archive.add(file.path, bytes, { packed: true });
  // A file that the platform itself has lost or damaged must not be handed out as evidence.
  if (sha256 !== file.sha256)
    throw new Refusal("UNAVAILABLE", { reason: "dossier.evidenceDamaged", params: { id: file.id } });
}

/** The page is built from the archive's own lines. */
function readAgain(storage: Storage, keys: StorageKeys, beat: () => Promise<void>) {
  return {
    async *records() {
      yield* withBeats(recordLines(await storage.get(keys.records)), beat);
    },
    async *events(): AsyncGenerator<EventLine> {
      const lines = withBeats(linesOf(await storage.get(keys.events)), beat);
      for await (const line of lines) yield JSON.parse(line) as EventLine;
    },
  };
}
