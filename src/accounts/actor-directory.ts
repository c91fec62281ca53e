import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import { systemClock, type Clock } from "../platform/clock";
import type { Database } from "../platform/database/database";
import type { Actor, Locale, Membership, Role } from "../platform/identity/actor";

interface ActorRow {
  id: string;
  display_name: string;
  roles: string;
  locale: Locale;
  token_version: number;
  provider_id: string | null;
  member_role: Membership["role"] | null;
}

const MAX_AGE_MS = 1_000;
const MOST_REMEMBERED = 20_000;

/** Who an account is now: its roles and memberships, in one statement. Suspended, closed and unknown accounts are nobody. */
export class ActorDirectory {
  private readonly remembered: LRUCache<string, Promise<Actor | null>>;
  /** Caches nothing; only gathers the loads of one turn of the event loop into one statement. */
  private readonly loads = new DataLoader<string, Actor | null>((ids) => this.read(ids), {
    cache: false,
    maxBatchSize: 500,
  });

  constructor(
    private readonly database: Database,
    clock: Clock = systemClock,
  ) {
    this.remembered = new LRUCache({ max: MOST_REMEMBERED, ttl: MAX_AGE_MS, ttlResolution: 0, perf: clock });
  }

  /** Fresh from the database. With a session, also nobody when that session has ended. */
  async current(accountId: string, sessionId?: string): Promise<Actor | null> {
    return (await this.read([accountId], sessionId))[0] ?? null;
  }

  /** For deliveries, which come in storms: at most a second old, and never older than the account's last event this process saw. */
  cached(accountId: string): Promise<Actor | null> {
    const known = this.remembered.get(accountId);
    if (known) return known;
    const loading = this.loads.load(accountId);
    this.remembered.set(accountId, loading);
    loading.catch(() => {
      if (this.remembered.peek(accountId) === loading) this.remembered.delete(accountId);
    });
    return loading;
  }

  /** The log shows an event on `account:<id>`. */
  forget(accountId: string): void {
    this.remembered.delete(accountId);
  }

  private async read(accountIds: readonly string[], sessionId?: string): Promise<(Actor | null)[]> {
    const ids = [...new Set(accountIds)];
    const inSession =
      sessionId === undefined
        ? ""
        : "AND EXISTS (SELECT 1 FROM refresh_token r WHERE r.family_id = ? AND r.account_id = a.id AND r.revoked_at IS NULL)";
    const rows = await this.database.query<ActorRow>(
      `SELECT a.id, a.display_name, a.roles, a.locale, a.token_version, m.provider_id, m.role AS member_role
       FROM account a LEFT JOIN provider_member m ON m.account_id = a.id
       WHERE a.id IN (${ids.map(() => "?").join(", ")}) AND a.status = 'ACTIVE' ${inSession} ORDER BY m.id`,
      sessionId === undefined ? ids : [...ids, sessionId],
    );
    return accountIds.map((id) => toActor(rows.filter((row) => row.id === id)));
  }
}

function toActor(rows: ActorRow[]): Actor | null {
  const [account] = rows;
  if (!account) return null;
  const memberships = rows.flatMap(({ provider_id: providerId, member_role: role }): Membership[] =>
    providerId && role ? [{ providerId, role }] : [],
  );
  return {
    accountId: account.id,
    displayName: account.display_name,
    roles: new Set<Role>([
      ...(JSON.parse(account.roles) as Role[]),
      ...memberships.map(({ role }) => `PROVIDER_${role}` as const),
    ]),
    memberships,
    locale: account.locale,
    tokenVersion: account.token_version,
  };
}
