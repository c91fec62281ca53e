import { defineEnum } from "../../platform/graphql/enum";

export const GuideAudience = defineEnum("GuideAudience", "For whom a guide is written.", {
  CONSUMER: "Those who buy.",
  PROVIDER: "Those who sell.",
});
export type GuideAudience = keyof typeof GuideAudience;
