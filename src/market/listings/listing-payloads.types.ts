import { Field, ObjectType } from "type-graphql";
import { MutationPayload } from "../../platform/graphql/idempotency";
import { Listing } from "./listing.entity";

@ObjectType()
abstract class ListingPayload extends MutationPayload {
  @Field(() => Listing, { description: "The listing as it is now." })
  listing: Listing;
}

@ObjectType({ simpleResolvers: true, description: "What `createListing` gives back." })
export class CreateListingPayload extends ListingPayload {}

@ObjectType({ simpleResolvers: true, description: "What `updateListing` gives back." })
export class UpdateListingPayload extends ListingPayload {}

@ObjectType({ simpleResolvers: true, description: "What `setListingStatus` gives back." })
export class SetListingStatusPayload extends ListingPayload {}
