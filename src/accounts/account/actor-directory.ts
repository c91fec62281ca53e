import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import { atMost } from "../../platform/at-most";
import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { list, raw, sql } from "../../platform/database/sql";
import { withholdStaffRoles, type Actor, type Membership, type Role } from "../actor/actor";
import type { Locale } from "../../platform/identity/actor";
import { mayActForProviders } from "../actor/account.policy";
import { HouseRules } from "../../house-rules/house-rules";
import { isClientId } from "./client-account";
import { bondsOf, type Bonds } from "../actor/conflicts.queries";
import { leaveUnread } from "../actor/leave-unread";
import type { Scope } from "../actor/scope.types";
import { groupBy } from "../../platform/grouping.pure";

interface ActorRow {
  id: string;
  display_name: string;
  roles: string;
  locale: Locale;
  time_zone: string | null;
  token_version: number;
  member_id: string | null;
  provider_id: string | null;
  member_role: Membership["role"] | null;
  session_id: string | null;
  is_proven: number;
}

interface ClientRow {
  id: string;
  display_name: string;
  locale: Locale;
  time_zone: string | null;
  token_version: number;
  provider_id: string | null;
  scopes: string;
  addresses: string;
  key_id: string | null;
}

export interface ActorSettings {
  /** Staff roles are in force only with a second factor. */
  staffSecondFactor?: boolean;
}

/** An account, and the session it must still have, or an API client and its key; null: none is required. */
interface Asked {
  accountId: string;
  sessionId: string | null;
  /** What binds somebody of the staff is left unread until it is asked for. */
  unbound: boolean;
}

/** For sign-ins at an outside identity provider the token says how they were proven: see `Sessions.authenticate`. */
const PROVEN = "(a.external_subject IS NOT NULL OR EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id))";
const MAX_AGE_MS = 1_000;
const MOST_REMEMBERED = 20_000;
const MOST_UNDER_WAY = 4;

/** Who an account is now: its roles and memberships, in one statement; of those who work for the platform also what binds them, in a second one. Null for suspended, closed and unknown accounts. The same of API clients. */
export class ActorDirectory {
  private readonly remembered: LRUCache<string, Promise<Actor | null>>;
  /** Caches nothing; only batches what is requested in one turn of the event loop, or while others are being read, into one statement. */
  private readonly loads = new DataLoader<Asked, Actor | null>((asked) => this.readInTurn(asked), {
    cache: false,
    maxBatchSize: 500,
    batchScheduleFn: (dispatch) =>
      void (this.underWay < MOST_UNDER_WAY ? setImmediate(dispatch) : this.waiting.push(dispatch)),
  });
  /** Who worked for the platform when last read: only a guess, by which two statements need not wait for each other. */
  private readonly staff = new Set<string>();
  private underWay = 0;
  private forgotAt = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: ActorSettings = {},
  ) {
    this.remembered = new LRUCache({ ...atMost(MOST_REMEMBERED), ttl: MAX_AGE_MS, ttlResolution: 0, perf: clock });
  }

  /** Fresh from the database. With a session, also null when that session has ended; with a key, when it was revoked or has expired. */
  current(accountId: string, sessionId: string | null = null): Promise<Actor | null> {
    return this.loads.load({ accountId, sessionId, unbound: false });
  }

  /** The same, without what binds the staff, which whoever asks for it has to have read: see `leaveUnread`. */
  currentUnbound(accountId: string, sessionId: string | null): Promise<Actor | null> {
    return this.loads.load({ accountId, sessionId, unbound: true });
  }

  /** For deliveries, which come in storms: at most a second old, and never older than the account's last event this process saw. */
  cached(accountId: string): Promise<Actor | null> {
    const known = this.remembered.get(accountId);
    if (known) return known;
    this.forgetOld();
    const loading = this.current(accountId);
    this.remembered.set(accountId, loading);
    loading.catch(() => {
      if (this.remembered.peek(accountId) === loading) this.remembered.delete(accountId);
    });
    return loading;
  }

  /** Called when the log shows an event on `account:<id>`. */
  forget(accountId: string): void {
    this.remembered.delete(accountId);
  }

  /** The cache itself drops expired entries only when they are requested again, so accounts requested once would stay. */
  private forgetOld(): void {
    if (this.clock.now() < this.forgotAt + MAX_AGE_MS) return;
    this.forgotAt = this.clock.now();
    this.remembered.purgeStale();
  }

  /** When thousands reconnect at once, the statements grow in size and not in number. */
  private async readInTurn(asked: readonly Asked[]): Promise<(Actor | null)[]> {
    this.underWay += 1;
    try {
      const clients = asked.filter(({ accountId }) => isClientId(accountId));
      if (clients.length === 0) return await this.read(asked);
      const people = asked.filter((each) => !clients.includes(each));
      const [ofClients, ofPeople] = await Promise.all([
        this.readClients(clients),
        people.length === 0 ? [] : this.read(people),
      ]);
      const [inTurn, others] = [ofClients.values(), ofPeople.values()];
      return asked.map((each) => (clients.includes(each) ? inTurn : others).next().value ?? null);
    } finally {
      this.underWay -= 1;
      this.waiting.shift()?.();
    }
  }

  private async readClients(asked: readonly Asked[]): Promise<(Actor | null)[]> {
    const ids = [...new Set(asked.map(({ accountId }) => accountId))];
    const keys = [...new Set(asked.flatMap(({ sessionId }) => sessionId ?? []))];
    const now = this.clock.now();
    const living =
      keys.length === 0
        ? { column: sql`NULL`, join: sql`` }
        : {
            column: sql`k.id`,
            join: sql`LEFT JOIN api_key k ON k.client_id = c.id AND k.revoked_at IS NULL
                AND (k.expires_at IS NULL OR k.expires_at > ${now}) AND k.id IN (${list(keys)})`,
          };
    const rows = await this.database.query<ClientRow>(
      sql`SELECT c.id, a.display_name, a.locale, a.time_zone, a.token_version, c.provider_id, c.scopes, c.addresses,
         ${living.column} AS key_id
       FROM api_client c JOIN account a ON a.id = c.id ${living.join}
       WHERE c.id IN (${list(ids)}) AND c.closed_at IS NULL`,
    );
    return asked.map(({ accountId, sessionId }) => {
      const row = rows.find(({ id, key_id: key }) => id === accountId && (sessionId === null || key === sessionId));
      return row ? toClient(row, HouseRules.zoneOf(this.database)) : null;
    });
  }

  private async read(asked: readonly Asked[]): Promise<(Actor | null)[]> {
    const ids = [...new Set(asked.map(({ accountId }) => accountId))];
    const sessions = [...new Set(asked.flatMap(({ sessionId }) => sessionId ?? []))];
    const living =
      sessions.length === 0
        ? { column: sql`NULL`, join: sql`` }
        : {
            column: sql`s.id`,
            join: sql`LEFT JOIN account_session s ON s.account_id = a.id AND s.ended_at IS NULL
                AND s.id IN (${list(sessions)})`,
          };
    const bound = new Set(asked.flatMap(({ accountId, unbound }) => (unbound ? [] : accountId)));
    const likely = [...bound].filter((id) => this.staff.has(id));
    const { shortReads } = this.database;
    const asking = bondsOf(shortReads, likely, this.clock.now());
    const reading = shortReads.query<ActorRow>(
      sql`SELECT a.id, a.display_name, a.roles, a.locale, a.time_zone, a.token_version, m.id AS member_id, m.provider_id, m.role AS member_role,
         ${living.column} AS session_id, ${raw(this.settings.staffSecondFactor ? PROVEN : "1")} AS is_proven
       FROM account a LEFT JOIN provider_member m ON m.account_id = a.id ${living.join}
       WHERE a.id IN (${list(ids)}) AND a.status = 'ACTIVE'`,
    );
    const [rows, early] = await Promise.all([reading, asking]);
    const byAccount = groupBy(rows, ({ id }) => id);
    const staff = [...byAccount].flatMap(([id, [row]]) => (row && !mayActForProviders(ownRoles(row)) ? [id] : []));
    const missed = staff.filter((id) => bound.has(id) && !likely.includes(id));
    const late = await bondsOf(this.database, missed, this.clock.now());
    if (this.staff.size > MOST_REMEMBERED) this.staff.clear();
    for (const id of missed) this.staff.add(id);
    return asked.map(({ accountId, sessionId, unbound }) => {
      const known = byAccount.get(accountId) ?? [];
      // Each requested session repeats the account's rows.
      const session = sessionId ?? known[0]?.session_id;
      const [account, ...others] = known.filter((row) => row.session_id === session);
      if (!account) return null;
      const actor = toActor([account, ...others], HouseRules.zoneOf(this.database));
      // Staff roles are withheld: nobody asks what binds somebody who has none.
      if (account.is_proven !== 1) return withholdStaffRoles(unbind(actor), "ACCOUNT");
      // Whoever works for the platform no longer has none, as if they had not been asked for.
      if (!staff.includes(accountId)) return unbind(actor);
      if (!unbound) return Object.assign(actor, bondsIn([early, late], accountId));
      return leaveUnread(actor, async () =>
        bondsIn([await bondsOf(this.database, [accountId], this.clock.now())], accountId),
      );
    });
  }
}

/** One of a provider sees and does what its staff may, as far as its scopes go; it is no member of it. */
function toClient(row: ClientRow, zone: string): Actor {
  const { provider_id: providerId } = row;
  return {
    accountId: row.id,
    displayName: row.display_name,
    roles: rolesOf('["INTEGRATION"]', providerId === null ? [] : [{ providerId, role: "STAFF" }]),
    memberships: providerId === null ? [] : [{ providerId, role: "STAFF" }],
    conflicts: [],
    locale: row.locale,
    timeZone: row.time_zone ?? zone,
    tokenVersion: row.token_version,
    client: {
      providerId,
      scopes: new Set(JSON.parse(row.scopes) as Scope[]),
      addresses: JSON.parse(row.addresses) as string[],
    },
  };
}

type Unbound = Omit<Actor, "conflicts" | "others">;

function toActor(rows: readonly [ActorRow, ...ActorRow[]], zone: string): Unbound {
  const [account] = rows;
  // Here, since a database makes a table of what it is to put in order, and hardly anyone has two.
  const inOrder = rows.length < 2 ? rows : [...rows].sort(byMembership);
  const memberships = inOrder.flatMap(({ provider_id: providerId, member_role: role }): Membership[] =>
    providerId && role ? [{ providerId, role }] : [],
  );
  return {
    accountId: account.id,
    displayName: account.display_name,
    roles: rolesOf(account.roles, memberships),
    memberships: memberships.length === 0 ? NONE : memberships,
    locale: oneFor(account.locale),
    timeZone: oneFor(account.time_zone ?? zone),
    tokenVersion: account.token_version,
  };
}

const unbind = (actor: Unbound): Actor => Object.assign(actor, { conflicts: NONE, others: NONE });

const bondsIn = (all: readonly Bonds[], accountId: string) => ({
  conflicts: orNone(all.flatMap(({ conflicts }) => conflicts.of(accountId))),
  others: orNone(all.flatMap(({ others }) => others.get(accountId) ?? [])),
});

/** In the order in which they began. */
const byMembership = (one: ActorRow, other: ActorRow): number =>
  (one.member_id ?? "") < (other.member_id ?? "") ? -1 : 1;

/** One list for all who have none: tens of thousands of people who follow something are in memory. */
const NONE: readonly never[] = [];

const orNone = <T>(all: readonly T[]): readonly T[] => (all.length === 0 ? NONE : all);

const texts = new Map<string, string>();

/** One text for all who have the same: there are few languages and time zones. */
function oneFor<T extends string>(text: T): T {
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return (known ?? text) as T;
}

const ownRoles = ({ roles }: ActorRow): Role[] => JSON.parse(roles) as Role[];

const known = new Map<string, ReadonlySet<Role>>();

/** One set for all who have the same roles: there are few combinations, and many actors in memory. */
function rolesOf(own: string, memberships: readonly Membership[]): ReadonlySet<Role> {
  const inProviders = [...new Set(memberships.map(({ role }) => `PROVIDER_${role}` as const))].sort();
  const key = [own, ...inProviders].join(" ");
  let roles = known.get(key);
  if (!roles) known.set(key, (roles = new Set([...(JSON.parse(own) as Role[]), ...inProviders])));
  return roles;
}
