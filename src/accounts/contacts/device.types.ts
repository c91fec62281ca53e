import { Field, ID, InputType, ObjectType } from "type-graphql";
import { MutationInput } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import { TextField } from "../../platform/graphql/text-field";
import type { Locale } from "../../platform/identity/actor";
import { AccountLocale } from "../actor/account-enums.types";
import type { ContactPoint } from "./contact-point.entity";
import { DevicePlatform } from "./contact-enums.types";

@ObjectType("AppDevice", {
  simpleResolvers: true,
  description:
    "设备. An app on a device that is told of its person's notices, for as long as they are signed in there. Seen by that person only.",
})
export class AppDevice {
  @Field(() => ID, { description: "Its id, `ctp_…`." })
  id: string;

  @Field(() => DevicePlatform, { description: "Whose push service reaches it." })
  platform: DevicePlatform;

  @Field(() => AccountLocale, { nullable: true, description: "The language of its messages; null: the account's." })
  locale: Locale | null;

  @Field(() => DateTime, { description: "When it was last registered." })
  registeredAt: number;

  @Field(() => ID, { description: "The session in which it was registered, and with which it ends." })
  sessionId: string;
}

export const toAppDevice = ({ id, platform, locale, createdAt, sessionId }: ContactPoint): AppDevice => ({
  ...{ id, locale, registeredAt: createdAt },
  platform: platform ?? "FCM",
  sessionId: sessionId ?? "",
});

@InputType({ description: "An app on a device, as its push service names it." })
export class RegisterDeviceInput extends MutationInput {
  @TextField({
    max: 4_096,
    pattern: { regex: /^[\x21-\x7e]+$/, like: "740f4707bebcf74f" },
    description: "The token that the push service gave to the app.",
  })
  token: string;

  @Field(() => DevicePlatform, { description: "Whose push service it was." })
  platform: DevicePlatform;

  @Field(() => AccountLocale, { nullable: true, description: "The app's language; left out: the account's." })
  locale?: Locale | null;
}

@InputType({ description: "A device that is not told any longer." })
export class UnregisterDeviceInput extends MutationInput {
  @Field(() => ID, { description: "Its id, `ctp_…`, one's own." })
  deviceId: string;
}
