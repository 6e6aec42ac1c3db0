package io.seaworthy.protection;

import io.seaworthy.kernel.config.Faults;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The end of an audit file as a start finds it: its last entries, verified, and what a kill left behind them. */
final class AuditTail {

    /** A start must not read gigabytes; the whole file is the verifier's business. */
    static final int WINDOW = 1 << 20;

    private final List<AuditEntry> entries = new ArrayList<>();
    private AuditHead head = AuditHead.NONE;
    private long wholeLength;
    private int torn;

    private AuditTail() {}

    /** Reads the tail; a tail that is no end of a chain is a fault, because appending would hide the break. */
    static AuditTail read(RandomAccessFile file, AuditKeys keys, Faults faults) throws IOException {
        AuditTail tail = new AuditTail();
        long length = file.length();
        long from = Math.max(0, length - WINDOW);
        byte[] window = new byte[(int) (length - from)];
        file.seek(from);
        file.readFully(window);
        int end = lastLineFeed(window) + 1;
        tail.torn = window.length - end;
        tail.wholeLength = length - tail.torn;
        if (tail.torn > AuditLine.MAX_BYTES) {
            faults.add("file", null, "not_an_audit_file", "a file that a trail wrote");
            return tail;
        }
        int at = 0;
        AuditChain chain = AuditChain.fromStart(keys);
        if (from > 0) {
            // The window begins somewhere inside a line.
            at = firstLineFeed(window) + 1;
            chain = AuditChain.fromMiddle(keys);
        }
        while (at < end) {
            int feed = at;
            while (window[feed] != '\n') {
                feed++;
            }
            AuditBreak broken = chain.next(Arrays.copyOfRange(window, at, feed));
            AuditEntry entry = chain.last();
            if (broken != null || entry == null) {
                faults.add(
                        "file",
                        null,
                        "broken_chain",
                        "an unbroken chain; after entry " + chain.head().sequence() + " comes one that is " + broken);
                return tail;
            }
            tail.entries.add(entry);
            at = feed + 1;
        }
        tail.head = chain.head();
        return tail;
    }

    private static int lastLineFeed(byte[] window) {
        int at = window.length - 1;
        while (at >= 0 && window[at] != '\n') {
            at--;
        }
        return at;
    }

    private static int firstLineFeed(byte[] window) {
        int at = 0;
        while (at < window.length - 1 && window[at] != '\n') {
            at++;
        }
        return at;
    }

    List<AuditEntry> entries() {
        return entries;
    }

    AuditHead head() {
        return head;
    }

    /** The length of the file up to its last whole line. */
    long wholeLength() {
        return wholeLength;
    }

    int torn() {
        return torn;
    }
}
