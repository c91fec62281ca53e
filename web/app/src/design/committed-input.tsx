import { useState, type ComponentProps, type ReactNode } from "react";
import { TextInput } from "./field";

type Props = Pick<ComponentProps<typeof TextInput>, "label" | "labelHidden" | "placeholder" | "type"> & {
  value: string;
  onCommit: (value: string) => void;
  /** What is typed into; a plain input if not given. */
  input?: (props: ComponentProps<typeof TextInput>) => ReactNode;
};

/** Applied when the person has finished typing, not at each letter. */
export function CommittedInput({ value, onCommit, input: Input = TextInput, ...rest }: Props): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    if (typed !== null && typed.trim() !== value) onCommit(typed.trim());
    setTyped(null);
  };
  return (
    <Input
      {...rest}
      value={typed ?? value}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => key === "Enter" && commit()}
    />
  );
}
