import { useDeferredValue, useState, type ReactNode } from "react";
import { useRead } from "../../api/use-read";
import { Combobox } from "../../design/combobox";
import { useText } from "../../text/language";
import { FindListingsOfDocument, ListingTitleDocument } from "./decision.generated";
import { decisionText } from "./decision.text";

interface Props {
  providerId: string;
  /** Empty: none. */
  id: string;
  onChoose: (id: string) => void;
  error?: string | undefined;
}

/** One of the provider's listings, the newest first, found by its title. */
export function ListingPicker({ providerId, id, onChoose, error }: Props): ReactNode {
  const say = useText(decisionText);
  const [typed, setTyped] = useState("");
  const asked = useDeferredValue(typed.trim());
  const chosen = useRead(ListingTitleDocument, { id }, { pause: id === "" });
  const found = useRead(FindListingsOfDocument, { providerId, text: asked || null });
  return (
    <Combobox
      label={say("listing")}
      chosen={id === "" ? null : { name: chosen.data?.listing?.title ?? "" }}
      choices={(found.data?.providerListings.nodes ?? []).map((listing) => ({ id: listing.id, name: listing.title }))}
      onType={setTyped}
      onChoose={(choice) => onChoose(choice?.id ?? "")}
      error={error}
    />
  );
}
