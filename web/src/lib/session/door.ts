import { graphql } from "../../gql";

/** What the door opens with: shared by sign-in, refresh and the acceptance of an invitation. */
export const RefreshSession = graphql(`
  mutation RefreshSession($input: RefreshSessionInput!) {
    refreshSession(input: $input) { accessToken expiresAt viewer { account { id email displayName language } } }
  }
`);

export const SignIn = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) { accessToken expiresAt viewer { account { id email displayName language } } }
  }
`);

export const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) { accessToken expiresAt viewer { account { id email displayName language } } }
  }
`);

export const SignOut = graphql(`
  mutation SignOut($input: SignOutInput!) { signOut(input: $input) { signedOutAt } }
`);

export const SignOutEverywhere = graphql(`
  mutation SignOutEverywhere($input: SignOutInput!) { signOutEverywhere(input: $input) { signedOutAt } }
`);
