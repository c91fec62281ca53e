import { createHash } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import type { Sealer } from "../../platform/secrets/sealed";

const KIND = "withdrawn subject";

const opened = new WeakMap<object, WithdrawnSubjects>();

/**
 * Whom the directory had withdrawn when their account was deleted: at their next sign-in they are not somebody new. All that is kept is a
 * mark in the place of the subject, a digest sealed under the server's secret: it is found by whoever comes as that subject, and tells
 * nobody whose it was. What marketplaces call people whose accounts were deleted is kept in the same way, each source as an issuer.
 */
export class WithdrawnSubjects {
  constructor(private readonly sealer: Sealer) {}

  /** From now on everybody who works on this database knows them by this secret. */
  static openBy(reader: Reader, sealer: Sealer): void {
    opened.set(reader.source, new WithdrawnSubjects(sealer));
  }

  static of(reader: Reader): WithdrawnSubjects {
    const subjects = opened.get(reader.source);
    if (!subjects) throw new Error("withdrawn subjects were not opened with a secret");
    return subjects;
  }

  /** What stands for a subject of that provider, the present secret's first. */
  marksOf(issuer: string, subject: string): string[] {
    const digest = createHash("sha256").update(`${issuer}\0${subject}`).digest("base64url");
    return this.sealer.sealings(KIND, { digest });
  }

  stateOf(mark: string): "CURRENT" | "EARLIER" | "UNKNOWN" {
    const renewed = this.renewed(mark);
    if (renewed === null) return "UNKNOWN";
    return renewed === mark ? "CURRENT" : "EARLIER";
  }

  /** The same under the present secret; null when its secret is not known. */
  renewed(mark: string): string | null {
    const kept = this.sealer.open<{ digest: string }>(KIND, mark);
    return kept && this.sealer.seal(KIND, kept);
  }
}
