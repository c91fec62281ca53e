import type { ChangeEvent, ReactNode, RefObject } from "react";

interface Props {
  label: string;
  chooser: RefObject<HTMLInputElement | null>;
  /** With the phone's camera. */
  camera?: boolean;
  onFiles: (files: File[]) => void;
}

/** Opened by a button that says what it is for. The same file may be chosen again. */
export function FileInput({ label, chooser, camera = false, onFiles }: Props): ReactNode {
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    onFiles([...(target.files ?? [])]);
    target.value = "";
  };
  return (
    <input
      ref={chooser}
      type="file"
      hidden
      aria-label={label}
      onChange={take}
      {...(camera ? { accept: "image/*", capture: "environment" } : { multiple: true })}
    />
  );
}
