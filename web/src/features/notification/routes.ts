import type { FeatureRoutes, Parents } from "../../lib/routing/feature";
import { pageRoute } from "../../lib/routing/pageRoute";
import "./texts";

/** What people are told, their calendar, and what institutions decide about reminders. */
export function notificationRoutes({ personal, tenant }: Parents): FeatureRoutes {
  return {
    personal: [
      pageRoute({
        parent: personal,
        path: "notifications",
        texts: "notification",
        load: () => import("./centre/NotificationsPage"),
        component: "NotificationsPage",
      }),
      pageRoute({
        parent: personal,
        path: "calendar",
        texts: "notification",
        load: () => import("./calendar/CalendarPage"),
        component: "CalendarPage",
      }),
    ],
    tenant: [
      pageRoute({
        parent: tenant,
        path: "admin/reminders",
        texts: ["notification", "tenancy"],
        load: () => import("./admin/RemindersPage"),
        component: "RemindersPage",
      }),
    ],
  };
}
