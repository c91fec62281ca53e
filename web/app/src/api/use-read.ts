import { useCallback } from "react";
import { useQuery, type AnyVariables, type TypedDocumentNode } from "urql";
import { refusalOf, type Refusal } from "./refusal";

export interface Read<Data> {
  data: Data | undefined;
  fetching: boolean;
  refusal: Refusal | null;
  /** Stays the same function while the query and its variables do. */
  onAgain: () => void;
}

/** Reads once; also shows what other responses and live updates bring of the same objects. Spread it into `Loaded`. */
export function useRead<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false }: { pause?: boolean } = {},
): Read<Data> {
  const [{ data, fetching, error }, execute] = useQuery({ query, variables, pause });
  return {
    data,
    fetching,
    refusal: refusalOf(error),
    onAgain: useCallback(() => execute({ requestPolicy: "network-only" }), [execute]),
  };
}
