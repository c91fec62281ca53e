import { useId, useState, type ComponentProps, type ReactNode } from "react";
import { useRead } from "../api/use-read";
import { TextInput } from "../design/field";
import { isUsual, useCategory } from "../text/categories";
import { ListingCategoriesDocument } from "./categories.generated";

/** A category, with suggestions of those that have listings; they are read when the input gets the focus. */
export function CategoryInput(props: ComponentProps<typeof TextInput>): ReactNode {
  const id = useId();
  const categoryOf = useCategory();
  const [choosing, setChoosing] = useState(false);
  const { data } = useRead(ListingCategoriesDocument, {}, { pause: !choosing });
  return (
    <>
      <TextInput {...props} list={id} onFocus={() => setChoosing(true)} />
      <datalist id={id}>
        {data?.listingCategories.map((category) => (
          <option key={category} value={category} label={isUsual(category) ? categoryOf(category) : undefined} />
        ))}
      </datalist>
    </>
  );
}
