import type { DossierReader } from "../../case/access-log/access-enums.types";
import { sideOf, type Audience } from "../../case/complaints/complaint.policy";
import { hasRole, type Actor } from "../../accounts/actor/actor";

interface Parties {
  consumerId: string;
  providerId: string;
}

/** The role in which someone asks for a dossier. */
export type Exporter = "CONSUMER" | "PROVIDER" | "STAFF";

/** The reader it is made for, and who asks for it. */
export interface View {
  exporter: Exporter;
  reader: DossierReader;
}

/** A party never acts as the platform in its own case. */
export function exporterOf(actor: Actor | null, parties: Parties): Exporter | null {
  const side = sideOf(actor, parties);
  if (side !== null) return side;
  return hasRole(actor, "LEAD_MODERATOR", "AUDITOR") ? "STAFF" : null;
}

const CONSUMERS: readonly Audience[] = ["PUBLIC", "PARTIES", "CONSUMER_SIDE"];

/**
 * The readers each person may choose, and what the dossier then holds: never more than the person asking may see, who is the first to get it. What one
 * side keeps between itself and the platform goes to a court, and to an association only when that side asks for it.
 */
const SEEN: Record<Exporter, Partial<Record<DossierReader, readonly Audience[]>>> = {
  CONSUMER: { CONSUMER: CONSUMERS, ASSOCIATION: CONSUMERS, COURT: CONSUMERS },
  PROVIDER: { PROVIDER: ["PUBLIC", "PARTIES", "PROVIDER_SIDE"] },
  STAFF: {
    ASSOCIATION: ["PUBLIC", "PARTIES"],
    COURT: ["PUBLIC", "PARTIES", "CONSUMER_SIDE", "PROVIDER_SIDE"],
  },
};

export const mayExportFor = ({ exporter, reader }: View): boolean => SEEN[exporter][reader] !== undefined;

export function readersFor(exporter: Exporter | null): DossierReader[] {
  return exporter === null ? [] : (Object.keys(SEEN[exporter]) as DossierReader[]);
}

export const isShown = ({ exporter, reader }: View, audience: Audience): boolean =>
  SEEN[exporter][reader]?.includes(audience) ?? false;

/**
 * Fields that are committed to but shown to few. PERSON: ids and names behind the numbers of the platform's people, and ids of
 * accounts: shown to no one; the platform can open the commitment when a court asks. INTERNAL: the platform's own notes, likewise.
 * LICENCE: a licence that is not public, which courts and authorities need in full to know whom a claim is against.
 */
export type Guard = "PERSON" | "INTERNAL" | "COLLEAGUE" | "LICENCE";

export function isFieldShown({ exporter, reader }: View, guard: Guard): boolean {
  switch (guard) {
    case "PERSON":
    case "INTERNAL":
      return false;
    case "COLLEAGUE":
      return exporter === "PROVIDER";
    case "LICENCE":
      return exporter !== "CONSUMER" || reader !== "CONSUMER";
  }
}

interface Asked {
  requestedById: string;
  exporter: Exporter;
  reader: DossierReader;
}

/** Only the person who asked for the archive may have it, and only while they could ask for it again. */
export const mayDownload = (actor: Actor | null, parties: Parties, dossier: Asked): boolean =>
  actor?.accountId === dossier.requestedById && exporterOf(actor, parties) === dossier.exporter;
