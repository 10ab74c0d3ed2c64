import { MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { Provider } from "urql";
import { client } from "../lib/api/client";
import { useStore } from "../lib/store";
import { theme } from "../ui/theme/theme";
import { router } from "./router";
import { schemeManager } from "./scheme";
import "./texts";

/** The whole application: theme, client of the API, routes. No style element is written at run time. */
export function App() {
  const api = useStore(client);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateCssVariables={false}
    >
      <Provider value={api}>
        <RouterProvider router={router} />
      </Provider>
    </MantineProvider>
  );
}
