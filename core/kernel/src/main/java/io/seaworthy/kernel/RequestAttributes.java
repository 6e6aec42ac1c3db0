package io.seaworthy.kernel;

import io.seaworthy.kernel.net.ClientAddress;

/** The attributes in which the building blocks meet without knowing each other. */
public final class RequestAttributes {

    /** The request's correlation id, set by the correlation guard; also the {@code request_id} of problems. */
    public static final Attribute<String> REQUEST_ID = Attribute.of("request.id", String.class);

    /** The 32 hex digits of the W3C trace id. */
    public static final Attribute<String> TRACE_ID = Attribute.of("trace.id", String.class);

    /** The client's address and the scheme it used, after trusted proxies. */
    public static final Attribute<ClientAddress> CLIENT_ADDRESS = Attribute.of("client.address", ClientAddress.class);

    /**
     * The host, and port, that the client asked for, where a trusted proxy reports another than {@code Host} says. Read it
     * by {@link io.seaworthy.kernel.net.EffectiveOrigin}.
     */
    public static final Attribute<String> EFFECTIVE_AUTHORITY = Attribute.of("effective.authority", String.class);

    /** Who calls; set by an authentication guard after the credentials were verified. */
    public static final Attribute<Principal> PRINCIPAL = Attribute.of("principal", Principal.class);

    /** The plan whose limits the caller has. */
    public static final Attribute<Plan> PLAN = Attribute.of("plan", Plan.class);

    /** The nonce of this response's content security policy, base64url. */
    public static final Attribute<String> CSP_NONCE = Attribute.of("csp.nonce", String.class);

    /** The template of the matched route ({@code /api/keys/{id}}); bounded, so fit for metric tags. */
    public static final Attribute<String> ROUTE = Attribute.of("route", String.class);

    /** How many bytes of body the handler may read. */
    public static final Attribute<BodyLimit> BODY_LIMIT = Attribute.of("body.limit", BodyLimit.class);

    private RequestAttributes() {}
}
