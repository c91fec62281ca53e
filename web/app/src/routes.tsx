import type { RouteObject } from "react-router";
import { routes as account } from "./account/routes";
import { routes as accounts } from "./accounts/routes";
import { routes as apiClients } from "./clients/routes";
import { routes as audit } from "./audit/routes";
import { routes as business } from "./business/routes";
import { routes as cases } from "./case/routes";
import { BesideQueue } from "./desk/beside-queue";
import { routes as desk } from "./desk/routes";
import { routes as finance } from "./finance/routes";
import { routes as guideEditor } from "./guide-editor/routes";
import { routes as guides } from "./guides/routes";
import { routes as houseRules } from "./house-rules/routes";
import { routes as inbox } from "./inbox/routes";
import { routes as inspections } from "./inspections/routes";
import { routes as lead } from "./lead/routes";
import { routes as market } from "./market/routes";
import { routes as orders } from "./orders/routes";
import { routes as platformPromises } from "./platform-promises/routes";
import { routes as publicFigures } from "./public-figures/routes";
import { routes as register } from "./register/routes";
import { routes as ruleDrafts } from "./rule-drafts/routes";
import { routes as rules } from "./rules/routes";
import { Loading } from "./design/loading";
import { Shell } from "./shell/shell";
import { Failed, NotFound, SignedIn } from "./shell/wrong-page";
import { routes as statistics } from "./statistics/routes";
import { routes as training } from "./training/routes";
import { routes as vetting } from "./vetting/routes";

/** Each room names its own pages; a page is loaded when it is visited. */
export const routes: RouteObject[] = [
  {
    element: <Shell />,
    hydrateFallbackElement: <Loading />,
    children: [
      {
        errorElement: <Failed />,
        children: [
          { path: "/sign-in", lazy: () => import("./shell/sign-in.page") },
          { path: "/welcome", lazy: () => import("./shell/welcome.page") },
          { path: "/password-forgotten", lazy: () => import("./shell/forgotten.page") },
          { path: "/sign-up", lazy: () => import("./shell/sign-up.page") },
          ...market,
          ...register,
          ...guides,
          ...rules,
          ...houseRules,
          ...publicFigures,
          {
            element: <SignedIn />,
            children: [
              ...orders,
              { element: <BesideQueue />, children: [...cases, ...desk] },
              ...business,
              ...inbox,
              ...lead,
              ...inspections,
              ...vetting,
              ...finance,
              ...training,
              ...guideEditor,
              ...platformPromises,
              ...ruleDrafts,
              ...statistics,
              ...audit,
              ...account,
              ...accounts,
              ...apiClients,
            ],
          },
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
];
