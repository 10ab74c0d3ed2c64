import { type APIRequestContext, expect } from "@playwright/test";
import { address, password } from "./product.ts";

/** Asks the API as one person: for what a journey needs to stand ready before it begins. */
export class Api {
  private readonly request: APIRequestContext;
  private readonly at: string;
  private readonly token: string;

  private constructor(request: APIRequestContext, at: string, token: string) {
    this.request = request;
    this.at = at;
    this.token = token;
  }

  /** Signs in; a browser that shares the cookies of `request` is then signed in as well. */
  static async signedIn(request: APIRequestContext, email: string, at = address): Promise<Api> {
    const { signIn } = await post<{ signIn: { accessToken: string } }>(
      request,
      at,
      "mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }",
      { input: { email, password } },
    );
    return new Api(request, at, signIn.accessToken);
  }

  /** The answer's data; a refusal ends the journey. */
  ask<Data>(query: string, variables: object = {}): Promise<Data> {
    return post(this.request, this.at, query, variables, { authorization: `Bearer ${this.token}` });
  }

  /** Sends a mutation with its one input. */
  async change<Data>(name: string, input: object, fields: string, type = inputOf(name)): Promise<Data> {
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
    return (await this.ask<Record<string, Data>>(query, { input }))[name] as Data;
  }
}

async function post<Data>(
  request: APIRequestContext,
  at: string,
  query: string,
  variables: object,
  headers: Record<string, string> = {},
): Promise<Data> {
  const response = await request.post(`${at}/graphql`, {
    headers: { accept: "application/graphql-response+json", "x-calitas-client": "journeys", ...headers },
    data: { query, variables },
  });
  const answer = (await response.json()) as { data?: Data; errors?: unknown };
  expect(answer.errors, `the API refused: ${query}`).toBeUndefined();
  return answer.data as Data;
}

function inputOf(mutation: string): string {
  return `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input`;
}
