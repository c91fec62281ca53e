/**
 * What downstream rooms add to an act of the room that declares the hook, in the same transaction: functions, each beside the table that
 * it writes. `app` lists them; a transaction runs those with which its database was opened.
 */
export class Hook<F> {
  constructor(private readonly name: string) {}

  /** In this order. */
  calls(...functions: readonly F[]): Hooked {
    return { hook: this, functions };
  }

  /** Throws when none are listed: an act must not silently do less than it should. */
  in(hooks: readonly Hooked[]): readonly F[] {
    const mine = hooks.filter(({ hook }) => hook === this);
    if (mine.length === 0) throw new Error(`the database was opened without a list for ${this.name}`);
    return mine.flatMap(({ functions }) => functions) as F[];
  }
}

export interface Hooked {
  hook: object;
  functions: readonly unknown[];
}
