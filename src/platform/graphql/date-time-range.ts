import { Field, InputType } from "type-graphql";
import { allOf, raw, sql, type Sql } from "../database/sql";
import { Refusal } from "../refusal";
import { DateTime } from "./scalars";

@InputType({ description: "A range of time. A bound that is left out does not limit it." })
export class DateTimeRangeInput {
  @Field(() => DateTime, { nullable: true, description: "From this moment on, itself included." })
  from?: number | null;

  @Field(() => DateTime, { nullable: true, description: "Until this moment, itself excluded; later than `from`." })
  to?: number | null;
}

export interface Span {
  from: number;
  to: number;
}

/** With its open bounds filled in; refused when nothing can lie within it. `field`: where it stands in the request. */
export function spanOf(range: DateTimeRangeInput, field: string, { from, to }: Span = ALWAYS): Span {
  const span = { from: range.from ?? from, to: range.to ?? to };
  if (span.from >= span.to) throw new Refusal("BAD_USER_INPUT", { reason: "period.empty", field: `${field}.to` });
  return span;
}

/** From the first moment that a date in JavaScript has to the last. */
const ALWAYS: Span = { from: -8.64e15, to: 8.64e15 };

/** Rows whose column lies in the range; null when no range is given. */
export function within(column: string, range: DateTimeRangeInput | null | undefined, field: string): Sql | null {
  if (!range) return null;
  spanOf(range, field);
  const by = raw(column);
  return allOf([
    typeof range.from === "number" && sql`${by} >= ${range.from}`,
    typeof range.to === "number" && sql`${by} < ${range.to}`,
  ]);
}
