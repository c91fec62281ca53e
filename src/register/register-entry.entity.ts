import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, Ref } from "../platform/database/columns";
import { DateTime } from "../platform/graphql/scalars";
import { Provider } from "../providers/provider.entity";
import { ReversalReason } from "../rulings/ruling-enums";
import { Ruling } from "../rulings/ruling.entity";

export const RegisterEntryKind = { RULING: "RULING", RULING_FINAL: "RULING_FINAL", REVERSAL: "REVERSAL" } as const;
export type RegisterEntryKind = keyof typeof RegisterEntryKind;
registerEnumType(RegisterEntryKind, {
  name: "RegisterEntryKind",
  description: "What an entry of the public register says.",
  valuesConfig: {
    RULING: { description: "A ruling was issued. It may still be appealed." },
    RULING_FINAL: { description: "A ruling became final: it cannot be appealed any more." },
    REVERSAL: { description: "A ruling was taken back; see `corrects` and `because`." },
  },
});

/** Rows are only ever added: a mistake is corrected by a new entry that points back. */
@Entity("register_entry")
@Index(["at", "id"])
@Index(["kind", "at", "id"])
@Index(["providerId", "at", "id"])
@Index(["rulingId", "id"])
@Index(["correctsEntryId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "公示. One entry of the public register. Entries are never changed or removed; one that proved wrong is corrected by a later one.",
})
export class RegisterEntry {
  @Id()
  @Field(() => ID, { description: "`reg_…`" })
  id: string;

  @Code()
  @Field(() => RegisterEntryKind, { description: "What it says." })
  kind: RegisterEntryKind;

  @Ref(() => Ruling)
  rulingId: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => RegisterEntry, { nullable: true })
  correctsEntryId: string | null;

  @Code({ nullable: true })
  @Field(() => ReversalReason, { nullable: true, description: "Why the ruling was taken back; null for other kinds." })
  because: ReversalReason | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was entered." })
  at: number;
}
