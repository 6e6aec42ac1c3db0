package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    private static final Attribute<String> NAME = Attribute.of("name", String.class);
    private static final Attribute<Integer> AGE = Attribute.of("age", Integer.class);

    @Test
    void absentKey_isNull() {
        assertThat(Attributes.none().get(NAME)).isNull();
        assertThat(Attributes.of(AGE, 1).get(NAME)).isNull();
    }

    @Test
    void laterValue_hidesTheEarlierOne() {
        Attributes attributes = Attributes.of(NAME, "a").with(AGE, 1).with(NAME, "b");
        assertThat(attributes.get(NAME)).isEqualTo("b");
        assertThat(attributes.get(AGE)).isEqualTo(1);
    }

    @Test
    void combined_prefersTheLaterSetAndKeepsItsOrder() {
        Attributes first = Attributes.of(NAME, "a").with(AGE, 1);
        Attributes later = Attributes.of(NAME, "b").with(NAME, "c");
        assertThat(first.and(later).get(NAME)).isEqualTo("c");
        assertThat(first.and(later).get(AGE)).isEqualTo(1);
        assertThat(later.and(first).get(NAME)).isEqualTo("a");
        assertThat(first.get(NAME)).isEqualTo("a");
    }

    @Test
    void combinedSeveralTimes_findsEachAndNamesEach() {
        Attribute<String> town = Attribute.of("town", String.class);
        Attributes all = Attributes.of(NAME, "a")
                .and(Attributes.of(AGE, 1).with(town, "x"))
                .and(Attributes.of(NAME, "b").with(AGE, 2));
        assertThat(all.get(NAME)).isEqualTo("b");
        assertThat(all.get(AGE)).isEqualTo(2);
        assertThat(all.get(town)).isEqualTo("x");
        assertThat(all.isEmpty()).isFalse();
        assertThat(all.toString()).isEqualTo("Attributes[age, name, town, age, name]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9})
    void manyInARow_areAllThere(int count) {
        List<Attribute<Integer>> keys = new ArrayList<>();
        Attributes attributes = Attributes.none();
        for (int i = 0; i < count; i++) {
            keys.add(Attribute.of("k" + i, Integer.class));
            attributes = attributes.with(keys.get(i), i);
        }
        Attributes before = Attributes.of(NAME, "a").and(attributes);
        for (int i = 0; i < count; i++) {
            assertThat(attributes.get(keys.get(i))).isEqualTo(i);
            assertThat(before.get(keys.get(i))).isEqualTo(i);
            assertThat(attributes.with(keys.get(i), -1).get(keys.get(i))).isEqualTo(-1);
        }
        assertThat(before.get(NAME)).isEqualTo("a");
        assertThat(attributes.get(NAME)).isNull();
    }

    @Test
    void lazyValue_isMadeWhenItIsAskedFor() {
        int[] made = {0};
        Attributes attributes =
                Attributes.ofLazy(NAME, () -> "value " + ++made[0]).with(AGE, 1);
        assertThat(attributes.get(AGE)).isEqualTo(1);
        assertThat(made[0]).isZero();
        assertThat(attributes.get(NAME)).isEqualTo("value 1");
        assertThat(attributes.toString()).isEqualTo("Attributes[age, name]");
    }

    @Test
    void emptySets_costNothing() {
        Attributes one = Attributes.of(NAME, "a");
        assertThat(one.and(Attributes.none())).isSameAs(one);
        assertThat(Attributes.none().and(one)).isSameAs(one);
        assertThat(Attributes.none().isEmpty()).isTrue();
        assertThat(one.isEmpty()).isFalse();
    }

    @Test
    void keysOfTheSameName_areDifferentKeys() {
        Attribute<String> other = Attribute.of("name", String.class);
        assertThat(Attributes.of(NAME, "a").get(other)).isNull();
    }

    @Test
    void nullValue_isRefused() {
        assertThatThrownBy(() -> Attributes.of(NAME, null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void valueOfAnotherType_failsWhereItIsRead() {
        Attributes heap = Attributes.none().with((Attribute) NAME, 1);
        assertThatThrownBy(() -> heap.get(NAME)).isInstanceOf(ClassCastException.class);
    }

    @Test
    void toString_namesKeysWithoutValues() {
        assertThat(Attributes.of(NAME, "secret").with(AGE, 42)).hasToString("Attributes[age, name]");
        assertThat(NAME).hasToString("name");
    }
}
