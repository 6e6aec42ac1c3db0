package io.seaworthy.kernel;

import io.seaworthy.kernel.http.HeaderSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a guard wants done to the response's headers: an immutable list of four kinds of edit.
 *
 * <ul>
 *   <li>{@code defaultTo}: present unless the application sets or adds that name. Of several defaults for one name the
 *       first guard's stands.
 *   <li>{@code append}: merged into a list field ({@code Vary}) without duplicates, never overwritten.
 *   <li>{@code enforce}: the value that leaves, whatever anyone else wrote.
 *   <li>{@code remove}: the field does not leave, whoever wrote it.
 * </ul>
 *
 * <p>Edits are written before the application runs, so that a container's error page carries them, and reconciled at
 * commit. Names and values are checked when they are built: no control characters, so no response splitting.
 */
public abstract sealed class HeaderEdits {

    private static final HeaderEdits NONE = new Builder(true).build();

    private enum Kind {
        DEFAULT,
        APPEND,
        ENFORCE,
        REMOVE
    }

    /** One edit; by itself all the edits of one request, which nearly every request has. */
    private static final class Edit extends HeaderEdits {

        private final Kind kind;
        private final String name;
        private final String value;

        Edit(Kind kind, String name, String value) {
            HeaderSyntax.requireName(name);
            HeaderSyntax.requireValue(name, value);
            this.kind = kind;
            this.name = name;
            this.value = value;
        }

        @Override
        int size() {
            return 1;
        }

        @Override
        Edit edit(int index) {
            return this;
        }

        @Override
        boolean isReusable() {
            return false;
        }
    }

    private static final class Several extends HeaderEdits {

        private final Edit[] edits;
        private final boolean reusable;

        Several(Edit[] edits, boolean reusable) {
            this.edits = edits;
            this.reusable = reusable;
        }

        @Override
        int size() {
            return edits.length;
        }

        @Override
        Edit edit(int index) {
            return edits[index];
        }

        @Override
        boolean isReusable() {
            return reusable;
        }
    }

    /** One more beside the others, so that a value which changes with each request copies no array. */
    private static final class OneMore extends HeaderEdits {

        private final HeaderEdits others;
        private final Edit last;

        OneMore(HeaderEdits others, Edit last) {
            this.others = others;
            this.last = last;
        }

        @Override
        int size() {
            return others.size() + 1;
        }

        @Override
        Edit edit(int index) {
            return index < others.size() ? others.edit(index) : last;
        }

        @Override
        boolean isReusable() {
            return false;
        }
    }

    private HeaderEdits() {}

    abstract int size();

    abstract Edit edit(int index);

    abstract boolean isReusable();

    /** No edits. */
    public static HeaderEdits none() {
        return NONE;
    }

    /** Edits that are built once and used for many requests; a chain remembers how they combine. */
    public static Builder builder() {
        return new Builder(true);
    }

    /** Edits made for one request, with a nonce for example; a chain does not remember them. */
    public static Builder forOneRequest() {
        return new Builder(false);
    }

    /** The value of one field for one request, whatever anyone else wrote; cheaper than a builder. */
    public static HeaderEdits enforceOnce(String name, String value) {
        return new Edit(Kind.ENFORCE, name, value);
    }

    /** These edits and one more append, for one request; cheaper than a builder where one value changes each time. */
    public final HeaderEdits append(String name, String value) {
        return new OneMore(this, new Edit(Kind.APPEND, name, value));
    }

    public final boolean isEmpty() {
        return size() == 0;
    }

    /** Writes the edits into a response that the application has not seen yet. */
    void write(ResponseHeaders headers) {
        for (int i = 0, size = size(); i < size; i++) {
            Edit edit = edit(i);
            switch (edit.kind) {
                case DEFAULT -> {
                    if (headers.first(edit.name) == null) {
                        headers.set(edit.name, edit.value);
                    }
                }
                case APPEND -> merge(headers, edit);
                case ENFORCE -> headers.set(edit.name, edit.value);
                case REMOVE -> drop(headers, edit);
            }
        }
    }

    /** Makes the edits hold in the response that is about to be committed. */
    void reconcile(ResponseHeaders headers, SecondWriters writers, ServerRequest request) {
        for (int i = 0, size = size(); i < size; i++) {
            Edit edit = edit(i);
            if (headers.isExactly(edit.name, edit.value)) {
                continue;
            }
            switch (edit.kind) {
                case DEFAULT -> giveWay(headers, edit);
                case APPEND -> merge(headers, edit);
                case ENFORCE -> {
                    findSecondWriter(headers, edit, writers, request);
                    headers.set(edit.name, edit.value);
                }
                case REMOVE -> drop(headers, edit);
            }
        }
    }

    private static void drop(ResponseHeaders headers, Edit edit) {
        if (headers.first(edit.name) != null) {
            headers.remove(edit.name);
        }
    }

    void findSecondWriters(ResponseHeaders headers, SecondWriters writers, ServerRequest request) {
        for (int i = 0, size = size(); i < size; i++) {
            Edit edit = edit(i);
            if (edit.kind == Kind.ENFORCE) {
                findSecondWriter(headers, edit, writers, request);
            }
        }
    }

    /** A field that is absent was dropped by a reset, not written by somebody else. */
    private static void findSecondWriter(
            ResponseHeaders headers, Edit edit, SecondWriters writers, ServerRequest request) {
        for (String value : headers.all(edit.name)) {
            if (!value.equals(edit.value)) {
                writers.found(edit.name, value, request);
            }
        }
    }

    boolean enforces(String name, String value) {
        for (int i = 0, size = size(); i < size; i++) {
            Edit edit = edit(i);
            if (edit.kind == Kind.ENFORCE && edit.value.equals(value) && edit.name.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** A default comes back after a {@code reset()} and goes when the application added a value of its own. */
    private static void giveWay(ResponseHeaders headers, Edit edit) {
        List<String> values = new ArrayList<>(headers.all(edit.name));
        if (values.isEmpty()) {
            headers.set(edit.name, edit.value);
        } else if (values.size() > 1 && values.remove(edit.value)) {
            headers.set(edit.name, values.get(0));
            for (String value : values.subList(1, values.size())) {
                headers.add(edit.name, value);
            }
        }
    }

    private static void merge(ResponseHeaders headers, Edit edit) {
        List<String> values = headers.all(edit.name);
        if (values.isEmpty()) {
            headers.set(edit.name, edit.value);
        } else if (edit.name.equalsIgnoreCase("Set-Cookie")) {
            // The one list field whose lines must never be joined (RFC 9110 section 5.3).
            if (!values.contains(edit.value)) {
                headers.add(edit.name, edit.value);
            }
        } else if (values.size() > 1 || !values.get(0).equals("*")) {
            String merged = String.join(", ", values);
            for (String element : edit.value.split(",", -1)) {
                if (!contains(merged, element.strip())) {
                    merged = merged + ", " + element.strip();
                }
            }
            if (!headers.isExactly(edit.name, merged)) {
                headers.set(edit.name, merged);
            }
        }
    }

    private static boolean contains(String list, String element) {
        for (String present : list.split(",", -1)) {
            if (present.strip().equalsIgnoreCase(element)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("HeaderEdits[");
        for (int i = 0, size = size(); i < size; i++) {
            Edit edit = edit(i);
            text.append(text.length() > 12 ? "; " : "")
                    .append(edit.kind.name().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(edit.name)
                    .append(edit.kind == Kind.REMOVE ? "" : ": ")
                    .append(edit.value);
        }
        return text.append(']').toString();
    }

    /** Collects edits; not thread-safe. */
    public static final class Builder {

        private final List<Edit> edits = new ArrayList<>();
        private final boolean reusable;

        private Builder(boolean reusable) {
            this.reusable = reusable;
        }

        /** A value that the application may override. */
        public Builder defaultTo(String name, String value) {
            return add(Kind.DEFAULT, name, value);
        }

        /** A value for a list field, merged with what others append. */
        public Builder append(String name, String value) {
            return add(Kind.APPEND, name, value);
        }

        /** A value that wins over every other writer. */
        public Builder enforce(String name, String value) {
            return add(Kind.ENFORCE, name, value);
        }

        /** A field that must not leave, such as one that an outer filter wrote before the guard refused. */
        public Builder remove(String name) {
            return add(Kind.REMOVE, name, "");
        }

        /** All edits of another, after these. */
        public Builder addAll(HeaderEdits others) {
            for (int i = 0; i < others.size(); i++) {
                edits.add(others.edit(i));
            }
            return this;
        }

        private Builder add(Kind kind, String name, String value) {
            edits.add(new Edit(kind, name, value));
            return this;
        }

        public HeaderEdits build() {
            return new Several(edits.toArray(Edit[]::new), reusable);
        }
    }
}
