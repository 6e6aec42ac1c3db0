package io.seaworthy.benchmarks.token;

import java.security.GeneralSecurityException;

/** Who verifies a token or issues one. */
public enum TokenPeer {
    SEAWORTHY,
    JJWT,
    NIMBUS,
    AUTH0,
    FUSIONAUTH,
    JOSE4J,
    VERTX,
    /** The signature alone. */
    FLOOR;

    TokenVerifier verifier(TokenMaterial material) throws GeneralSecurityException {
        return switch (this) {
            case SEAWORTHY -> TokenVerifiers.seaworthy(material);
            case JJWT -> TokenVerifiers.jjwt(material);
            case NIMBUS -> NimbusVerifiers.of(material);
            case AUTH0 -> TokenVerifiers.auth0(material);
            case FUSIONAUTH -> TokenVerifiers.fusionauth(material);
            case JOSE4J -> TokenVerifiers.jose4j(material);
            case VERTX -> TokenVerifiers.vertx(material);
            case FLOOR -> BareJca.verifier(material);
        };
    }

    TokenIssuer issuer(TokenMaterial material) throws Exception {
        return switch (this) {
            case SEAWORTHY -> TokenIssuers.seaworthy(material);
            case JJWT -> TokenIssuers.jjwt(material);
            case NIMBUS -> TokenIssuers.nimbus(material);
            case AUTH0 -> TokenIssuers.auth0(material);
            case FUSIONAUTH -> TokenIssuers.fusionauth(material);
            case JOSE4J -> TokenIssuers.jose4j(material);
            case VERTX -> TokenIssuers.vertx(material);
            case FLOOR -> TokenIssuers.floor(material);
        };
    }
}
