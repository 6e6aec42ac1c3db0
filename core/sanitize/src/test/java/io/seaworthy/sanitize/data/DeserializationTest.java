package io.seaworthy.sanitize.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.seaworthy.kernel.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeserializationTest {

    record Order(String name, int count, Long total, long[] parts) implements Serializable {}

    private static Object read(Object value, ObjectInputFilter filter) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            in.setObjectInputFilter(filter);
            return in.readObject();
        }
    }

    @Test
    void denyAll_letsNothingIn() {
        for (Object value : new Object[] {new ArrayList<>(), 1, new Order("a", 1, 2L, new long[1]), new int[2]}) {
            assertThatThrownBy(() -> read(value, Deserialization.denyAll())).isInstanceOf(InvalidClassException.class);
        }
    }

    @Test
    void namedClass_isReadAndNoOther() throws Exception {
        ObjectInputFilter filter = Deserialization.allowing(Order.class);

        assertThat(((Order) read(new Order("a", 1, 2L, new long[] {3}), filter)).name())
                .isEqualTo("a");
        assertThat((Order[]) read(new Order[] {new Order("b", 1, 2L, null)}, filter))
                .hasSize(1);
        assertThatThrownBy(() -> read(new ArrayList<>(), filter)).isInstanceOf(InvalidClassException.class);
        assertThatThrownBy(() -> read(new Object[] {1}, filter)).isInstanceOf(InvalidClassException.class);
    }

    enum Colour {
        RED
    }

    record Basket(List<Order> orders, Map<String, Colour> colours) implements Serializable {}

    @Test
    void collectionsAndEnums_areReadWithWhatIsAllowedInThem() throws Exception {
        ObjectInputFilter filter =
                Deserialization.allowing(Basket.class, Order.class, ArrayList.class, HashMap.class, Colour.class);
        Basket basket = new Basket(
                new ArrayList<>(List.of(new Order("a", 1, 2L, null))), new HashMap<>(Map.of("x", Colour.RED)));

        assertThat(((Basket) read(basket, filter)).colours()).containsEntry("x", Colour.RED);
        List<Object> other = new ArrayList<>(List.of(new HashSet<>()));
        assertThatThrownBy(() -> read(other, filter)).isInstanceOf(InvalidClassException.class);
        assertThatThrownBy(() -> read(new Object[] {new HashSet<>()}, filter))
                .isInstanceOf(InvalidClassException.class);
    }

    @Test
    void classesMissingOrTwice_areFaults() {
        assertThatThrownBy(() -> Deserialization.allowing(Order.class, null, Order.class))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(2));
    }

    @Test
    void bombs_areStoppedByTheLimits() {
        ObjectInputFilter filter = Deserialization.allowing(HashSet.class);
        Set<Object> root = new HashSet<>();
        Set<Object> one = root;
        Set<Object> two = new HashSet<>();
        for (int i = 0; i < 100; i++) { // exponential time to hash
            Set<Object> next1 = new HashSet<>();
            Set<Object> next2 = new HashSet<>();
            next1.add("foo");
            one.add(next1);
            one.add(next2);
            two.add(next1);
            two.add(next2);
            one = next1;
            two = next2;
        }
        assertThatThrownBy(() -> read(root, filter)).isInstanceOf(InvalidClassException.class);
        assertThatThrownBy(() -> read(new long[10_001], filter)).isInstanceOf(InvalidClassException.class);
    }

    /** Each level holds every set of the next one, so that hashing the first takes width to the power of levels. */
    private static Set<Object> nested(int levels, int width) {
        Set<Object> root = new HashSet<>();
        List<Set<Object>> current = List.of(root);
        for (int level = 0; level < levels; level++) {
            List<Set<Object>> next = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                next.add(new HashSet<>(Set.of("m" + level + "_" + i)));
            }
            for (Set<Object> set : current) {
                set.addAll(next); // before they are filled: hashing is cheap here
            }
            current = next;
        }
        return root;
    }

    @Test
    void wideHashBombs_areRefusedOrReadAtOnce() throws Exception {
        List<Class<?>> hashing = List.of(HashSet.class, HashMap.class, LinkedHashMap.class, Hashtable.class);
        for (Class<?> type : hashing) {
            ObjectInputFilter filter = Deserialization.allowing(
                    type == HashSet.class ? new Class<?>[] {type} : new Class<?>[] {type, HashSet.class});
            for (int levels : new int[] {3, 4, 8, 14}) {
                assertThatThrownBy(() ->
                                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(nested(levels, 4), filter)))
                        .isInstanceOf(InvalidClassException.class);
            }
        }
        ObjectInputFilter filter = Deserialization.allowing(HashSet.class, ArrayList.class);
        Object widest = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(nested(2, 30), filter));
        assertThat(widest).isInstanceOf(Set.class);
        assertThatThrownBy(() -> read(nested(2, 60), filter)).isInstanceOf(InvalidClassException.class);
        List<Object> lists = new ArrayList<>(List.of("x"));
        for (int i = 0; i < 4; i++) { // lists hash what they hold as well
            lists = new ArrayList<>(List.of(lists, lists, lists));
        }
        Set<Object> set = new HashSet<>(Set.of(lists));
        assertThatThrownBy(() -> read(set, filter)).isInstanceOf(InvalidClassException.class);
    }

    /** Compares by all that it holds, as a class of an application may. */
    private static final class Weighed implements Comparable<Weighed>, Serializable {

        private static final long serialVersionUID = 1;

        private final List<Object> parts = new ArrayList<>();

        @Override
        public int compareTo(Weighed other) {
            return Integer.compare(parts.hashCode(), other.parts.hashCode());
        }
    }

    @Test
    void bombOfComparisons_isRefused() {
        List<Object> innermost = new ArrayList<>(List.of("x"));
        List<Object> middle = new ArrayList<>(Collections.nCopies(300, innermost));
        PriorityQueue<Weighed> queue = new PriorityQueue<>(List.of(new Weighed(), new Weighed()));
        queue.forEach(weighed -> weighed.parts.addAll(Collections.nCopies(300, middle)));
        ObjectInputFilter filter = Deserialization.allowing(PriorityQueue.class, Weighed.class, ArrayList.class);
        assertThatThrownBy(() -> read(queue, filter)).isInstanceOf(InvalidClassException.class);
    }

    @Test
    void bounded_countsTheStringThatNoFilterIsAskedAbout() throws Exception {
        for (int length : new int[] {1 << 19, (1 << 20) - 100, 1 << 20, 3 << 20}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new ArrayList<>(List.of("x".repeat(length))));
            }
            InputStream bounded = Deserialization.bounded(new ByteArrayInputStream(bytes.toByteArray()));
            try (ObjectInputStream in = new ObjectInputStream(bounded)) {
                in.setObjectInputFilter(Deserialization.allowing(ArrayList.class));
                if (length < 1 << 20) {
                    assertThat((List<?>) in.readObject()).hasSize(1);
                } else {
                    assertThatThrownBy(in::readObject).isInstanceOf(StreamCorruptedException.class);
                }
            }
        }
        byte[] exact = new byte[1 << 20];
        assertThat(Deserialization.bounded(new ByteArrayInputStream(exact)).readAllBytes())
                .isEqualTo(exact);
        InputStream skipped = Deserialization.bounded(new ByteArrayInputStream(new byte[(1 << 20) + 1]));
        assertThatThrownBy(() -> skipped.skipNBytes((1 << 20) + 1)).isInstanceOf(StreamCorruptedException.class);
    }

    @Test
    void classesThatAreNoValues_areFaults() {
        assertThatThrownBy(() -> Deserialization.allowing(Object.class, Runnable.class, int[].class))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(3));
    }
}
