import { defineEnum } from "../../platform/graphql/enum";

export const ListingStatus = defineEnum("ListingStatus", "Whether a listing is shown and can be ordered.", {
  DRAFT: "Being written; only the provider's members and platform staff see it.",
  LISTED: "Public and open to orders.",
  FROZEN: "Public, but a penalty forbids ordering it for a time. Begins and ends automatically; never set by hand.",
  PAUSED:
    "Public, but no new orders are taken for now. Nothing is decided against the provider. Begins and ends automatically; never set by hand.",
  DELISTED: "Taken down by the provider: not in any list, cannot be ordered, still readable by its id.",
});
export type ListingStatus = keyof typeof ListingStatus;

/** What a provider may choose; DRAFT and FROZEN are not chosen. */
export const ListingVisibility = defineEnum("ListingVisibility", "What a provider can choose for a listing.", {
  LISTED: "Publish a draft, or put a delisted listing back.",
  DELISTED: "Take a listed one down. Orders already placed are not affected.",
});
export type ListingVisibility = keyof typeof ListingVisibility;
