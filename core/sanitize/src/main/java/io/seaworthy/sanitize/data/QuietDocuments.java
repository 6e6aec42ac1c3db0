package io.seaworthy.sanitize.data;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;
import org.xml.sax.helpers.DefaultHandler;

/** DOM whose builders throw what they find and print none of it: the JDK's write each refused document's fault to stderr. */
final class QuietDocuments extends DocumentBuilderFactory {

    private final DocumentBuilderFactory factory;

    QuietDocuments(DocumentBuilderFactory factory) {
        this.factory = factory;
    }

    @Override
    public DocumentBuilder newDocumentBuilder() throws ParserConfigurationException {
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        return builder;
    }

    @Override
    public void setAttribute(String name, Object value) {
        factory.setAttribute(name, value);
    }

    @Override
    public Object getAttribute(String name) {
        return factory.getAttribute(name);
    }

    @Override
    public void setFeature(String name, boolean value) throws ParserConfigurationException {
        factory.setFeature(name, value);
    }

    @Override
    public boolean getFeature(String name) throws ParserConfigurationException {
        return factory.getFeature(name);
    }

    @Override
    public void setNamespaceAware(boolean awareness) {
        factory.setNamespaceAware(awareness);
    }

    @Override
    public boolean isNamespaceAware() {
        return factory.isNamespaceAware();
    }

    @Override
    public void setValidating(boolean validating) {
        factory.setValidating(validating);
    }

    @Override
    public boolean isValidating() {
        return factory.isValidating();
    }

    @Override
    public void setIgnoringElementContentWhitespace(boolean whitespace) {
        factory.setIgnoringElementContentWhitespace(whitespace);
    }

    @Override
    public boolean isIgnoringElementContentWhitespace() {
        return factory.isIgnoringElementContentWhitespace();
    }

    @Override
    public void setExpandEntityReferences(boolean expand) {
        factory.setExpandEntityReferences(expand);
    }

    @Override
    public boolean isExpandEntityReferences() {
        return factory.isExpandEntityReferences();
    }

    @Override
    public void setIgnoringComments(boolean ignore) {
        factory.setIgnoringComments(ignore);
    }

    @Override
    public boolean isIgnoringComments() {
        return factory.isIgnoringComments();
    }

    @Override
    public void setCoalescing(boolean coalescing) {
        factory.setCoalescing(coalescing);
    }

    @Override
    public boolean isCoalescing() {
        return factory.isCoalescing();
    }

    @Override
    public void setSchema(Schema schema) {
        factory.setSchema(schema);
    }

    @Override
    public @Nullable Schema getSchema() {
        return factory.getSchema();
    }

    @Override
    public void setXIncludeAware(boolean state) {
        factory.setXIncludeAware(state);
    }

    @Override
    public boolean isXIncludeAware() {
        return factory.isXIncludeAware();
    }
}
