import { defineEnum } from "../../platform/graphql/enum";

export type WebhookStatus = keyof typeof WebhookStatus;
export const WebhookStatus = defineEnum("WebhookStatus", "Whether an endpoint is sent events.", {
  ACTIVE: "It is sent events.",
  PAUSED:
    "Somebody has paused it, or revoked the key by which it was last set up; once it is active again it continues where it stood.",
  DISABLED:
    "Nothing was accepted for three days, or it answered 410; once it is active again it continues where it stood.",
});

export type WebhookDeliveryStatus = keyof typeof WebhookDeliveryStatus;
export const WebhookDeliveryStatus = defineEnum("WebhookDeliveryStatus", "Whether an event has been delivered.", {
  PENDING: "It was not delivered yet.",
  DELIVERED: "It was answered with a status from 200 to 299.",
});

export type WebhookProblem = keyof typeof WebhookProblem;
export const WebhookProblem = defineEnum(
  "WebhookProblem",
  "Why an attempt does not count as delivered. More may be added.",
  {
    REFUSED: "It was answered with a status outside 200 to 299.",
    REDIRECTED: "It was answered with a redirect, which is not followed.",
    TIMEOUT: "There was no answer within five seconds.",
    UNREACHABLE: "There was no connection, or no answer that can be read.",
    PRIVATE_ADDRESS: "The name leads into a private network.",
    QUERY_FAILED: "The endpoint's query could not be executed in time.",
  },
);
