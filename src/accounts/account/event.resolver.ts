import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { LoggedEvent } from "../../platform/database/event.entity";
import type { Context } from "../../platform/graphql/context";
import { Reads } from "../../platform/graphql/reads";
import { displayNameOf } from "./display-name.queries";
import { Event } from "./event.types";

/** A field of every kind of event. */
@Resolver(() => Event)
export class EventResolver {
  @Reads<LoggedEvent>("actorId", "actorRole")
  @FieldResolver(() => String, {
    nullable: true,
    description: "The name of the API client that did it; null where a person or the platform did.",
  })
  clientName(@Ctx() ctx: Context, @Root() { clientId }: Event): Promise<string | null> {
    return displayNameOf(ctx, clientId);
  }
}
