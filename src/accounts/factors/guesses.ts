import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account/account.entity";
import { oneself, recordOnAccount } from "../account/record-on-account";
import { GuessCount } from "./guess-count.entity";

/**
 * Wrong codes of one account, counted in the database: shared by all nodes, wherever the guesses come from. Only someone who knows the
 * password gets this far. At the limit, codes of six digits are not accepted for a while, but recovery codes and passkeys still are, which
 * no one can guess: so it locks out no one who has another factor. Requires the account's lock.
 */
export class Guesses {
  private constructor(
    private readonly tx: Tx,
    private readonly account: Account,
    private readonly kind: GuessCount["kind"],
    private readonly count: GuessCount | null,
    private readonly limit: Limit,
  ) {}

  static async of(tx: Tx, account: Account, kind: GuessCount["kind"]): Promise<Guesses> {
    const [count, limit] = await read(tx, account.id, kind, tx.now);
    // A clock set back neither frees a guesser nor locks the owner out for longer: counting continues from now.
    if (count && count.since > tx.now) tx.change(count, { since: tx.now });
    return new Guesses(tx, account, kind, count, limit);
  }

  /** The same as `refusal`, without the lock: by now it may be otherwise. */
  static async refusalOf(
    reader: Reader,
    accountId: string,
    kind: GuessCount["kind"],
    now: number,
  ): Promise<Refusal | null> {
    const [count, limit] = await read(reader, accountId, kind, now);
    return refusalFor(count, limit, now);
  }

  /** Why no further code is checked now, whether right or wrong. */
  refusal(): Refusal | null {
    return refusalFor(this.count, this.limit, this.tx.now);
  }

  /** The owner is notified once, when the limit is reached. */
  guessedWrong(): void {
    const wrong = this.wrong + 1;
    if (!this.count) {
      this.tx.insert(GuessCount, {
        id: newId(GuessCount),
        accountId: this.account.id,
        kind: this.kind,
        wrong,
        since: this.tx.now,
      });
    } else this.tx.change(this.count, this.wrong === 0 ? { wrong, since: this.tx.now } : { wrong });
    if (wrong === this.limit.most)
      recordOnAccount(this.tx, this.account, "SECOND_FACTOR_GUESSED", oneself(this.account), {}, [this.account.id]);
  }

  guessedRight(): void {
    if (this.count) this.tx.change(this.count, { wrong: 0 });
  }

  private get wrong(): number {
    return wrongAt(this.count, this.limit, this.tx.now);
  }
}

interface Limit {
  most: number;
  /** Milliseconds. */
  window: number;
}

function read(
  reader: Reader,
  accountId: string,
  kind: GuessCount["kind"],
  now: number,
): Promise<[GuessCount | null, Limit]> {
  const limit = HouseRules.inForce(reader, now).then((rules) => ({
    most: rules.number("factor.guesses", "wrongCodes"),
    window: rules.number("factor.guesses", "minutes") * MINUTE,
  }));
  return Promise.all([reader.findOne(GuessCount, { accountId, kind }), limit]);
}

const wrongAt = (count: GuessCount | null, { window }: Limit, now: number): number =>
  count && now < count.since + window ? count.wrong : 0;

function refusalFor(count: GuessCount | null, limit: Limit, now: number): Refusal | null {
  if (!count || wrongAt(count, limit, now) < limit.most) return null;
  const seconds = Math.ceil((Math.min(count.since, now) + limit.window - now) / 1_000);
  return new Refusal("RATE_LIMITED", {
    reason: "secondFactor.tooMany",
    retryAfter: seconds,
    params: { seconds },
  });
}
