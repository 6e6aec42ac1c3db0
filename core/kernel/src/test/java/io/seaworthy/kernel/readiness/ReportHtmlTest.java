package io.seaworthy.kernel.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportHtmlTest {

    /** The page is well-formed XML as well, so a strict parser can tell what is an element and what is text. */
    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static List<Element> elements(Document page) {
        NodeList nodes = page.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "r4nd0m-_A==")
    void hostileText_staysText(String nonce) throws Exception {
        Document page = parse(ReportFixture.report().toHtml(nonce));

        assertThat(elements(page))
                .extracting(Element::getTagName)
                .doesNotContain("script", "img", "iframe", "link", "form");
        assertThat(elements(page)).allSatisfy(element -> {
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                assertThat(element.getAttributes().item(i).getNodeName())
                        .doesNotStartWith("on")
                        .isNotEqualTo("style");
            }
        });
        assertThat(page.getDocumentElement().getTextContent()).contains("</td><script>alert('x')</script>\"&");
        assertThat(page.getDocumentElement().getTextContent())
                .contains("Law & <Order>")
                .doesNotContain("\u202e");
    }

    @Test
    void everyItem_hasOneRow() throws Exception {
        TreeSet<String> ids = new TreeSet<>();
        for (Element element : elements(parse(ReportFixture.report().toHtml()))) {
            if (element.getTagName().equals("tr") && element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id"))).isTrue();
            }
        }

        assertThat(ids).hasSize(100).contains("item-HEAD-CSP", "item-legal");
    }

    @Test
    void everyInnerLink_hasItsTarget() throws Exception {
        List<Element> elements = elements(parse(ReportFixture.report().toHtml()));
        List<String> ids =
                elements.stream().map(element -> element.getAttribute("id")).toList();
        List<String> targets = elements.stream()
                .map(element -> element.getAttribute("href"))
                .filter(href -> href.startsWith("#"))
                .map(href -> href.substring(1))
                .toList();

        assertThat(targets).hasSize(11).allSatisfy(target -> assertThat(ids).contains(target));
    }

    @Test
    void thePage_asksNothingOfAnybody() {
        assertThat(ReportFixture.report().toHtml())
                .contains("prefers-color-scheme:dark")
                .doesNotContain("src=", "url(", "@import");
    }

    @Test
    void aNonce_isOnTheStyleSheet() throws Exception {
        Element style = (Element) parse(ReportFixture.report().toHtml("abcDEF012-_"))
                .getElementsByTagName("style")
                .item(0);

        assertThat(style.getAttribute("nonce")).isEqualTo("abcDEF012-_");
        assertThat(ReportFixture.report().toHtml()).doesNotContain(" nonce=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\"><script>", "a'b", "a\nb", "caf\u00e9"})
    void aNonceThatIsNone_isRefused(String nonce) {
        assertThatThrownBy(() -> ReportFixture.report().toHtml(nonce)).isInstanceOf(IllegalArgumentException.class);
    }
}
