import { Field, ID, InterfaceType } from "type-graphql";

@InterfaceType({
  description:
    "Something with an id of its own that can be read again by it: see `node`. The part of the id before `_` says what it is, e.g. `ord_…` an order.",
})
export abstract class Node {
  @Field(() => ID, { description: "Its id, unique across all types." })
  id: string;
}
