package io.seaworthy.examples.harbour.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The messages that a real service would send by mail; the newest hundred, in memory, for development. */
public final class Outbox {

    private static final int CAPACITY = 100;

    /** A message; the names are the contract's. */
    public record Message(String to, String kind, String token) {

        @Override
        public String toString() {
            return "Message[" + kind + "]";
        }
    }

    private final Deque<Message> messages = new ArrayDeque<>();

    public synchronized void send(Message message) {
        messages.addFirst(message);
        if (messages.size() > CAPACITY) {
            messages.removeLast();
        }
    }

    /** Newest first. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }
}
