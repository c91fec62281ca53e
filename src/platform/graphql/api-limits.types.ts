import { Field, Int, ObjectType } from "type-graphql";

const points = "A field costs 1 point and what is below it; a list costs that times its `first` or `last`.";

/** What the server refuses more of. Of `Limits`, what a client can do something about. */
@ObjectType({
  simpleResolvers: true,
  description:
    "How much may be asked for. What is over a limit of one request is refused with QUERY_TOO_COMPLEX, which names the limit as `extensions.limit`; a budget that is used up with RATE_LIMITED and `extensions.retryAfter` (seconds). Send the header `X-Request-Cost: true` to learn in the answer's headers what a request has cost (`X-Request-Cost`) and what is left (`RateLimit-Limit`, `RateLimit-Remaining`, `RateLimit-Reset`).",
})
export class ApiLimits {
  @Field(() => Int, { description: `Points that one query or mutation may cost. ${points}` })
  cost: number;

  @Field(() => Int, {
    description: "Points that one subscription's selection may cost: it is read again for each update.",
  })
  subscriptionCost: number;

  @Field(() => Int, {
    description:
      "Points a minute that one account, or one API client, may spend over all its sessions, keys and transports.",
  })
  budgetPerPerson: number;

  @Field(() => Int, { description: "Points a minute that all visitors from one address may spend together." })
  budgetPerAddress: number;

  @Field(() => Int, { description: "How many levels of fields a query or mutation may have." })
  depth: number;

  @Field(() => Int, { description: "How many levels of fields a subscription may have." })
  subscriptionDepth: number;

  @Field(() => Int, { description: "How many levels of fields introspection may have." })
  introspectionDepth: number;

  @Field(() => Int, { description: "How many fields may be given another name (alias) in one operation." })
  aliases: number;

  @Field(() => Int, { description: "How many fields one operation may have at its root." })
  rootFields: number;

  @Field(() => Int, { description: "How many directives one operation may have." })
  directives: number;

  @Field(() => Int, { description: "How often one name may be selected within one object." })
  duplicates: number;

  @Field(() => Int, { description: "How many selections one document may have, fragments written out." })
  tokens: number;

  @Field(() => Int, {
    description:
      "The size of a request's body, in bytes; a longer one is refused LIMIT_REACHED, reason `body.tooLong`, HTTP 413.",
  })
  bodyBytes: number;

  @Field(() => Int, { description: "The size of one message on a websocket, in bytes." })
  socketMessageBytes: number;

  @Field(() => Int, { description: "How many operations may be open on one websocket at a time." })
  operationsPerSocket: number;

  @Field(() => Int, { description: "How many messages a websocket may send at once." })
  socketMessagesAtOnce: number;

  @Field(() => Int, { description: "How many messages a second a websocket may send on average." })
  socketMessagesPerSecond: number;

  @Field(() => Int, { description: "How many websockets and event streams one account may have open." })
  socketsPerPerson: number;

  @Field(() => Int, { description: "How many websockets and event streams may be open from one address." })
  socketsPerAddress: number;
}
