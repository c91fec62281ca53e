import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import { Code, Id, Instant, Integer, Json, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { InspectionChecklist, type Question } from "./inspection-checklist.entity";
import { ObservationResult } from "./inspection-enums.types";
import { Inspection } from "./inspection.entity";

/** One item of a checklist, as it was when the inspection was opened, and what was found. Changes only under its inspection's lock. */
@Entity("inspection_observation")
@Index(["inspectionId", "position"])
@Index(["checklistId"])
@Index(["recordedById"])
@Index(["complaintId"])
@ObjectType({ simpleResolvers: true, description: "One item of an inspection's checklist, and what was found." })
export class Observation {
  static readonly idPrefix = "obv";

  @Id()
  @Field(() => ID, { description: "Its id, `obv_…`." })
  id: string;

  @Ref(() => Inspection)
  inspectionId: string;

  @Integer()
  position: number;

  @Ref(() => InspectionChecklist)
  checklistId: string;

  @Code({ nullable: true })
  @Field(() => PromiseKind, { nullable: true, description: "The kind of promise it is about; null when about none." })
  kind: PromiseKind | null;

  @Json()
  question: Question;

  @Code({ nullable: true })
  @Field(() => ObservationResult, { nullable: true, description: "What was found; null while no one has checked." })
  result: ObservationResult | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "What was found, in words; null when nothing was said." })
  note: string | null;

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "Where what shows it is kept: an order's number, a link, a file's digest. Null when nothing was named.",
  })
  reference: string | null;

  @Ref(() => Account, { nullable: true })
  recordedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was recorded last; null while no one has checked." })
  recordedAt: number | null;

  @Ref(() => Complaint, { nullable: true })
  complaintId: string | null;
}
