import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import type { Database } from "../../platform/database/database";
import { UniqueViolation } from "../../platform/database/faults";
import type { SweptServices } from "../../platform/graphql/context";
import type { Sealer } from "../../platform/secrets/sealed";
import { DossierKey } from "./dossier-key.entity";

/** PKCS #8 around the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The platform's key for dossiers and for checkpoints of its log: derived from the server's secret, so that all nodes have the same. */
export class SigningKey {
  /** DER, hex. */
  readonly publicKey: string;
  readonly fingerprint: string;

  private constructor(private readonly privateKey: KeyObject) {
    const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
    this.publicKey = der.toString("hex");
    this.fingerprint = createHash("sha256").update(der).digest("hex").slice(0, 40);
  }

  /** Of the server's secret, and of the one before. */
  static allOf(sealer: Sealer): [current: SigningKey, ...earlier: SigningKey[]] {
    const keyFrom = (seed: Buffer): SigningKey =>
      new SigningKey(createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" }));
    const [current, ...earlier] = sealer.deriveKeys("dossier signing");
    return [keyFrom(current), ...earlier.map(keyFrom)];
  }

  /** Published before anything is signed with it. */
  static async of({ sealer, database, clock }: SweptServices): Promise<SigningKey> {
    const [key] = SigningKey.allOf(sealer);
    await publish(database, { id: key.fingerprint, publicKey: key.publicKey, firstUsedAt: clock.now() });
    return key;
  }

  /** Its 32 bytes, without what says that it is a key of this kind. */
  get rawPublicKey(): Buffer {
    return Buffer.from(this.publicKey, "hex").subarray(-32);
  }

  sign(text: Buffer): Buffer {
    return sign(null, text, this.privateKey);
  }

  /** The text of `manifest.sig`. The digest at its end tells a changed manifest from a changed signature. */
  signatureOf(manifest: Buffer): string {
    const digest = createHash("sha256").update(manifest).digest("hex");
    return `ed25519\n${this.publicKey}\n${this.sign(manifest).toString("hex")}\n${digest}\n`;
  }
}

async function publish(database: Database, key: DossierKey): Promise<void> {
  if (await database.byId(DossierKey, key.id)) return;
  try {
    await database.transact(async (tx) => tx.insert(DossierKey, key));
  } catch (error) {
    // Another node stored it at the same time.
    if (!(error instanceof UniqueViolation)) throw error;
  }
}
