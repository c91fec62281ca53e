import type { Services } from "../platform/graphql/context";
import { Refusal } from "../platform/refusal";
import type { Evidence } from "./evidence.entity";

/** How long after its announcement an upload may begin. */
export const UPLOAD_FOR = 15 * 60_000;
const DOWNLOAD_FOR = 10 * 60_000;

type Use = "evidence upload" | "evidence download";

// A type, not an interface: only then it is a payload that can be sealed.
type Link = { evidenceId: string; accountId: string; expiresAt: number };

/** The same for the same evidence, so that a repeated request gets the first address again. */
export function uploadLink(services: Services, evidence: Evidence): { url: string; expiresAt: number } {
  return seal(services, "evidence upload", {
    evidenceId: evidence.id,
    accountId: evidence.submittedById,
    expiresAt: evidence.createdAt + UPLOAD_FOR,
  });
}

export function downloadLink(
  services: Services,
  evidence: Evidence,
  accountId: string,
): { url: string; expiresAt: number } {
  return seal(services, "evidence download", {
    evidenceId: evidence.id,
    accountId,
    expiresAt: services.clock.now() + DOWNLOAD_FOR,
  });
}

export function openLink(services: Services, use: Use, token: string): Link {
  const link = services.sealer.open<Link>(use, token);
  if (!link) throw new Refusal("NOT_FOUND", { reason: "evidence.linkUnknown" });
  if (link.expiresAt <= services.clock.now()) throw new Refusal("TOO_LATE", { reason: "evidence.linkExpired" });
  return link;
}

function seal(services: Services, use: Use, link: Link): { url: string; expiresAt: number } {
  return { url: `${services.publicUrl}/evidence/${services.sealer.seal(use, link)}`, expiresAt: link.expiresAt };
}
