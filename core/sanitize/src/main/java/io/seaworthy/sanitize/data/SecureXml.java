package io.seaworthy.sanitize.data;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * JAXP factories that read nothing but the document they are given: no document type declaration, so no entities of any
 * kind; no external DTD, schema or style sheet; no XInclude; no extension functions; the JDK's limits on. They are the
 * JDK's own implementations, whatever else is on the class path, with namespaces.
 *
 * <p>What reads documents itself (transformers, validators) bounds what entities expand to and opens nothing; give it
 * input from {@link #reader()} to refuse document types there too. Faults are thrown, never printed, except by what reads
 * by itself.
 *
 * <p>It does not bound the size or depth of documents. Each call makes a new factory, which is for one thread. Stateless.
 */
public final class SecureXml {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String GENERAL_ENTITIES = "http://xml.org/sax/features/external-general-entities";
    private static final String PARAMETER_ENTITIES = "http://xml.org/sax/features/external-parameter-entities";
    private static final String EXTERNAL_DTD = "http://apache.org/xml/features/nonvalidating/load-external-dtd";
    private static final String EXPANSION_LIMIT = "jdk.xml.entityExpansionLimit";
    private static final String FEW = "16";

    private SecureXml() {}

    /** DOM. */
    public static DocumentBuilderFactory documentBuilderFactory() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature(GENERAL_ENTITIES, false);
            factory.setFeature(PARAMETER_ENTITIES, false);
            factory.setFeature(EXTERNAL_DTD, false);
        } catch (ParserConfigurationException e) {
            throw unsupported(e);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return new QuietDocuments(factory);
    }

    /** SAX. */
    public static SAXParserFactory saxParserFactory() {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setFeature(GENERAL_ENTITIES, false);
            factory.setFeature(PARAMETER_ENTITIES, false);
            factory.setFeature(EXTERNAL_DTD, false);
        } catch (ParserConfigurationException | SAXException e) {
            throw unsupported(e);
        }
        factory.setXIncludeAware(false);
        return factory;
    }

    /** A SAX reader, for {@code SAXSource}: what transformers, validators and schemas read with. */
    public static XMLReader reader() {
        try {
            XMLReader reader = saxParserFactory().newSAXParser().getXMLReader();
            reader.setErrorHandler(new DefaultHandler()); // throws; none at all would print as well
            return reader;
        } catch (ParserConfigurationException | SAXException e) {
            throw unsupported(e);
        }
    }

    /** StAX, both of its forms; the readers fail at a document type declaration. */
    public static XMLInputFactory xmlInputFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new javax.xml.stream.XMLStreamException("External entities are off");
        });
        return new NoDoctypeInput(factory);
    }

    /**
     * XSLT and serialisation. Filters read with {@link #reader()} for as long as they keep it as their parent; style sheets
     * that a document names are refused.
     */
    public static SAXTransformerFactory transformerFactory() {
        SAXTransformerFactory factory = (SAXTransformerFactory) TransformerFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        } catch (TransformerConfigurationException e) {
            throw unsupported(e);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        factory.setAttribute(EXPANSION_LIMIT, FEW);
        return new SecureTransformers(factory);
    }

    /** W3C XML Schema; its schemas and their validators inherit the bounds. */
    public static SchemaFactory schemaFactory() {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setProperty(EXPANSION_LIMIT, FEW);
        } catch (SAXException e) {
            throw unsupported(e);
        }
        return factory;
    }

    /** XPath; a source is parsed by {@link #documentBuilderFactory()}, and its faults come as the cause. */
    public static XPathFactory xpathFactory() {
        XPathFactory factory = XPathFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("jdk.xml.enableExtensionFunctions", false);
        } catch (XPathFactoryConfigurationException e) {
            throw unsupported(e);
        }
        return new SecureXPath.Factory(factory);
    }

    /** Half a hardened factory is none. */
    private static IllegalStateException unsupported(Exception cause) {
        return new IllegalStateException(
                "This JDK's XML library does not know a protection; use a supported JDK", cause);
    }
}
