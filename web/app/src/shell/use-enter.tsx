import { useEffect, useRef, useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { Refusal, type SecondStep } from "../api/refusal";
import type { Keep } from "../api/redress";
import { SecondStepForm } from "./second-step-form";

export const MAKING_READY = "signIn.marketFilling";
const AGAIN_MS = 2_000;

interface Entering {
  keep: Keep;
  /** The page that is shown then. */
  next: string;
  /** Something is awaited from the beginning. */
  startsBusy?: boolean;
}

/** Signs in. `secondStep` takes the place of what is shown while the password was not enough. */
export function useEnter({ keep, next, startsBusy = false }: Entering) {
  const navigate = useNavigate();
  const [step, setStep] = useState<SecondStep | null>(null);
  const [busy, setBusy] = useState(startsBusy);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(again.current), []);

  async function enter(
    open: () => Promise<void>,
    go: (to: string) => unknown = (to) => navigate(to, { replace: true }),
  ): Promise<void> {
    setBusy(true);
    try {
      await open();
      await go(next);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error.secondStep ? null : error);
      // The demo is being made ready: whoever pressed need not press again.
      if (error.reason === MAKING_READY) return void (again.current = setTimeout(() => void enter(open), AGAIN_MS));
      setBusy(false);
      if (error.secondStep) setStep(error.secondStep);
    }
  }

  const secondStep: ReactNode = step && (
    <SecondStepForm
      step={step}
      busy={busy}
      refusal={refusal}
      onEnter={(open) => void enter(() => open(keep))}
      onBack={() => {
        setStep(null);
        setRefusal(null);
      }}
    />
  );
  return { enter, busy, refusal, secondStep };
}
