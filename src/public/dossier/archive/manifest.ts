import type { DossierReader } from "../../../case/access-log/access-enums.types";
import type { Exporter } from "../dossier.policy";
import type { ArchivedFile } from "./archive";
import { FORMAT } from "./case-json";

interface Made {
  dossierId: string;
  complaintId: string;
  reader: DossierReader;
  exporter: Exporter;
  madeAt: number;
  platform: string;
  fingerprint: string;
  records: { root: string; shown: number; hidden: number };
  events: { count: number; shown: number; head: string };
  files: readonly ArchivedFile[];
}

/** `manifest.json`, whose exact bytes are signed. */
export const manifestOf = ({ madeAt, fingerprint, exporter, ...made }: Made): Buffer =>
  Buffer.from(
    `${JSON.stringify({ format: FORMAT, madeAt: new Date(madeAt).toISOString(), askedForBy: exporter, key: fingerprint, ...made }, null, 1)}\n`,
  );
