import { useOutletContext } from "react-router";
import type { AnyVariables, TypedDocumentNode } from "urql";
import { useChanges } from "../api/use-changes";
import { useRead, type Read } from "../api/use-read";
import type { BusinessHeadFragment } from "./business.generated";

export interface Business {
  provider: BusinessHeadFragment;
  /** Increases with every event of the provider. */
  news: number;
}

/** Returns the provider whose pages these are. */
export const useBusiness = (): Business => useOutletContext<Business>();

/** Reads, and reads again after every event of the provider. */
export function useBusinessRead<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Read<Data> {
  const { news } = useBusiness();
  const read = useRead(query, variables);
  useChanges(news, read.onAgain);
  return read;
}
