package io.seaworthy.benchmarks;

import io.seaworthy.kernel.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Requests as a browser sends them, each from the next of a few addresses, so that no address reaches its limit. */
public final class BrowserRequests {

    private static final int ADDRESSES = 32;
    private static final String[] EVERY_REQUEST = {
        "Host", "localhost:8080",
        "Connection", "keep-alive",
        "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
        "Accept", "*/*",
        "Accept-Language", "en-GB,en;q=0.7,de;q=0.3",
        "Accept-Encoding", "gzip, deflate, br, zstd"
    };

    private final IpAddress[] peers = new IpAddress[ADDRESSES];
    private int next;

    public BrowserRequests() {
        for (int i = 0; i < peers.length; i++) {
            // 198.51.100.0/24 is for documentation (RFC 5737).
            peers[i] = IpAddress.ofBits(0, 0xffff_c633_6400L + i);
        }
    }

    /** The fields of every request and these. */
    public static ArrayFields fields(String... namesAndValues) {
        List<String> all = new ArrayList<>(List.of(EVERY_REQUEST));
        all.addAll(List.of(namesAndValues));
        return ArrayFields.of(all.toArray(String[]::new));
    }

    public ArrayRequest next(String method, String path, ArrayFields fields) {
        return new ArrayRequest(method, path, peers[next++ & ADDRESSES - 1], fields);
    }
}
