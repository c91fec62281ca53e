import type { Unread } from "../../platform/identity/actor";
import type { Actor } from "./actor";

type Bonds = Required<Pick<Actor, "conflicts" | "others">>;

/** The actor, without what binds them until that is read: most of what the staff ask is answered alike to all of them. */
export function leaveUnread(actor: Omit<Actor, keyof Bonds>, readBonds: () => Promise<Bonds>): Actor {
  let mayBeMissed = false;
  let wasMissed = false;
  const missed = {
    configurable: true,
    // Who copies the actor asks for it as well.
    enumerable: true,
    get(): readonly never[] {
      if (!mayBeMissed) throw new Error("what binds the actor was asked for before it was read");
      wasMissed = true;
      return [];
    },
  };
  const whole = Object.defineProperties(actor, { conflicts: missed, others: missed }) as Actor;
  const unread: Unread = {
    async without(work) {
      mayBeMissed = true;
      try {
        const result = await work();
        return wasMissed ? null : result;
      } catch (error) {
        if (wasMissed) return null;
        throw error;
      } finally {
        mayBeMissed = false;
      }
    },
    async read() {
      const { conflicts, others } = await readBonds();
      Object.defineProperties(whole, { conflicts: { value: conflicts }, others: { value: others } });
      delete whole.unread;
    },
  };
  return Object.assign(whole, { unread });
}
