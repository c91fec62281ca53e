import { Account } from "../../../accounts/account/account.entity";
import type { Reader } from "../../../platform/database/reader";
import type { CaseRecord } from "./case-record";

/**
 * The people of a case, labelled by role and a number in the order of their first act: PROVIDER-1, MODERATOR-2. The consumer is
 * one person. Their identities are in records of their own, shown to few and committed to for all.
 */
export class People {
  private readonly labels = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  private constructor(private readonly db: Reader) {}

  static async of(db: Reader, complaintId: string, consumerId: string, upToSeq: number): Promise<People> {
    const people = new People(db);
    people.labels.set(consumerId, "CONSUMER");
    const acts = await db.query<{ actor_id: string; actor_role: string }>(
      "SELECT actor_id, actor_role, MIN(seq) AS first_act FROM event_log WHERE stream_id = ? AND seq <= ? AND actor_id IS NOT NULL GROUP BY actor_id, actor_role ORDER BY first_act",
      [complaintId, upToSeq],
    );
    for (const { actor_id, actor_role } of acts) people.label(actor_id, actor_role);
    return people;
  }

  /** `role`: the role in which they act, used if they have no label yet. */
  label(accountId: string | null, role: string): string | null {
    if (accountId === null) return null;
    const known = this.labels.get(accountId);
    if (known) return known;
    const number = (this.counts.get(role) ?? 0) + 1;
    this.counts.set(role, number);
    const label = `${role}-${number}`;
    this.labels.set(accountId, label);
    return label;
  }

  /** Everyone who has been named so far. */
  async *records(): AsyncGenerator<CaseRecord> {
    const accounts = await this.db.find(Account, { id: [...this.labels.keys()] });
    for (const [accountId, label] of this.labels) {
      const name = accounts.find(({ id }) => id === accountId)?.displayName ?? null;
      yield {
        record: "person",
        id: label,
        audience: "PARTIES",
        fields: { accountId, displayName: name },
        guards: { accountId: "PERSON", ...guardOfName(label) },
      };
    }
  }
}

/** The consumer is a party and must be named; the provider's people are named only to their own side, the platform's to no one. A program is no person. */
function guardOfName(label: string): CaseRecord["guards"] {
  if (label === "CONSUMER" || label.startsWith("INTEGRATION-")) return {};
  return { displayName: label.startsWith("PROVIDER-") ? "COLLEAGUE" : "PERSON" };
}
