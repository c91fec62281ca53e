import { Field, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { SaysForGood } from "../platform/database/append-only";
import { Code, Flag, Id, Instant, Line, Ref } from "../platform/database/columns";
import { DateTime } from "../platform/graphql/scalars";

/** A day that is not as the package says, from a moment on. Rows are only added: they are their own history. */
@SaysForGood<CalendarDay>({ says: ["id", "date", "working", "reason", "effectiveFrom", "setById", "setAt"] })
@Entity("calendar_day")
@Unique(["date", "effectiveFrom"])
@Index(["setById"])
@ObjectType({
  simpleResolvers: true,
  description: "A day of the working calendar that the platform has set itself.",
})
export class CalendarDay {
  static readonly idPrefix = "cal";

  @Id()
  id: string;

  @Code({ length: 10 })
  @Field(() => String, { description: "The day, `YYYY-MM-DD`, by the office's clock." })
  date: string;

  @Flag()
  @Field(() => Boolean, { description: "Whether work is done on it." })
  working: boolean;

  @Line(200)
  @Field(() => String, { description: "Why, e.g. the notice that announced it." })
  reason: string;

  @Instant()
  @Field(() => DateTime, { description: "From when on clocks that begin are counted so." })
  effectiveFrom: number;

  @Ref("Account")
  setById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was set." })
  setAt: number;
}
