import { createHmac } from "node:crypto";
import type { Reader } from "../../platform/database/reader";
import { Encryption } from "../../platform/secrets/encryption";
import type { Sealer } from "../../platform/secrets/sealed";
import { maskEmail } from "./email-address.pure";
import { maskPhone } from "./phone-number.pure";
import type { ContactPoint } from "./contact-point.entity";

type Kept = Pick<ContactPoint, "address" | "addressHash" | "deviceHash" | "masked">;

/** What stands for a token says nothing to anybody. */
const MASKS: Partial<Record<ContactPoint["kind"], (folded: string) => string>> = { EMAIL: maskEmail, SMS: maskPhone };

const opened = new WeakMap<object, ContactAddresses>();

/** Addresses, and what is about to be written to them: encrypted in the database, the addresses found there by a keyed hash. */
export class ContactAddresses {
  private readonly encryption: Encryption;
  private readonly hashKeys: readonly Buffer[];

  constructor(sealer: Sealer) {
    this.encryption = new Encryption(...sealer.deriveKeys("contact points"));
    this.hashKeys = sealer.deriveKeys("contact points' hashes");
  }

  /** From now on everybody who works on this database reads and writes addresses with this secret. */
  static openBy(reader: Reader, sealer: Sealer): void {
    opened.set(reader.source, new ContactAddresses(sealer));
  }

  static of(reader: Reader): ContactAddresses {
    const addresses = opened.get(reader.source);
    if (!addresses) throw new Error("contact points were not opened with a secret");
    return addresses;
  }

  /** What the row with that id holds of a folded address, a number, or an app's token. */
  keep(id: string, folded: string, kind: ContactPoint["kind"] = "EMAIL"): Kept {
    const addressHash = this.hashes("address", folded)[0] ?? "";
    return {
      address: this.encryption.encrypt(folded, id),
      addressHash,
      deviceHash: kind === "APP_PUSH" ? addressHash : null,
      masked: MASKS[kind]?.(folded) ?? "",
    };
  }

  /** Null when it is under an unknown secret, or not as it was written for this row. */
  read({ id, address }: Pick<ContactPoint, "id" | "address">): string | null {
    return this.decrypt(id, address);
  }

  /** The hashes of the address, or of a code, the present secret's first. */
  hashes(what: "address" | "code", text: string): string[] {
    return this.hashKeys.map((key) => createHmac("sha256", key).update(`${what}\0${text}`).digest("hex"));
  }

  encrypt(id: string, text: string): string {
    return this.encryption.encrypt(text, id);
  }

  decrypt(id: string, kept: string): string | null {
    try {
      return this.encryption.decrypt(kept, id);
    } catch {
      return null;
    }
  }

  stateOfText(kept: string): "CURRENT" | "EARLIER" | "UNKNOWN" {
    return this.encryption.stateOf(kept);
  }

  /** Whether it is wholly under the present secret, or needs another that is known, or cannot be read. */
  stateOf(point: Pick<ContactPoint, "id" | "address" | "addressHash">): "CURRENT" | "EARLIER" | "UNKNOWN" {
    const folded = this.read(point);
    if (folded === null) return "UNKNOWN";
    const isCurrent =
      this.encryption.stateOf(point.address) === "CURRENT" && point.addressHash === this.hashes("address", folded)[0];
    return isCurrent ? "CURRENT" : "EARLIER";
  }
}
