import { Field, InputType, Int, ObjectType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { ListOf, WithinBounds } from "../../platform/graphql/text-field";
import { ContactKind, NoticeKind } from "./contact-enums.types";

@ObjectType({ simpleResolvers: true, description: "Whether one is told of a kind of notice by a channel." })
export class NoticePreference {
  @Field(() => NoticeKind, { description: "What the notices are about." })
  kind: NoticeKind;

  @Field(() => ContactKind, { description: "By what one is told." })
  channel: ContactKind;

  @Field(() => Boolean, { description: "Whether one is told so, where one can be reached so." })
  wanted: boolean;

  @Field(() => Boolean, {
    description: "It is the last way by which one is told of deadlines, and cannot be switched off.",
  })
  fixed: boolean;
}

@ObjectType({ simpleResolvers: true, description: "When one is not disturbed, by one's own clock." })
export class NoticeQuietHours {
  @Field(() => Int, { description: "From this hour, 0 to 23." })
  from: number;

  @Field(() => Int, { description: "Until this hour, 0 to 23, perhaps of the next day; the same as `from`: never." })
  until: number;

  @Field(() => Boolean, { description: "One has chosen them; otherwise they are the house rule's, `push.quiet`." })
  own: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "通知偏好. By what, and when, one is told of what comes into the inbox, which shows everything in any case.",
})
export class NoticePreferences {
  @Field(() => [NoticePreference], { description: "Each kind of notice with each channel." })
  choices: NoticePreference[];

  @Field(() => NoticeQuietHours, {
    description:
      "Then no telephone, app or browser is told of anything, and no mail sent that has no deadline; it comes when they end.",
  })
  quietHours: NoticeQuietHours;
}

@InputType({ description: "Whether one wants to be told of a kind of notice by a channel." })
export class NoticePreferenceInput {
  @Field(() => NoticeKind, { description: "What the notices are about." })
  kind: NoticeKind;

  @Field(() => ContactKind, { description: "By what one is told." })
  channel: ContactKind;

  @Field(() => Boolean, { description: "From now on." })
  wanted: boolean;
}

@InputType({ description: "When one is not to be disturbed, by one's own clock." })
export class NoticeQuietHoursInput {
  @WithinBounds(0, 23)
  @Field(() => Int, { description: "From this hour, 0 to 23." })
  from: number;

  @WithinBounds(0, 23)
  @Field(() => Int, { description: "Until this hour, 0 to 23; the same as `from`: never." })
  until: number;
}

@InputType({ description: "By what and when one wants to be told; what is left out stays as it is." })
export class SetNoticePreferencesInput extends MutationInput {
  @ListOf(0, 16)
  @Field(() => [NoticePreferenceInput], { nullable: true, description: "What is to be different." })
  choices?: NoticePreferenceInput[] | null;

  @Field(() => NoticeQuietHoursInput, { nullable: true, description: "Null: those of the house rule again." })
  quietHours?: NoticeQuietHoursInput | null;
}
