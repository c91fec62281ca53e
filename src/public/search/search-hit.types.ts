import { ArgsType, Field, ID, Int, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { ListOf, TextField, WithinBounds } from "../../platform/graphql/text-field";

export const SearchKind = defineEnum("SearchKind", "What `search` finds.", {
  COMPLAINT:
    "Cases that the viewer may see: one's own, those against one's providers, for moderators, lead moderators, inspectors and auditors all; found as by `ComplaintFilter.text`.",
  PROVIDER:
    "Providers that `providers` shows the viewer, with `ProviderFilter.offMarket`, found as by `ProviderFilter.text`.",
  LISTING: "Public listings, found as by `ListingFilter.text`.",
  RULE: "Rules in force, by the words of their code and title.",
  GUIDE: "Published guides, by the words of their code and title.",
  ACCOUNT: "Accounts, found as by `AccountFilter.text`; for administrators and auditors.",
});
export type SearchKind = keyof typeof SearchKind;

const KINDS = Object.values(SearchKind);

@ArgsType()
export class SearchArgs {
  @TextField({ max: 100, description: "The number of a case, however it is written, or words." })
  text: string;

  @Field(() => [SearchKind], {
    nullable: true,
    description: "Only these; all that the viewer may see when left out.",
  })
  @ListOf(1, KINDS.length)
  kinds?: SearchKind[] | null;

  @Field(() => Int, {
    defaultValue: 20,
    description: "How many at most, 1 to 50. Where there are more, each kind that has any gets a share.",
  })
  @WithinBounds(1, 50)
  first: number;
}

@ObjectType({ simpleResolvers: true, description: "Something that `search` found, as much as one line shows of it." })
export class SearchHit {
  @Field(() => SearchKind, { description: "What was found: a case, a provider, a listing and so on." })
  kind: SearchKind;

  @Field(() => ID, {
    description:
      "Its id, of a rule that of the version in force. `node` reads it again; an account `accounts`, with the id as text.",
  })
  id: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What people call it beside its title: the number of a case, the code of a rule or guide, the login of an account. Null for providers and listings.",
  })
  code: string | null;

  @Field(() => String, {
    description: "Its title or name; of a rule and a guide in the viewer's language.",
  })
  title: string;
}
