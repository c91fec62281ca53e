import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Context } from "../platform/graphql/context";
import { INPUT } from "../platform/graphql/idempotency";
import { readCalendar } from "./calendar.queries";
import { SetCalendarDayInput, SetCalendarDayPayload, WorkingCalendarInfo } from "./calendar.types";
import { setCalendarDay } from "./set-calendar-day";

@Resolver()
export class CalendarResolver {
  @Query(() => WorkingCalendarInfo, {
    description:
      "The calendar by which working days are counted: the official one of the platform's country, and what was set in addition. Public.",
  })
  workingCalendar(@Ctx() ctx: Context): Promise<WorkingCalendarInfo> {
    return readCalendar(ctx.db, ctx.now());
  }

  @Authorized("ADMIN")
  @Mutation(() => SetCalendarDayPayload, {
    description:
      "Sets a day of the working calendar, for clocks that begin from a moment on; those that run keep their due times. Refused: BAD_USER_INPUT for a day that does not exist or is over, ALREADY_EXISTS for the same day and moment.",
  })
  async setCalendarDay(
    @Arg("input", () => SetCalendarDayInput, INPUT) input: SetCalendarDayInput,
    @Ctx() ctx: Context,
  ): Promise<SetCalendarDayPayload> {
    await ctx.command("setCalendarDay", input, (tx, actor) => setCalendarDay(tx, actor, input));
    return { clientMutationId: input.clientMutationId, workingCalendar: await readCalendar(ctx.db, ctx.now()) };
  }
}
