import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Loading } from "./loading";
import { Refused } from "./refused";

/** The three states of anything that is read: loading, refused, loaded. */
export function Loaded<Data>({
  data,
  fetching,
  refusal,
  onAgain,
  lines,
  children,
}: {
  data: Data | null | undefined;
  fetching: boolean;
  refusal: Refusal | null;
  onAgain?: () => void;
  lines?: number;
  children: (data: Data) => ReactNode;
}): ReactNode {
  // The previous data stays while it is read again, also if that fails. That the server cannot be reached is said once, above the page.
  if (data !== null && data !== undefined) {
    return (
      <>
        <Refused refusal={refusal?.code === "UNREACHABLE" ? null : refusal} {...(onAgain && { onAgain })} />
        {children(data)}
      </>
    );
  }
  if (refusal) return <Refused refusal={refusal} {...(onAgain && { onAgain })} />;
  return fetching ? <Loading {...(lines !== undefined && { lines })} /> : null;
}
