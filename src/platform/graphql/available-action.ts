import { Field, InterfaceType, ObjectType } from "type-graphql";
import type { Obstacle, RefusalCode } from "../refusal";
import type { Context } from "./context";
import { byMutation, defineEnum } from "./enum";
import { unavailableBecause, UnavailableBecause } from "./unavailable-because";

@InterfaceType({
  description:
    "Something the viewer may do, now or once an obstacle is gone. A client can show any of them as a button; lists of them are in the order of the enum of their `action`.",
})
export abstract class AvailableMutation {
  @Field(() => String, { description: "The name of the mutation that does it." })
  mutation: string;

  @Field(() => UnavailableBecause, {
    nullable: true,
    description: "What prevents it now; null: the mutation would succeed.",
  })
  unavailableBecause: UnavailableBecause | null;
}

export interface Available<Action extends string> extends AvailableMutation {
  action: Action;
}

/** What is not for this person, not in this state, or over for good is not shown; what only has to wait is. */
const NOT_SHOWN: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "CONFLICT_OF_INTEREST",
  "NOT_IN_THIS_STATE",
  "TOO_LATE",
  "LIMIT_REACHED",
]);

/**
 * What may be done with a thing of the API: the enum of its actions, the type of what is available, and how both are worded for a viewer.
 * `what` completes "What may be done with …".
 */
export function defineActions<Action extends string>(
  noun: string,
  what: string,
  mutations: Readonly<Record<Action, string>>,
) {
  const actions = defineEnum<Action>(`${noun}Action`, `What may be done with ${what}.`, byMutation(mutations));

  @ObjectType(`Available${noun}Action`, {
    implements: AvailableMutation,
    simpleResolvers: true,
    description: `One thing the viewer may do with ${what}, now or once an obstacle is gone.`,
  })
  class AvailableAction extends AvailableMutation implements Available<Action> {
    @Field(() => actions, { description: "What would be done." })
    action: Action;
  }

  const available = (ctx: Context, action: Action, obstacle: Obstacle | null): Available<Action> => ({
    action,
    mutation: mutations[action],
    unavailableBecause: unavailableBecause(ctx, obstacle),
  });

  return {
    /** The enum; `keyof typeof X.actions` is its union. */
    actions,
    AvailableAction,
    available,
    /** Of all actions those that the policy allows, or will allow. */
    availableTo: (ctx: Context, whyNot: (action: Action) => Obstacle | null): Available<Action>[] =>
      Object.values<Action>(actions).flatMap((action) => {
        const obstacle = whyNot(action);
        return obstacle && NOT_SHOWN.has(obstacle.code) ? [] : [available(ctx, action, obstacle)];
      }),
  };
}
