import { Field, ObjectType } from "type-graphql";
import { explain } from "../messages/explain";
import { Refusal, type Obstacle, type RefusalCode } from "../refusal";
import { REFUSAL_CODES } from "../refusal-catalogue";
import type { Context } from "./context";
import { DateTime } from "./scalars";

@ObjectType({ simpleResolvers: true, description: "What prevents an action." })
export class UnavailableBecause {
  @Field(() => REFUSAL_CODES, { description: "The code the mutation would be refused with." })
  code: RefusalCode;

  @Field(() => String, { description: "`extensions.reason` of that refusal: why exactly, for programs." })
  reason: string;

  @Field(() => String, { description: "The reason in words, in the viewer's language." })
  message: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "From when the action will be possible; null unless time alone decides.",
  })
  availableAt: number | null;
}

/** A policy's answer, for the viewer to read. */
export const unavailableBecause = (ctx: Context, obstacle: Obstacle | null): UnavailableBecause | null =>
  obstacle && {
    code: obstacle.code,
    reason: obstacle.reason ?? obstacle.code,
    message: explain(new Refusal(obstacle.code, obstacle), ctx),
    availableAt: obstacle.availableAt ?? null,
  };
