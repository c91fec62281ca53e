import { OPEN_STATES } from "../src/case/turn";

/** An operation with its variables, as the page asks them. */
export type FirstRead = readonly [operation: string, variables?: Readonly<Record<string, unknown>>];

export interface FirstViewer {
  roles: readonly string[];
  memberships: readonly { provider: { id: string } }[];
}

export interface Place {
  /** The segments of the address that the route leaves open. */
  params: Readonly<Record<string, string>>;
  search: URLSearchParams;
  /** Null for a visitor. */
  viewer: FirstViewer | null;
}

/**
 * What a page asks first, by its route. It is asked again if the page asks with other variables in the end, so only what is certain from
 * the address and the viewer stands here.
 */
export const FIRST_READS: Readonly<Record<string, (place: Place) => readonly FirstRead[]>> = {
  "/": ({ viewer }) =>
    viewer ? [] : [["Home"], ["HomeMarket"], ["HomeFigures"], ["HouseTimes"], ["ListingCategories"]],
  "/search": ({ search }) => [
    ["ListingCategories"],
    ...plain(search, search.get("what") === "providers" ? "SearchProviders" : "SearchListings", {
      filter: {},
      sort: null,
      after: null,
    }),
  ],
  "/providers/:id": ({ params: { id } }) => [
    ["ProviderPage", { id }],
    ["ProviderOffers", { id, after: null }],
  ],
  "/listings/:id": ({ params: { id } }) => [
    ["Listing", { id }],
    ["ListingReviews", { id, after: null }],
  ],
  "/public-register": ({ search }) =>
    plain(search, "Register", { filter: { at: { from: null, to: null } }, asOf: null, after: null }),
  "/public-register/:entryId": ({ params: { entryId } }) => [["RegisterEntry", { id: entryId }]],
  "/guides": ({ search }) => plain(search, "Guides", { filter: { audience: null }, after: null }),
  "/guides/:id": ({ params: { id } }) => [["Guide", { id }]],
  "/rules/:code": ({ params: { code } }) => [["RuleHistory", { code }]],
  "/orders": ({ search }) => plain(search, "MyOrders", { after: null }),
  "/inbox": ({ search }) => plain(search, "Inbox", { after: null }),
  "/cases": ({ search }) => [
    ["MyFilingLimits"],
    ...plain(search, "MyCases", { filter: { side: "CONSUMER", statuses: null }, first: 20, after: null }),
  ],
  "/cases/:id": ({ params: { id }, viewer }) => [["Case", { id, staff: isStaff(viewer) }]],
  "/desk": ({ search }) => [
    ["QueueViews"],
    ["DeskChoices"],
    ...plain(search, "DeskQueue", { filter: {}, after: null }),
  ],
  // Whose only business it is comes to that one's page.
  "/business": ({ viewer }) => [["MyBusinesses"], ...(viewer?.memberships.length === 1 ? ofBusiness(viewer) : [])],
};

/** The pages that have a first look on a phone, see first-looks.ts. */
export const LOOKED = ["/cases/:id", "/cases", "/orders", "/desk"] as const;

/** As the page begins, without a filter or a later page of a list in its address. */
function plain(search: URLSearchParams, operation: string, variables: Readonly<Record<string, unknown>>): FirstRead[] {
  return [...search.keys()].every((key) => key === "what") ? [[operation, variables]] : [];
}

const ofBusiness = ({ memberships }: FirstViewer): FirstRead[] =>
  memberships.flatMap(({ provider: { id } }) => [
    ["Business", { id }],
    ["BusinessOverview", { id, open: OPEN_STATES }],
  ]);

/** Of whom the platform's staff is told more. */
const isStaff = (viewer: FirstViewer | null): boolean => viewer?.roles.some((role) => role !== "CONSUMER") ?? false;
