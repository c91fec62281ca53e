import { Field, ID, InputType } from "type-graphql";
import { DossierReader } from "../../case/access-log/access-enums.types";
import { AccountLocale } from "../../accounts/actor/account-enums.types";
import { MutationInput } from "../../platform/graphql/idempotency";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import type { Locale } from "../../platform/identity/actor";

@InputType({ description: "Something to withhold in a dossier beyond what its reader may not see anyway." })
export class DossierRedactionInput {
  @Field(() => ID, {
    description:
      "A record of the case by its id, e.g. `msg_…`, `ofr_…`, `evd_…` or the case itself; or an event by `CaseEvent.id`. What events say about the record is withheld with it.",
  })
  id: string;

  @Field(() => [String], {
    nullable: true,
    description:
      "Only these fields of it, named as in `case.json`, at most 10, e.g. `text`; all of it when left out. Without its `sha256` a piece of evidence has no file in the dossier.",
  })
  @ListOf(1, 10)
  fields?: string[] | null;
}

@InputType({ description: "A dossier of a case." })
export class ExportDossierInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @Field(() => DossierReader, {
    description:
      "For whom. The consumer: CONSUMER, ASSOCIATION or COURT; the provider's members: PROVIDER; lead moderators and auditors: ASSOCIATION or COURT. Never more than the person asking may see.",
  })
  reader: DossierReader;

  @Field(() => AccountLocale, {
    nullable: true,
    description: "Language of the page to read; the viewer's when left out.",
  })
  locale?: Locale | null;

  @TextField({
    max: 500,
    nullable: true,
    description: "The reason, for the access log. Required of lead moderators and auditors.",
  })
  purpose?: string | null;

  @Field(() => [DossierRedactionInput], {
    defaultValue: [],
    description: "What else to withhold, at most 100 items. The dossier can still be verified.",
  })
  @ListOf(0, 100)
  redactions: DossierRedactionInput[];
}
