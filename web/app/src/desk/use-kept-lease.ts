import { useEffect, useRef } from "react";
import { serverNow } from "../api/server-clock";
import { useAct } from "../api/use-act";
import { useNow } from "../design/time";
import type { DeskRowFragment } from "./desk.generated";
import { RenewLeaseDocument } from "./staff-panel.generated";

/** How long before its end a lease is renewed, and how long after the last input a person still counts as working. */
const EARLY_MS = 10 * 60_000;
const WORKING_MS = 10 * 60_000;

/** Renews the viewer's lease before it expires, as long as someone types, points or scrolls here. */
export function useKeptLease({ id, lease, deskActions }: Pick<DeskRowFragment, "id" | "lease" | "deskActions">): void {
  const { act } = useAct(RenewLeaseDocument);
  const now = useNow();
  const touched = useRef(serverNow());
  useEffect(() => {
    const touch = (): void => void (touched.current = serverNow());
    const events = ["keydown", "pointerdown", "wheel", "touchmove"] as const;
    events.forEach((event) => document.addEventListener(event, touch, { passive: true }));
    return () => events.forEach((event) => document.removeEventListener(event, touch));
  }, []);

  const token = lease?.token;
  const mayRenew = deskActions.some((each) => each.action === "RENEW" && !each.unavailableBecause);
  const ending = lease?.isMine === true && Date.parse(lease.expiresAt) - now < EARLY_MS;
  useEffect(() => {
    if (token === undefined || !mayRenew || !ending || now - touched.current > WORKING_MS) return;
    void act({ complaintId: id, leaseToken: token });
  }, [act, id, token, mayRenew, ending, now]);
}
