import { Field, InputType, ObjectType } from "type-graphql";
import { MutationInput, MutationPayload } from "../platform/graphql/idempotency";
import { DateTime } from "../platform/graphql/scalars";
import { TextField } from "../platform/graphql/text-field";
import { CalendarDay } from "./calendar-day.entity";

@ObjectType({ simpleResolvers: true, description: "The calendar by which working days are counted." })
export class WorkingCalendarInfo {
  @Field(() => String, { description: "Whose official holidays count: ISO 3166, `CN`, `DE-BY`." })
  country: string;

  @Field(() => String, {
    description: "The zone of the office's clocks (IANA): a working day ends at 18:00 by them, in summer as in winter.",
  })
  timeZone: string;

  @Field(() => String, {
    description:
      "The last day, `YYYY-MM-DD`, for which the official holidays are known. Later days count as working days unless they are at a weekend.",
  })
  certainUntil: string;

  @Field(() => [CalendarDay], {
    description:
      "The days that the platform has set itself, by date; of several about one day the last in force counts.",
  })
  days: CalendarDay[];
}

@InputType({ description: "A day of the working calendar." })
export class SetCalendarDayInput extends MutationInput {
  @TextField({
    max: 10,
    pattern: { regex: /^[1-9]\d{3}-\d\d-\d\d$/, like: "2026-11-24" },
    description: "The day, `YYYY-MM-DD`, by the office's clock; today or later.",
  })
  date: string;

  @Field(() => Boolean, { description: "Whether work is done on it." })
  working: boolean;

  @TextField({ max: 200, description: "Why, e.g. the notice that announced it." })
  reason: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "From when on clocks that begin are counted so; now when left out. Not in the past.",
  })
  effectiveFrom?: number | null;
}

@ObjectType({ simpleResolvers: true, description: "What `setCalendarDay` returns." })
export class SetCalendarDayPayload extends MutationPayload {
  @Field(() => WorkingCalendarInfo, { description: "The calendar as it is now." })
  workingCalendar: WorkingCalendarInfo;
}
