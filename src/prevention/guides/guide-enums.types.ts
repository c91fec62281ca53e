import { defineEnum } from "../../platform/graphql/enum";

export const GuideAudience = defineEnum("GuideAudience", "For whom a guide is written.", {
  CONSUMER: "For people who buy.",
  PROVIDER: "For people who sell.",
});
export type GuideAudience = keyof typeof GuideAudience;
