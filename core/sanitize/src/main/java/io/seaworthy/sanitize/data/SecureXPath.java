package io.seaworthy.sanitize.data;

import java.io.IOException;
import javax.xml.namespace.NamespaceContext;
import javax.xml.namespace.QName;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathFactoryConfigurationException;
import javax.xml.xpath.XPathFunctionResolver;
import javax.xml.xpath.XPathVariableResolver;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * XPath that parses what it is given as a source with {@link SecureXml#documentBuilderFactory()}: the JDK's makes a parser
 * of its own, which reads files. As thread-safe as the JDK's.
 */
final class SecureXPath implements XPath {

    /** Makes them. */
    static final class Factory extends XPathFactory {

        private final XPathFactory factory;

        Factory(XPathFactory factory) {
            this.factory = factory;
        }

        @Override
        public boolean isObjectModelSupported(String objectModel) {
            return factory.isObjectModelSupported(objectModel);
        }

        @Override
        public void setFeature(String name, boolean value) throws XPathFactoryConfigurationException {
            factory.setFeature(name, value);
        }

        @Override
        public boolean getFeature(String name) throws XPathFactoryConfigurationException {
            return factory.getFeature(name);
        }

        @Override
        public void setXPathVariableResolver(XPathVariableResolver resolver) {
            factory.setXPathVariableResolver(resolver);
        }

        @Override
        public void setXPathFunctionResolver(XPathFunctionResolver resolver) {
            factory.setXPathFunctionResolver(resolver);
        }

        @Override
        public XPath newXPath() {
            return new SecureXPath(factory.newXPath());
        }
    }

    private final XPath xpath;

    private SecureXPath(XPath xpath) {
        this.xpath = xpath;
    }

    private static Document parsed(InputSource source) throws XPathExpressionException {
        try {
            return SecureXml.documentBuilderFactory().newDocumentBuilder().parse(source);
        } catch (SAXException | IOException | ParserConfigurationException refused) {
            throw new XPathExpressionException(refused);
        }
    }

    /** A compiled expression. */
    private record Expression(XPathExpression expression) implements XPathExpression {

        @Override
        public Object evaluate(Object item, QName type) throws XPathExpressionException {
            return expression.evaluate(item, type);
        }

        @Override
        public String evaluate(Object item) throws XPathExpressionException {
            return expression.evaluate(item);
        }

        @Override
        public Object evaluate(InputSource source, QName type) throws XPathExpressionException {
            return expression.evaluate(parsed(source), type);
        }

        @Override
        public String evaluate(InputSource source) throws XPathExpressionException {
            return expression.evaluate(parsed(source));
        }

        @Override
        public <T> T evaluateExpression(Object item, Class<T> type) throws XPathExpressionException {
            return expression.evaluateExpression(item, type);
        }

        @Override
        public <T> T evaluateExpression(InputSource source, Class<T> type) throws XPathExpressionException {
            return expression.evaluateExpression(parsed(source), type);
        }
    }

    @Override
    public void reset() {
        xpath.reset();
    }

    @Override
    public void setXPathVariableResolver(XPathVariableResolver resolver) {
        xpath.setXPathVariableResolver(resolver);
    }

    @Override
    public @Nullable XPathVariableResolver getXPathVariableResolver() {
        return xpath.getXPathVariableResolver();
    }

    @Override
    public void setXPathFunctionResolver(XPathFunctionResolver resolver) {
        xpath.setXPathFunctionResolver(resolver);
    }

    @Override
    public @Nullable XPathFunctionResolver getXPathFunctionResolver() {
        return xpath.getXPathFunctionResolver();
    }

    @Override
    public void setNamespaceContext(NamespaceContext context) {
        xpath.setNamespaceContext(context);
    }

    @Override
    public @Nullable NamespaceContext getNamespaceContext() {
        return xpath.getNamespaceContext();
    }

    @Override
    public XPathExpression compile(String expression) throws XPathExpressionException {
        return new Expression(xpath.compile(expression));
    }

    @Override
    public Object evaluate(String expression, Object item, QName type) throws XPathExpressionException {
        return xpath.evaluate(expression, item, type);
    }

    @Override
    public String evaluate(String expression, Object item) throws XPathExpressionException {
        return xpath.evaluate(expression, item);
    }

    @Override
    public Object evaluate(String expression, InputSource source, QName type) throws XPathExpressionException {
        return xpath.evaluate(expression, parsed(source), type);
    }

    @Override
    public String evaluate(String expression, InputSource source) throws XPathExpressionException {
        return (String) evaluate(expression, source, XPathConstants.STRING);
    }

    @Override
    public <T> T evaluateExpression(String expression, Object item, Class<T> type) throws XPathExpressionException {
        return xpath.evaluateExpression(expression, item, type);
    }

    @Override
    public <T> T evaluateExpression(String expression, InputSource source, Class<T> type)
            throws XPathExpressionException {
        return xpath.evaluateExpression(expression, parsed(source), type);
    }
}
