import type { ReactNode } from "react";
import { Navigate } from "react-router";
import { later } from "../design/later";
import { startOf } from "../shell/navigation";
import { useViewer } from "../shell/viewer";

const Home = later(async () => ({ default: (await import("./home.page")).HomePage }));

/** Visitors find the first page here; who is signed in has work, and is not sent the first page before it. */
export function Start(): ReactNode {
  const viewer = useViewer();
  return viewer ? <Navigate to={startOf(viewer)} replace /> : <Home />;
}
