package io.seaworthy.sanitize.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    @Test
    void classesThatAreNoValues_areFaults() {
        assertThatThrownBy(() -> Deserialization.allowing(Object.class, Runnable.class, int[].class))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(3));
    }
}
