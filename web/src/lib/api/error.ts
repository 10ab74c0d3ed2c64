import { CombinedError } from "@urql/core";

/**
 * The codes of the API, and two of ours: NETWORK when no answer came, OUTDATED when the server no longer knows the
 * documents of the page, because a newer version was installed while it was open.
 */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "INVALID"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "TOO_COMPLEX"
  | "UNAVAILABLE"
  | "INTERNAL"
  | "NETWORK"
  | "OUTDATED";

export type FieldRefusal = { path: string; code: string; message: string };
export type FieldConflict = {
  path: string;
  yours: string | null;
  theirs: string | null;
  changedBy: string | null;
  changedAt: string | null;
};

/** A refusal or failure as the pages see it. `message` comes from the server in the reader's language, or is empty. */
export type ApiError = {
  code: ErrorCode;
  message: string;
  fields: FieldRefusal[];
  conflicts: FieldConflict[];
  currentVersion: number | null;
  retryAfterSecs: number | null;
  requestId: string | null;
};

const codes = new Set<string>([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "INVALID",
  "CONFLICT",
  "RATE_LIMITED",
  "TOO_COMPLEX",
  "UNAVAILABLE",
  "INTERNAL",
]);

type Raw = { message: string; extensions?: Record<string, unknown> | undefined };

/** Reads the first error of an answer; an answer that never came is NETWORK. */
export function toApiError(error: CombinedError | Raw): ApiError {
  const raw: Raw | undefined = error instanceof CombinedError ? error.graphQLErrors[0] : error;
  if (raw === undefined) return { ...nothing, code: "NETWORK" };
  if (error instanceof CombinedError && isUnknownDocument(error)) return { ...nothing, code: "OUTDATED" };
  const extensions = raw.extensions ?? {};
  const code =
    typeof extensions.code === "string" && codes.has(extensions.code) ? extensions.code : "INTERNAL";
  const fields = Array.isArray(extensions.fields) ? (extensions.fields as Record<string, unknown>[]) : [];
  return {
    code: code as ErrorCode,
    message: code === "INTERNAL" ? "" : raw.message,
    fields: code === "INVALID" ? fields.map(toRefusal) : [],
    conflicts: code === "CONFLICT" ? fields.map(toConflict) : [],
    currentVersion: numberOrNull(extensions.currentVersion),
    retryAfterSecs: numberOrNull(extensions.retryAfterSecs),
    requestId: textOrNull(extensions.requestId),
  };
}

/** Whether trying the same again later may succeed. */
export function isPassing(error: ApiError): boolean {
  return error.code === "NETWORK" || error.code === "UNAVAILABLE" || error.code === "RATE_LIMITED";
}

/** Only the refusal of a whole document has the status 404; what is absent inside an answer comes with 200. */
function isUnknownDocument({ response }: CombinedError): boolean {
  return response instanceof Response && response.status === 404;
}

const nothing: ApiError = {
  code: "INTERNAL",
  message: "",
  fields: [],
  conflicts: [],
  currentVersion: null,
  retryAfterSecs: null,
  requestId: null,
};

/** What was sent did not reach the server, or its answer not this page. */
export const unreached: ApiError = { ...nothing, code: "NETWORK" };

/** The server says `input.roles.0.unitId` or the same as a list; forms know the part after `input`. */
function toPath(path: unknown): string {
  const parts = Array.isArray(path) ? path.map(String) : String(path ?? "").split(".");
  return (parts[0] === "input" ? parts.slice(1) : parts).join(".");
}

function toRefusal(field: Record<string, unknown>): FieldRefusal {
  return {
    path: toPath(field.path),
    code: String(field.code ?? ""),
    message: textOrNull(field.message) ?? "",
  };
}

function toConflict(field: Record<string, unknown>): FieldConflict {
  const by = field.changedBy;
  const name = typeof by === "object" && by !== null ? (by as Record<string, unknown>).displayName : by;
  return {
    path: toPath(field.path),
    yours: textOrNull(field.yours),
    theirs: textOrNull(field.theirs),
    changedBy: textOrNull(name),
    changedAt: textOrNull(field.changedAt),
  };
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function textOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
