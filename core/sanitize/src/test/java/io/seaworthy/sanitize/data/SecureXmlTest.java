package io.seaworthy.sanitize.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLFilter;
import org.xml.sax.helpers.DefaultHandler;

class SecureXmlTest {

    private static final String SECRET = "s3cret-of-the-file";
    private static final String SCHEMA =
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"a\" type=\"xs:string\"/></xs:schema>";

    @TempDir
    static Path folder;

    private static ServerSocket listener;

    /** Reads a document and returns its text, each with another part of JAXP. */
    private interface Reader {
        String read(String xml) throws Exception;
    }

    private static final Map<String, Reader> READERS = new LinkedHashMap<>();

    static {
        READERS.put("DOM", xml -> document(xml).getDocumentElement().getTextContent());
        READERS.put("SAX", SecureXmlTest::sax);
        READERS.put("StAX", SecureXmlTest::stax);
        READERS.put("StAX events", xml -> {
            StringBuilder text = new StringBuilder();
            SecureXml.xmlInputFactory()
                    .createXMLEventReader(new StringReader(xml))
                    .forEachRemaining(text::append);
            return text.toString();
        });
        READERS.put("XPath", xml -> SecureXml.xpathFactory().newXPath().evaluate("/a", document(xml)));
        READERS.put(
                "XPath from a source",
                xml -> SecureXml.xpathFactory().newXPath().evaluate("/a", new InputSource(new StringReader(xml))));
        READERS.put(
                "compiled XPath",
                xml -> SecureXml.xpathFactory()
                        .newXPath()
                        .compile("/a")
                        .evaluate(new InputSource(new StringReader(xml))));
        READERS.put("transformer", xml -> transformed(new StreamSource(new StringReader(xml))));
        READERS.put(
                "transformer from reader",
                xml -> transformed(new SAXSource(SecureXml.reader(), new InputSource(new StringReader(xml)))));
        READERS.put("transformer from a source without a reader", xml -> {
            return transformed(new SAXSource(new InputSource(new StringReader(xml))));
        });
        READERS.put("filter of a style sheet", xml -> filtered(xml, factory -> factory.newXMLFilter(sheet())));
        READERS.put(
                "filter of templates",
                xml -> filtered(xml, factory -> factory.newXMLFilter(factory.newTemplates(sheet()))));
        READERS.put("validator", xml -> {
            SecureXml.schemaFactory()
                    .newSchema(new StreamSource(new StringReader(SCHEMA)))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
            return "text";
        });
    }

    private static Document document(String xml) throws Exception {
        return SecureXml.documentBuilderFactory().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String sax(String xml) throws Exception {
        StringBuilder text = new StringBuilder();
        SecureXml.saxParserFactory().newSAXParser().parse(new InputSource(new StringReader(xml)), new DefaultHandler() {
            @Override
            public void characters(char[] chars, int start, int length) {
                text.append(chars, start, length);
            }
        });
        return text.toString();
    }

    private static String stax(String xml) throws Exception {
        XMLStreamReader reader = SecureXml.xmlInputFactory().createXMLStreamReader(new StringReader(xml));
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.CHARACTERS) {
                text.append(reader.getText());
            }
        }
        return text.toString();
    }

    private static String transformed(javax.xml.transform.Source source) throws Exception {
        StringWriter out = new StringWriter();
        SecureXml.transformerFactory().newTransformer().transform(source, new StreamResult(out));
        return out.toString();
    }

    private interface FilterMaker {
        XMLFilter make(SAXTransformerFactory factory) throws Exception;
    }

    private static StreamSource sheet() {
        return new StreamSource(new StringReader(
                "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>"));
    }

    private static String filtered(String xml, FilterMaker maker) throws Exception {
        StringBuilder text = new StringBuilder();
        XMLFilter filter = maker.make(SecureXml.transformerFactory());
        filter.setContentHandler(new DefaultHandler() {
            @Override
            public void characters(char[] chars, int start, int length) {
                text.append(chars, start, length);
            }
        });
        filter.parse(new InputSource(new StringReader(xml)));
        return text.toString();
    }

    @BeforeAll
    static void serve() throws Exception {
        Files.writeString(folder.resolve("secret.txt"), SECRET);
        Files.writeString(folder.resolve("secret.dtd"), "<!ENTITY e \"" + SECRET + "\">");
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(50);
    }

    @AfterAll
    static void stop() throws Exception {
        listener.close();
    }

    static Stream<Arguments> attacks() {
        String file = folder.resolve("secret.txt").toUri().toString();
        String dtd = folder.resolve("secret.dtd").toUri().toString();
        String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
        StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"" + SECRET + "\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("file entity", "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + file + "\">]><a>&e;</a>");
        documents.put("network entity", "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + url + "\">]><a>&e;</a>");
        documents.put("external DTD", "<!DOCTYPE a SYSTEM \"" + dtd + "\"><a>&e;</a>");
        documents.put("network DTD", "<!DOCTYPE a PUBLIC \"x\" \"" + url + "\"><a>x</a>");
        documents.put("parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]><a>x</a>");
        documents.put("billion laughs", laughs + "]><a>&l9;</a>");
        documents.put(
                "quadratic",
                "<!DOCTYPE a [<!ENTITY q \"" + "x".repeat(50_000) + "\">]><a>" + "&q;".repeat(5_000) + "</a>");
        return READERS.keySet().stream()
                .flatMap(reader -> documents.entrySet().stream()
                        .map(entry -> Arguments.of(reader, entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("attacks")
    void entities_areNeitherReadNorExpanded(String reader, String attack, String xml) {
        String text;
        try {
            text = READERS.get(reader).read(xml);
        } catch (Exception refused) {
            text = "";
        }
        assertThat(text).doesNotContain(SECRET);
        assertThat(text.length()).isLessThan(100_000);
        assertThatThrownBy(() -> listener.accept()).isInstanceOf(SocketTimeoutException.class);
    }

    /** The JDK reads it without bounds, also where the source brings its own reader, and goes where the document says. */
    @Test
    void styleSheetsNamedByDocuments_areRefusedUnread() {
        String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
        for (String xml : new String[] {
            "<!DOCTYPE a SYSTEM \"" + url + "\"><a/>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]><a/>",
            "<?xml-stylesheet type=\"text/xsl\" href=\"" + url + "\"?><a/>"
        }) {
            for (Source source :
                    List.of(new StreamSource(new StringReader(xml)), new SAXSource(SecureXml.reader(), source(xml)))) {
                assertThatThrownBy(
                                () -> SecureXml.transformerFactory().getAssociatedStylesheet(source, null, null, null))
                        .isInstanceOf(TransformerConfigurationException.class)
                        .hasMessageContaining("are off");
            }
        }
        assertThatThrownBy(() -> listener.accept()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void plainDocument_isReadByAll() throws Exception {
        for (Map.Entry<String, Reader> reader : READERS.entrySet()) {
            assertThat(reader.getValue().read("<a>text</a>"))
                    .as(reader.getKey())
                    .contains("text");
        }
    }

    @Test
    void styleSheetsAndSchemas_openNothing() {
        String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
        String sheet = "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\">%s"
                + "<xsl:template match=\"/\">%s</xsl:template></xsl:stylesheet>";
        for (String xsl : new String[] {
            sheet.formatted("<xsl:import href=\"" + url + "\"/>", ""),
            sheet.formatted("<xsl:include href=\"" + url + "\"/>", ""),
            sheet.formatted("", "<xsl:copy-of select=\"document('" + url + "')\"/>"),
            sheet.formatted(
                    "",
                    "<xsl:value-of select=\"rt:exec(rt:getRuntime(),'id')\" xmlns:rt=\"http://xml.apache.org/xalan/java/java.lang.Runtime\"/>")
        }) {
            assertThatThrownBy(() -> SecureXml.transformerFactory()
                            .newTransformer(new StreamSource(new StringReader(xsl)))
                            .transform(
                                    new StreamSource(new StringReader("<a/>")), new StreamResult(new StringWriter())))
                    .isInstanceOf(Exception.class);
        }
        String schema = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:include schemaLocation=\"" + url
                + "\"/></xs:schema>";
        assertThatThrownBy(() -> SecureXml.schemaFactory().newSchema(new StreamSource(new StringReader(schema))))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> listener.accept()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void everyWayIntoXPath_parsesWithTheHardenedBuilder() throws Exception {
        String xml = "<!DOCTYPE a [<!ENTITY e SYSTEM \""
                + folder.resolve("secret.txt").toUri() + "\">]><a>&e;</a>";
        XPath xpath = SecureXml.xpathFactory().newXPath();
        XPathExpression compiled = xpath.compile("/a");
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> ways = List.of(
                () -> xpath.evaluate("/a", source(xml)),
                () -> xpath.evaluate("/a", source(xml), XPathConstants.STRING),
                () -> xpath.evaluateExpression("/a", source(xml)),
                () -> xpath.evaluateExpression("/a", source(xml), String.class),
                () -> compiled.evaluate(source(xml)),
                () -> compiled.evaluate(source(xml), XPathConstants.STRING),
                () -> compiled.evaluateExpression(source(xml)),
                () -> compiled.evaluateExpression(source(xml), String.class));
        assertThat(ways)
                .allSatisfy(way -> assertThatThrownBy(way)
                        .isInstanceOf(XPathExpressionException.class)
                        .hasCauseInstanceOf(SAXException.class));
        assertThat(xpath.evaluateExpression("/a", source("<a>x</a>"), String.class))
                .isEqualTo("x");
        assertThat(compiled.evaluateExpression(source("<a>x</a>")).value()).isInstanceOf(XPathNodes.class);
        assertThat(compiled.evaluate(document("<a>y</a>"))).isEqualTo("y");
    }

    private static InputSource source(String xml) {
        return new InputSource(new StringReader(xml));
    }

    @Test
    void documentType_isAFaultWhereTheDocumentIsParsedHere() {
        for (String reader : List.of("DOM", "SAX", "StAX", "StAX events", "XPath from a source", "compiled XPath")) {
            assertThatThrownBy(() -> READERS.get(reader).read("<!DOCTYPE a [<!ENTITY e 'x'>]><a>1&e;2</a>"))
                    .as(reader)
                    .isInstanceOf(Exception.class);
        }
    }

    @Test
    void staxReader_stillReadsWhatReadersRead() throws Exception {
        XMLInputFactory factory = SecureXml.xmlInputFactory();
        String xml = "<?xml version='1.0'?><!-- c --><a><b>te<![CDATA[xt]]></b></a>";
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
        assertThat(reader.nextTag()).isEqualTo(XMLStreamReader.START_ELEMENT);
        assertThat(reader.nextTag()).isEqualTo(XMLStreamReader.START_ELEMENT);
        assertThat(reader.getElementText()).isEqualTo("text");
        assertThat(reader.nextTag()).isEqualTo(XMLStreamReader.END_ELEMENT);
        byte[] bytes = xml.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (XMLStreamReader other : List.of(
                factory.createXMLStreamReader(new ByteArrayInputStream(bytes)),
                factory.createXMLStreamReader(new ByteArrayInputStream(bytes), "UTF-8"),
                factory.createXMLStreamReader("id", new ByteArrayInputStream(bytes)),
                factory.createXMLStreamReader("id", new StringReader(xml)),
                factory.createXMLStreamReader(new StreamSource(new StringReader(xml))))) {
            assertThat(other.nextTag()).isEqualTo(XMLStreamReader.START_ELEMENT);
        }
        assertThat(factory.createXMLEventReader(new ByteArrayInputStream(bytes))
                        .nextTag()
                        .isStartElement())
                .isTrue();
    }

    /** The JDK's default handler writes each fault to stderr, so that a stranger writes to the log. */
    @Test
    void faults_areNotPrinted() {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed));
        try {
            assertThatThrownBy(() -> document("<!DOCTYPE a><a/>")).isInstanceOf(SAXException.class);
            assertThatThrownBy(() -> SecureXml.reader().parse(source("<!DOCTYPE a><a/>")))
                    .isInstanceOf(SAXException.class);
        } finally {
            System.setErr(err);
        }
        assertThat(printed.size()).isZero();
    }

    @Test
    void xinclude_isText() throws Exception {
        String file = folder.resolve("secret.txt").toUri().toString();
        String xml = "<a xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include parse=\"text\" href=\"" + file
                + "\"/></a>";
        assertThat(document(xml).getDocumentElement().getTextContent()).isEmpty();
        assertThat(sax(xml)).isEmpty();
    }
}
