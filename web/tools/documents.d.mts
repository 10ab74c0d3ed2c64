export function documentsIn(code: string): { text: string; start: number; end: number }[];
export function operationName(text: string): string | undefined;
