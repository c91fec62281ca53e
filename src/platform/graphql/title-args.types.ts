import { ArgsType } from "type-graphql";
import { TextField } from "./text-field";

@ArgsType()
export class TitleArgs {
  @TextField({
    max: 120,
    nullable: true,
    description: "Only those with this in their title; Latin capitals make no difference.",
  })
  text?: string | null;
}
