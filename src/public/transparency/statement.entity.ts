import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Id, Instant, Json, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Ruling } from "../../adjudication/rulings/ruling.entity";

/** Written once, when a measure takes effect; its id is the measure's. */
@Entity("transparency_statement")
@Index(["at", "id"])
@Index(["rulingId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A statement of reasons for one measure against a provider, in the submission format of the EU's DSA Transparency Database (schema of 1 July 2025). Without personal data: see `text`. For administrators and auditors.",
})
export class TransparencyStatement {
  @Id()
  @Field(() => ID, {
    name: "puid",
    simple: false,
    description: "The platform's unique identifier of it: the id of the measure, `pen_…`. Never used again.",
  })
  id: string;

  @Ref(() => Ruling)
  rulingId: string;

  @Instant()
  @Field(() => DateTime, { description: "When the measure took effect, as recorded." })
  at: number;

  @LongText()
  @Field(() => String, {
    description:
      "The statement, as the text of a JSON object. Free texts are the ruling's public texts, with names of the people involved, contact data and numbers of documents replaced by `***`.",
  })
  text: string;

  @Json()
  @Field(() => [String], {
    description: "Its schema violations, one line each; normally empty. A statement with violations is not exported.",
  })
  problems: string[];
}
