import { Arg, Authorized, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { DateTimeRangeInput } from "../../platform/graphql/date-time-range";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import type { Role } from "../../accounts/actor/actor";
import { MINUTE } from "../../platform/time";
import { CaseTimer } from "./case-timer.entity";
import { ComplaintStatusEnum } from "./case-enums.types";
import { Complaint } from "./complaint.entity";
import type { ComplaintStatus } from "./complaint.lifecycle";
import { slaFigures, StageFigures } from "./sla-figures.queries";
import { StageRecord } from "./stage-record.entity";
import { JUDGED_BY, slaOf, type Sla } from "./stage-record.pure";
import { Reads } from "../../platform/graphql/reads";

const SlaEnum = defineEnum<Sla>("Sla", "Whether those who had to act in a stage did so before its clock ran out.", {
  HIT: "The clock was met, or the stage was left before it ran out.",
  MISSED: "The clock ran out.",
  RUNNING: "The clock runs.",
  NONE: "No one is judged by this stage: it has no clock of that kind, or the clock was paused and continues in a later stage.",
});

@ObjectType({
  simpleResolvers: true,
  description:
    "One stay of a case in one state. Waiting for information, for evidence or during a stay are stages of their own, so that nothing needs to be subtracted from the time of the others.",
})
export class ComplaintStage {
  @Field(() => ComplaintStatusEnum, { description: "The state; never CLOSED." })
  stage: ComplaintStatus;

  @Field(() => DateTime, { description: "When it was entered." })
  enteredAt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: "The deadline for those who had to act, as known on entering; null where no clock judges them.",
  })
  dueAt: number | null;

  @Field(() => DateTime, { nullable: true, description: "When it was left; null for the state the case is in." })
  leftAt: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The action that left it, e.g. `ACCEPT_OFFER`, including the system's own; null for the state the case is in. New ones may be added.",
  })
  leftBy: string | null;

  @Field(() => SlaEnum, { description: "Whether its clock was met." })
  sla: Sla;

  @Field(() => Int, { nullable: true, description: "Whole minutes from entering to leaving; null until it is left." })
  handlingMinutes: number | null;
}

@Resolver(() => Complaint)
export class StageRecordResolver {
  @Reads<Complaint>("id")
  @FieldResolver(() => [ComplaintStage], {
    description:
      "The states the case has been in, in order, with how long each took. Of an imported case: since its import.",
  })
  async stages(@Root() complaint: Complaint, @Ctx() ctx: Context): Promise<ComplaintStage[]> {
    const [records, timers] = await Promise.all([
      ctx.loaders.manyBy(StageRecord, "complaintId", complaint.id, "ORDER BY number"),
      ctx.loaders.manyBy(CaseTimer, "complaintId", complaint.id),
    ]);
    return records.map((record) => {
      const timer = timers.find(({ clock }) => clock === JUDGED_BY[record.stage]);
      const { stage, enteredAt, dueAt, leftAt, leftBy } = record;
      return {
        stage,
        enteredAt,
        dueAt,
        leftAt,
        leftBy,
        sla: slaOf(record, timer?.dueAt ?? null, ctx.now()),
        handlingMinutes: leftAt === null ? null : Math.floor((leftAt - enteredAt) / MINUTE),
      };
    });
  }

  @Authorized<Role>("LEAD_MODERATOR", "AUDITOR")
  @Query(() => [StageFigures], {
    description:
      "For each state that cases entered in a period of at most 366 days: how many, how many met its clock, and how long they stayed; in the order of a case's life. Refused: BAD_USER_INPUT for a longer period, or one that ends before it begins.",
  })
  slaFigures(
    @Arg("enteredAt", () => DateTimeRangeInput, {
      description: "When the state was entered. Until now, and the 366 days before, where a bound is left out.",
    })
    enteredAt: DateTimeRangeInput,
    @Ctx() ctx: Context,
  ): Promise<StageFigures[]> {
    return slaFigures(ctx.db, enteredAt, ctx.now());
  }
}
