import { Field, ID, InputType } from "type-graphql";
import { DateTimeRangeInput } from "../../platform/graphql/date-time-range";
import { asciiLike, ListOf, TextField } from "../../platform/graphql/text-field";
import { ComplaintStatusEnum, SEVERITIES, SeverityEnum, SideEnum, type Severity } from "./case-enums.types";
import type { Side } from "./complaint-guards.pure";
import { COMPLAINT_STATUSES, type ComplaintStatus } from "./complaint.lifecycle";

@InputType()
abstract class CommonFilter {
  @TextField({
    min: 1,
    max: 120,
    nullable: true,
    description:
      "Only those with this text: as the number of the case (`Complaint.number`, however it is written) or its id, as the id of its order or of a party; or all its words in the case's title, in its order's, in the provider's name or in the consumer's. Words are found whole, and by their first letters from three on; Chinese by characters that stand together.",
  })
  text?: string | null;

  @TextField({
    min: 1,
    max: 128,
    nullable: true,
    description: "Only those with this number in the system that they were imported from (`Complaint.externalId`).",
  })
  externalId?: string | null;

  @Field(() => [ComplaintStatusEnum], { nullable: true, description: "Only those in one of these states." })
  @ListOf(1, COMPLAINT_STATUSES.length)
  statuses?: ComplaintStatus[] | null;

  @Field(() => DateTimeRangeInput, { nullable: true, description: "Only those opened in this range." })
  openedAt?: DateTimeRangeInput | null;

  @Field(() => DateTimeRangeInput, {
    nullable: true,
    description: "Only those whose last change (`Complaint.updatedAt`) is in this range.",
  })
  updatedAt?: DateTimeRangeInput | null;
}

@InputType({ description: "Which of one's cases." })
export class MyComplaintsFilter extends CommonFilter {
  @Field(() => SideEnum, {
    nullable: true,
    description:
      "Only those on whose side the viewer is: CONSUMER, those they opened; PROVIDER, those against providers they are a member of. Both when left out.",
  })
  side?: Side | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Only those against this provider; for its members and platform staff. Refused NOT_FOUND to others; BAD_USER_INPUT together with the side CONSUMER.",
  })
  providerId?: string | null;
}

@InputType({
  description: "Narrows the list of all cases. Conditions left out do not narrow; those given must all hold.",
})
export class ComplaintFilter extends CommonFilter {
  @Field(() => [SeverityEnum], { nullable: true, description: "Only those with one of these urgencies." })
  @ListOf(1, SEVERITIES.length)
  severities?: Severity[] | null;

  @Field(() => DateTimeRangeInput, {
    nullable: true,
    description: "Only those whose next clock runs out in this range; those of which none runs are in no range.",
  })
  dueAt?: DateTimeRangeInput | null;

  @Field(() => ID, { nullable: true, description: "Only those about this order, `ord_…`." })
  orderId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those against this provider, `prv_…`." })
  providerId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only those of this consumer, `acc_…`." })
  consumerId?: string | null;

  @TextField({
    min: 1,
    max: 64,
    pattern: asciiLike("skill-training"),
    nullable: true,
    description: "Only those about services of this category.",
  })
  category?: string | null;
}
