import { useId, type ReactNode } from "react";
import { useInvalid } from "../../design/say-invalid";
import { useText } from "../../text/language";
import { actText } from "./act.text";

/** A rating from one to five. */
export function Stars({
  legend,
  stars,
  onStars,
}: {
  legend: string;
  stars: number | null;
  onStars: (stars: number) => void;
}): ReactNode {
  const say = useText(actText);
  const name = useId();
  const { invalid, wiring } = useInvalid();
  return (
    <fieldset {...wiring} className="field">
      <legend>{legend}</legend>
      <div className="row">
        {[1, 2, 3, 4, 5].map((count) => (
          <label key={count} className="choice">
            <input
              type="radio"
              name={name}
              required
              value={count}
              checked={stars === count}
              onChange={() => onStars(count)}
            />
            <span aria-hidden="true">{"★".repeat(count)}</span>
            <span className="visually-hidden">{say("stars", { count })}</span>
          </label>
        ))}
      </div>
      {invalid && (
        <span className="error" role="alert">
          {invalid}
        </span>
      )}
    </fieldset>
  );
}
