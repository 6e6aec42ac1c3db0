package io.seaworthy.headers.cors;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the patterns that fit an origin, by its host from the end: a radix tree over reversed hosts. A lookup costs a
 * step per character of the host, however many patterns there are, and allocates nothing. It compares the host and then
 * scheme and port; whether the text is an origin at all is for the caller to see to. Immutable once built, thread-safe.
 */
final class OriginTree {

    private static final class Node {

        /** What leads here, read backwards from the parent: the tail of the host comes first. */
        private String edge;

        private List<Node> children = new ArrayList<>(0);

        /** The patterns whose host, or whose {@code .host}, ends here. */
        private List<OriginPattern> here = new ArrayList<>(0);

        Node(String edge) {
            this.edge = edge;
        }

        @Nullable
        Node child(char first) {
            int low = 0;
            int high = children.size() - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = children.get(middle).edge.charAt(0) - first;
                if (order == 0) {
                    return children.get(middle);
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return null;
        }

        void add(Node child) {
            int at = 0;
            while (at < children.size() && children.get(at).edge.charAt(0) < child.edge.charAt(0)) {
                at++;
            }
            children.add(at, child);
        }

        /** Makes the first part of the edge a node of its own. */
        void splitAt(int length) {
            Node tail = new Node(edge.substring(length));
            tail.children = children;
            tail.here = here;
            edge = edge.substring(0, length);
            children = new ArrayList<>(List.of(tail));
            here = new ArrayList<>(1);
        }
    }

    private final Node root = new Node("");

    OriginTree(Iterable<OriginPattern> patterns) {
        for (OriginPattern pattern : patterns) {
            String host = (pattern.anySubdomain() ? "." : "") + pattern.base().host();
            insert(new StringBuilder(host).reverse().toString(), pattern);
        }
    }

    private void insert(String key, OriginPattern pattern) {
        Node node = root;
        int at = 0;
        while (at < key.length()) {
            Node child = node.child(key.charAt(at));
            if (child == null) {
                child = new Node(key.substring(at));
                node.add(child);
            }
            int common = 0;
            while (common < child.edge.length()
                    && at + common < key.length()
                    && child.edge.charAt(common) == key.charAt(at + common)) {
                common++;
            }
            if (common < child.edge.length()) {
                child.splitAt(common);
            }
            at += common;
            node = child;
        }
        node.here.add(pattern);
    }

    /** Whether a pattern fits the text, provided that the text is an origin. */
    boolean matches(String origin) {
        int mark = origin.indexOf("://");
        if (mark <= 0) {
            return false;
        }
        int from = mark + 3;
        int colon = portColon(origin, from);
        int to = colon < 0 ? origin.length() : colon;
        Node node = root;
        int at = to;
        while (true) {
            if (fits(node, origin, mark, from, at, colon)) {
                return true;
            }
            Node next = at > from ? node.child(origin.charAt(at - 1)) : null;
            if (next == null || !leadsOn(next.edge, origin, from, at)) {
                return false;
            }
            at -= next.edge.length();
            node = next;
        }
    }

    private static boolean leadsOn(String edge, String origin, int from, int at) {
        if (at - from < edge.length()) {
            return false;
        }
        for (int i = 0; i < edge.length(); i++) {
            if (edge.charAt(i) != origin.charAt(at - 1 - i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Node node, String origin, int mark, int from, int at, int colon) {
        for (int i = 0; i < node.here.size(); i++) {
            OriginPattern pattern = node.here.get(i);
            boolean whole = pattern.anySubdomain() ? at > from : at == from;
            if (whole && isScheme(pattern, origin, mark) && (pattern.anyPort() || isPort(pattern, origin, colon))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isScheme(OriginPattern pattern, String origin, int mark) {
        String scheme = pattern.base().scheme();
        return scheme.length() == mark && origin.startsWith(scheme);
    }

    private static boolean isPort(OriginPattern pattern, String origin, int colon) {
        int wanted = pattern.base().port();
        if (colon < 0 || wanted < 0) {
            return colon < 0 && wanted < 0;
        }
        int port = 0;
        for (int i = colon + 1; i < origin.length() && port <= 65_535; i++) {
            port = port * 10 + origin.charAt(i) - '0';
        }
        return port == wanted;
    }

    /** The colon before the port, or -1; an IPv6 address has colons of its own. */
    private static int portColon(String origin, int from) {
        int start = from < origin.length() && origin.charAt(from) == '[' ? origin.indexOf(']', from) : from;
        return start < 0 ? -1 : origin.indexOf(':', start);
    }
}
