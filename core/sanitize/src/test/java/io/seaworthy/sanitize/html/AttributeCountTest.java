package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeCountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text a b c d e f g h i | false",
                "<p a b> c d e f g h | false",
                "<p a b c d > | true",
                "<p a=1/b=2/c=3/d=4/> | true",
                "<p a='x y z u v w'> | false",
                "<p a=\">\" b c d e> | true",
                "<p a='<p b c d e f' > | false",
                "<p a b><p a b><p a b><p a b> | false",
                "<p <b <c <d <e > | true",
                "<p a='b c d e f g | false",
            })
    void threeAttributesOfOneTag_areTheLimit(String html, boolean exceeds) {
        assertThat(AttributeCount.exceeds(html, 3)).isEqualTo(exceeds);
    }
}
