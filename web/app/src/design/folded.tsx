import { useState, type ReactNode } from "react";

interface Props {
  summary: ReactNode;
  /** There is something in it to be seen: what was typed, or what is wrong with it. */
  open?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** What few need. Once open it stays so until the person closes it, and it opens where an input keeps a form from being sent. */
export function Folded({ summary, open = false, className, children }: Props): ReactNode {
  const [unfolded, setUnfolded] = useState(open);
  const [wanted, setWanted] = useState(open);
  if (open !== wanted) {
    setWanted(open);
    if (open) setUnfolded(true);
  }
  return (
    <details
      className={className}
      open={unfolded}
      onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
      onInvalidCapture={() => setUnfolded(true)}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
