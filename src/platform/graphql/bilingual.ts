import { Ctx, Field, FieldResolver, InputType, ObjectType, Resolver, Root } from "type-graphql";
import { hasAll, wantedBy } from "../database/text-terms.pure";
import { Context } from "./context";
import { TextField } from "./text-field";

/** Everything the platform itself publishes is in both of its languages. Stored as one JSON column. */
@ObjectType({ simpleResolvers: true, description: "A text by the platform, in both of its languages." })
export class Bilingual {
  @Field(() => String, { description: "In Simplified Chinese." })
  zhCN: string;

  @Field(() => String, { description: "The text in English." })
  en: string;
}

/** Whether what is called so has all the words of a text in its code and titles. */
export function finding(text: string): (called: { code: string; title: Bilingual }) => boolean {
  const wanted = wantedBy(text);
  return ({ code, title: { zhCN, en } }) => wanted.length > 0 && hasAll([code, zhCN, en].join(" "), wanted);
}

@Resolver(() => Bilingual)
export class BilingualResolver {
  @FieldResolver(() => String, { description: "In the viewer's language." })
  text(@Root() { zhCN, en }: Bilingual, @Ctx() { locale }: Context): string {
    return locale === "en" ? en : zhCN;
  }
}

@InputType({ description: "A line in both languages." })
export class BilingualLineInput implements Bilingual {
  @TextField({ max: 300, description: "In Simplified Chinese." })
  zhCN: string;

  @TextField({ max: 300, description: "In English." })
  en: string;
}

@InputType({ description: "A longer text in both languages, plain or Markdown." })
export class BilingualTextInput implements Bilingual {
  @TextField({ max: 5_000, description: "In Simplified Chinese." })
  zhCN: string;

  @TextField({ max: 5_000, description: "In English." })
  en: string;
}
