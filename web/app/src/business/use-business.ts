import { useOutletContext } from "react-router";
import type { AnyVariables, TypedDocumentNode } from "urql";
import { useChanges } from "../api/use-changes";
import { useRead, type Read } from "../api/use-read";
import type { BusinessHeadFragment } from "./business.generated";

export interface Business {
  provider: BusinessHeadFragment;
  /** Grows with everything that happens to the provider. */
  news: number;
}

/** The provider whose pages these are. */
export const useBusiness = (): Business => useOutletContext<Business>();

/** Reads, and reads again whenever something has happened to the provider. */
export function useBusinessRead<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Read<Data> {
  const { news } = useBusiness();
  const read = useRead(query, variables);
  useChanges(news, read.onAgain);
  return read;
}
