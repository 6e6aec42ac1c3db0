package io.seaworthy.benchmarks.token;

/** Makes a token with issuer, audience, subject, client, session, two roles, an id, and its time of issue and expiry. */
interface TokenIssuer {

    String issue() throws Exception;
}
