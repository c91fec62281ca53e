import type { Services } from "../graphql/context";
import { Refusal } from "../refusal";
import { MINUTE } from "../time";

/** How long after its announcement an upload may begin. */
export const UPLOAD_FOR = 15 * MINUTE;
const DOWNLOAD_FOR = 10 * MINUTE;

export type Use = "upload" | "download";

// A type, not an interface: only then it is a payload that can be sealed.
type Link = { id: string; accountId: string; expiresAt: number };

interface Address {
  url: string;
  expiresAt: number;
}

/** Signed addresses of one kind of files, under one first segment of the path. Each expires, and works for one person only, who must also present their token. */
export class FileLinks {
  constructor(readonly folder: string) {}

  /** The same address for the same file, so that a repeated request gets the first one again. */
  upload(services: Services, file: { id: string; createdAt: number; submittedById: string }): Address {
    const { id, submittedById: accountId, createdAt } = file;
    return this.seal(services, "upload", { id, accountId, expiresAt: createdAt + UPLOAD_FOR });
  }

  download(services: Services, id: string, accountId: string): Address {
    return this.seal(services, "download", { id, accountId, expiresAt: services.clock.now() + DOWNLOAD_FOR });
  }

  open(services: Services, use: Use, token: string): Link {
    const link = services.sealer.open<Link>(`${this.folder} ${use}`, token);
    if (!link) throw new Refusal("NOT_FOUND", { reason: "upload.linkUnknown" });
    if (link.expiresAt <= services.clock.now()) throw new Refusal("TOO_LATE", { reason: "upload.linkExpired" });
    return link;
  }

  private seal(services: Services, use: Use, link: Link): Address {
    const token = services.sealer.seal(`${this.folder} ${use}`, link);
    return { url: `${services.publicUrl}/${this.folder}/${token}`, expiresAt: link.expiresAt };
  }
}
