package io.seaworthy.benchmarks.token;

import java.security.GeneralSecurityException;

/** Who verifies a token. */
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
}
