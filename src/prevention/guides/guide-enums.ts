import { registerEnumType } from "type-graphql";

export const GuideAudience = { CONSUMER: "CONSUMER", PROVIDER: "PROVIDER" } as const;
export type GuideAudience = keyof typeof GuideAudience;
registerEnumType(GuideAudience, {
  name: "GuideAudience",
  description: "For whom a guide is written.",
  valuesConfig: {
    CONSUMER: { description: "Those who buy." },
    PROVIDER: { description: "Those who sell." },
  },
});
