import type { Unread } from "../../platform/identity/actor";
import type { Actor } from "./actor";

type Bonds = Required<Pick<Actor, "conflicts" | "others">>;

/** What is known of an actor's bonds so far. */
interface Known {
  bonds: Bonds | null;
  mayBeMissed: boolean;
  wasMissed: boolean;
}

const KNOWN = Symbol("what is known of the bonds");

function whenRead(which: keyof Bonds): PropertyDescriptor & ThisType<{ [KNOWN]: Known }> {
  return {
    // Who copies the actor asks for it as well.
    enumerable: true,
    get() {
      const known = this[KNOWN];
      if (known.bonds) return known.bonds[which];
      if (!known.mayBeMissed) throw new Error("what binds the actor was asked for before it was read");
      known.wasMissed = true;
      return [];
    },
  };
}

/** The same for all actors: of accessors of its own for each, V8 makes a shape for each, and all that reads an actor becomes slow. */
const WHEN_READ = { conflicts: whenRead("conflicts"), others: whenRead("others") };

/** The actor, without what binds them until that is read: most of what the staff ask is answered alike to all of them. */
export function leaveUnread(actor: Omit<Actor, keyof Bonds>, readBonds: () => Promise<Bonds>): Actor {
  const known: Known = { bonds: null, mayBeMissed: false, wasMissed: false };
  const unread: Unread = {
    async without(work) {
      known.mayBeMissed = true;
      try {
        const result = await work();
        return known.wasMissed ? null : result;
      } catch (error) {
        if (known.wasMissed) return null;
        throw error;
      } finally {
        known.mayBeMissed = false;
      }
    },
    async read() {
      known.bonds = await readBonds();
      whole.unread = undefined;
    },
  };
  const hidden = { [KNOWN]: { value: known }, ...WHEN_READ };
  const whole: Actor = Object.defineProperties(Object.assign(actor, { unread }), hidden) as never;
  return whole;
}
