import { registerEnumType } from "type-graphql";

export const ListingStatus = { DRAFT: "DRAFT", LISTED: "LISTED", FROZEN: "FROZEN", DELISTED: "DELISTED" } as const;
export type ListingStatus = keyof typeof ListingStatus;

registerEnumType(ListingStatus, {
  name: "ListingStatus",
  description: "Whether a listing is shown and can be ordered.",
  valuesConfig: {
    DRAFT: { description: "Being written; only the provider's members and platform staff see it." },
    LISTED: { description: "Public and open to orders." },
    FROZEN: {
      description:
        "Public, but a penalty forbids ordering it for a time. Begins and ends by itself; never set by hand.",
    },
    DELISTED: {
      description: "Taken down by the provider: out of every list, not to be ordered, still readable by its id.",
    },
  },
});

/** What a provider may choose; DRAFT and FROZEN are not chosen. */
export const ListingVisibility = { LISTED: "LISTED", DELISTED: "DELISTED" } as const;
export type ListingVisibility = keyof typeof ListingVisibility;

registerEnumType(ListingVisibility, {
  name: "ListingVisibility",
  description: "What a provider can choose for a listing.",
  valuesConfig: {
    LISTED: { description: "Publish a draft, or put a delisted listing back." },
    DELISTED: { description: "Take a listed one down. Orders already placed are not touched." },
  },
});
