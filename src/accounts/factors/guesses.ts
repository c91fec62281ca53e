import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Account } from "../account.entity";
import { oneself, recordOnAccount } from "../record-on-account";
import { GuessCount } from "./guess-count.entity";

/**
 * Wrong codes of one account, counted in the database: common to all nodes, whoever guesses from wherever. Only somebody who knows the
 * password comes this far. What is full takes no codes of six digits for a while, and still takes recovery codes and passkeys, which
 * nobody guesses: so it shuts out nobody who has another factor. Wants the account locked.
 */
export class Guesses {
  private constructor(
    private readonly tx: Tx,
    private readonly account: Account,
    private readonly kind: GuessCount["kind"],
    private readonly count: GuessCount | null,
    private readonly most: number,
    private readonly window: number,
  ) {}

  static async of(tx: Tx, account: Account, kind: GuessCount["kind"]): Promise<Guesses> {
    const [count, rules] = await Promise.all([
      tx.findOne(GuessCount, { accountId: account.id, kind }),
      HouseRules.inForce(tx, tx.now),
    ]);
    // A clock set back neither frees a guesser nor locks the owner out for longer: counting goes on from now.
    if (count && count.since > tx.now) tx.change(count, { since: tx.now });
    const most = rules.number("factor.guesses", "wrongCodes");
    return new Guesses(tx, account, kind, count, most, rules.number("factor.guesses", "minutes") * MINUTE);
  }

  /** Why no further code is looked at now, were it right or wrong. */
  refusal(): Refusal | null {
    if (this.wrong < this.most) return null;
    const seconds = Math.ceil(((this.count?.since ?? 0) + this.window - this.tx.now) / 1_000);
    return new Refusal("RATE_LIMITED", {
      reason: "secondFactor.tooMany",
      retryAfter: seconds,
      params: { seconds },
    });
  }

  /** The owner is told once, when it is full. */
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
    if (wrong === this.most)
      recordOnAccount(this.tx, this.account, "SECOND_FACTOR_GUESSED", oneself(this.account), {}, [this.account.id]);
  }

  guessedRight(): void {
    if (this.count) this.tx.change(this.count, { wrong: 0 });
  }

  private get wrong(): number {
    return this.count && this.tx.now < this.count.since + this.window ? this.count.wrong : 0;
  }
}
