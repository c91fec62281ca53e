import { Arg, Authorized, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { AdjustableClock } from "../../platform/clock";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload, MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { WithinBounds } from "../../platform/graphql/text-field";
import { Refusal } from "../../platform/refusal";
import { HOUR } from "../../platform/time";
import { keepClock } from "./keep-clock";

@InputType({ description: "Moving the server's clock." })
class AdvanceClockInput extends MutationInput {
  @Field(() => Int, { description: "Hours to move forward, 1 to 8784 (a year)." })
  @WithinBounds(1, 8_784)
  hours: number;
}

@ObjectType({ simpleResolvers: true, description: "The server's clock after it was moved." })
class AdvanceClockPayload extends MutationPayload {
  @Field(() => DateTime, { description: "The server's current time." })
  now: number;

  @Field(() => Int, { description: "How many clocks of cases expired and were processed." })
  clocksRung: number;
}

@Resolver()
export class DevelopmentResolver {
  @Authorized()
  @Mutation(() => AdvanceClockPayload, {
    description:
      "Development only (setting DEVELOPMENT): moves the server's clock forward and applies everything that falls due, so that a case can be taken to its end in a minute. Refused with FORBIDDEN elsewhere.",
  })
  async advanceClock(
    @Arg("input", () => AdvanceClockInput, INPUT) input: AdvanceClockInput,
    @Ctx() ctx: Context,
  ): Promise<AdvanceClockPayload> {
    const { clock, development } = ctx.services;
    if (!development || !(clock instanceof AdjustableClock))
      throw new Refusal("FORBIDDEN", { reason: "developmentOnly" });
    clock.advance(input.hours * HOUR);
    await keepClock(ctx.db, clock);
    const clocksRung = await ctx.services.sweep();
    return { clientMutationId: input.clientMutationId, now: ctx.now(), clocksRung };
  }
}
