package io.seaworthy.sanitize.data;

import javax.xml.transform.ErrorListener;
import javax.xml.transform.Source;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.URIResolver;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TemplatesHandler;
import javax.xml.transform.sax.TransformerHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.XMLFilter;

/**
 * The two places where the JDK's own factory makes parsers without its bounds, closed: filters, and style sheets that
 * documents name.
 */
final class SecureTransformers extends SAXTransformerFactory {

    private final SAXTransformerFactory factory;

    SecureTransformers(SAXTransformerFactory factory) {
        this.factory = factory;
    }

    @Override
    public @Nullable XMLFilter newXMLFilter(Source source) throws TransformerConfigurationException {
        return secured(factory.newXMLFilter(source));
    }

    @Override
    public @Nullable XMLFilter newXMLFilter(Templates templates) throws TransformerConfigurationException {
        return secured(factory.newXMLFilter(templates));
    }

    /** Without a parent a filter makes a parser of its own. */
    private static @Nullable XMLFilter secured(@Nullable XMLFilter filter) {
        if (filter != null) { // null where an error listener took the fault
            filter.setParent(SecureXml.reader());
        }
        return filter;
    }

    /** Refused: it would parse without bounds, whatever reader the source has, for an address that the document chooses. */
    @Override
    public Source getAssociatedStylesheet(
            Source source, @Nullable String media, @Nullable String title, @Nullable String charset)
            throws TransformerConfigurationException {
        throw new TransformerConfigurationException("Style sheets that a document names are off");
    }

    @Override
    public TransformerHandler newTransformerHandler(Source source) throws TransformerConfigurationException {
        return factory.newTransformerHandler(source);
    }

    @Override
    public TransformerHandler newTransformerHandler(Templates templates) throws TransformerConfigurationException {
        return factory.newTransformerHandler(templates);
    }

    @Override
    public TransformerHandler newTransformerHandler() throws TransformerConfigurationException {
        return factory.newTransformerHandler();
    }

    @Override
    public TemplatesHandler newTemplatesHandler() throws TransformerConfigurationException {
        return factory.newTemplatesHandler();
    }

    @Override
    public Transformer newTransformer(Source source) throws TransformerConfigurationException {
        return factory.newTransformer(source);
    }

    @Override
    public Transformer newTransformer() throws TransformerConfigurationException {
        return factory.newTransformer();
    }

    @Override
    public Templates newTemplates(Source source) throws TransformerConfigurationException {
        return factory.newTemplates(source);
    }

    @Override
    public void setURIResolver(@Nullable URIResolver resolver) {
        factory.setURIResolver(resolver);
    }

    @Override
    public @Nullable URIResolver getURIResolver() {
        return factory.getURIResolver();
    }

    @Override
    public void setFeature(String name, boolean value) throws TransformerConfigurationException {
        factory.setFeature(name, value);
    }

    @Override
    public boolean getFeature(String name) {
        return factory.getFeature(name);
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
    public void setErrorListener(ErrorListener listener) {
        factory.setErrorListener(listener);
    }

    @Override
    public ErrorListener getErrorListener() {
        return factory.getErrorListener();
    }
}
