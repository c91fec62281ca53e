import { Field, ObjectType } from "type-graphql";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Listing } from "./listing.entity";

@ObjectType()
abstract class ListingPayload extends MutationPayload {
  @Field(() => Listing, { description: "The listing as it is now." })
  listing: Listing;
}

@ObjectType({ simpleResolvers: true, description: "What `createListing` returns." })
export class CreateListingPayload extends ListingPayload {}

@ObjectType({ simpleResolvers: true, description: "What `updateListing` returns." })
export class UpdateListingPayload extends ListingPayload {}

@ObjectType({ simpleResolvers: true, description: "What `setListingStatus` returns." })
export class SetListingStatusPayload extends ListingPayload {}
