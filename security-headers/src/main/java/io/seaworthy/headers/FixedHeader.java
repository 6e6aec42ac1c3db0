package io.seaworthy.headers;

/** Headers that have one sensible value. */
enum FixedHeader implements HeaderValue {
    /** Browsers believe the declared content type (Fetch standard section 3.6). */
    CONTENT_TYPE_OPTIONS("X-Content-Type-Options", "nosniff"),
    /** The origin gets an agent cluster, and so a process, of its own (HTML standard section 7.1.2). */
    ORIGIN_AGENT_CLUSTER("Origin-Agent-Cluster", "?1"),
    /** No document reader may load data across domains by a policy file found on this site. */
    PERMITTED_CROSS_DOMAIN_POLICIES("X-Permitted-Cross-Domain-Policies", "none"),
    /** Links are not resolved before they are followed: host names would leak what a page links to. */
    DNS_PREFETCH_OFF("X-DNS-Prefetch-Control", "off"),
    /** Switches the long-gone filter of old browsers off, which could be abused to leak. */
    XSS_FILTER_OFF("X-XSS-Protection", "0"),
    /** Neither browsers nor proxies keep the answer (RFC 9111 section 5.2.2.5). */
    NO_STORE("Cache-Control", "no-store"),
    /** A file to be saved, not a page to be shown. */
    ATTACHMENT("Content-Disposition", "attachment");

    private final String field;
    private final String value;

    FixedHeader(String field, String value) {
        this.field = field;
        this.value = value;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public String value() {
        return value;
    }
}
