import { useState, type ReactNode } from "react";
import type { TypedDocumentNode } from "urql";
import { present, useRead } from "../api/use-read";
import { Button } from "./button";
import { Loaded } from "./loaded";

/** What of a case came before a page that shows the newest: a button, and once it is pressed what is read. */
export function Earlier<Case>({
  caseId,
  pageInfo: { hasPreviousPage, startCursor },
  query,
  label,
  children,
}: {
  caseId: string;
  pageInfo: { hasPreviousPage: boolean; startCursor: string | null };
  query: TypedDocumentNode<{ complaint: Case | null }, { id: string; before: string }>;
  label: string;
  children: (complaint: NonNullable<Case>) => ReactNode;
}): ReactNode {
  const [open, setOpen] = useState(false);
  const read = present(useRead(query, { id: caseId, before: startCursor ?? "" }, { pause: !open }), "complaint");
  if (!hasPreviousPage) return null;
  return open ? (
    <Loaded {...read}>{({ complaint }) => children(complaint)}</Loaded>
  ) : (
    <Button onClick={() => setOpen(true)}>{label}</Button>
  );
}
