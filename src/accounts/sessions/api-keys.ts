import { LRUCache } from "lru-cache";
import { atMost } from "../../platform/at-most";
import type { Database } from "../../platform/database/database";
import { isSandbox } from "../../platform/database/sandboxed";
import { sql } from "../../platform/database/sql";
import { Refusal } from "../../platform/refusal";
import { claimedKind, isApiKey } from "./api-key.pure";
import { digestOf } from "../account/secret-token.pure";

interface KnownKey {
  id: string;
  clientId: string;
  expiresAt: number | null;
}

const MOST_REMEMBERED = 5_000;

/** Whose a key is. Whether it still counts is read afresh with the client, as sessions are with their accounts: see `ActorDirectory`. */
export class ApiKeys {
  /** By digest. What is remembered of a key never changes. */
  private readonly known = new LRUCache<string, KnownKey>(atMost(MOST_REMEMBERED));

  constructor(private readonly database: Database) {}

  /** Refuses UNAUTHENTICATED for anything that is not a key of ours. */
  async find(secret: string): Promise<KnownKey> {
    if (!isApiKey(secret)) throw noKey();
    const isTest = claimedKind(secret) === "test";
    // Whoever tries things out must not do so in the market by mistake, nor show its keys to a sandbox.
    if (isTest !== isSandbox(this.database))
      throw new Refusal("UNAUTHENTICATED", { reason: isTest ? "sandbox.testKey" : "sandbox.liveKey" });
    const digest = digestOf(secret);
    const known = this.known.get(digest);
    if (known) return known;
    const [row] = await this.database.query<{ id: string; client_id: string; expires_at: number | null }>(
      sql`SELECT id, client_id, expires_at FROM api_key WHERE secret_hash = ${digest}`,
    );
    if (!row) throw noKey();
    const found = { id: row.id, clientId: row.client_id, expiresAt: row.expires_at };
    this.known.set(digest, found);
    return found;
  }
}

/** Alike for unknown, revoked and expired ones. */
export const noKey = (): Refusal => new Refusal("UNAUTHENTICATED", { reason: "client.keyEnded" });
