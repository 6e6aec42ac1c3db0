package io.seaworthy.sanitize.data;

import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.EventFilter;
import javax.xml.stream.StreamFilter;
import javax.xml.stream.XMLEventReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLReporter;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.stream.util.XMLEventAllocator;
import javax.xml.transform.Source;
import org.jspecify.annotations.Nullable;

/**
 * StAX that fails at a document type declaration. The JDK's only leaves out what its entities stand for, so that a document
 * arrives with holes. For one thread while it is set up.
 */
final class NoDoctypeInput extends XMLInputFactory {

    private final XMLInputFactory factory;

    NoDoctypeInput(XMLInputFactory factory) {
        this.factory = factory;
    }

    private static XMLStreamReader guarded(XMLStreamReader reader) {
        return new StreamReaderDelegate(reader) {
            @Override
            public int next() throws XMLStreamException {
                int event = super.next();
                if (event == DTD || event == ENTITY_REFERENCE) {
                    throw new XMLStreamException("Document type declarations are not accepted");
                }
                return event;
            }

            @Override
            public int nextTag() throws XMLStreamException {
                int event = next();
                while (event == SPACE
                        || event == COMMENT
                        || event == PROCESSING_INSTRUCTION
                        || ((event == CHARACTERS || event == CDATA) && isWhiteSpace())) {
                    event = next();
                }
                if (event != START_ELEMENT && event != END_ELEMENT) {
                    throw new XMLStreamException("Expected a tag", getLocation());
                }
                return event;
            }

            @Override
            public String getElementText() throws XMLStreamException {
                require(START_ELEMENT, null, null);
                StringBuilder text = new StringBuilder();
                for (int event = next(); event != END_ELEMENT; event = next()) {
                    if (event == CHARACTERS || event == CDATA || event == SPACE) {
                        text.append(getText());
                    } else if (event != COMMENT && event != PROCESSING_INSTRUCTION) {
                        throw new XMLStreamException("Expected text only", getLocation());
                    }
                }
                return text.toString();
            }
        };
    }

    private XMLEventReader events(XMLStreamReader reader) throws XMLStreamException {
        return factory.createXMLEventReader(reader);
    }

    @Override
    public XMLStreamReader createXMLStreamReader(Reader reader) throws XMLStreamException {
        return guarded(factory.createXMLStreamReader(reader));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(Source source) throws XMLStreamException {
        return guarded(factory.createXMLStreamReader(source));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(InputStream stream) throws XMLStreamException {
        return guarded(factory.createXMLStreamReader(stream));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(InputStream stream, String encoding) throws XMLStreamException {
        return guarded(factory.createXMLStreamReader(stream, encoding));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(String systemId, InputStream stream) throws XMLStreamException {
        return guarded(factory.createXMLStreamReader(systemId, stream));
    }

    @Override
    public XMLStreamReader createXMLStreamReader(String systemId, Reader reader) throws XMLStreamException {
        return guarded(factory.createXMLStreamReader(systemId, reader));
    }

    @Override
    public XMLEventReader createXMLEventReader(Reader reader) throws XMLStreamException {
        return events(createXMLStreamReader(reader));
    }

    @Override
    public XMLEventReader createXMLEventReader(String systemId, Reader reader) throws XMLStreamException {
        return events(createXMLStreamReader(systemId, reader));
    }

    @Override
    public XMLEventReader createXMLEventReader(XMLStreamReader reader) throws XMLStreamException {
        return events(guarded(reader));
    }

    @Override
    public XMLEventReader createXMLEventReader(Source source) throws XMLStreamException {
        return events(createXMLStreamReader(source));
    }

    @Override
    public XMLEventReader createXMLEventReader(InputStream stream) throws XMLStreamException {
        return events(createXMLStreamReader(stream));
    }

    @Override
    public XMLEventReader createXMLEventReader(InputStream stream, String encoding) throws XMLStreamException {
        return events(createXMLStreamReader(stream, encoding));
    }

    @Override
    public XMLEventReader createXMLEventReader(String systemId, InputStream stream) throws XMLStreamException {
        return events(createXMLStreamReader(systemId, stream));
    }

    @Override
    public XMLStreamReader createFilteredReader(XMLStreamReader reader, StreamFilter filter) throws XMLStreamException {
        return factory.createFilteredReader(guarded(reader), filter);
    }

    @Override
    public XMLEventReader createFilteredReader(XMLEventReader reader, EventFilter filter) throws XMLStreamException {
        return factory.createFilteredReader(reader, filter);
    }

    @Override
    public @Nullable XMLResolver getXMLResolver() {
        return factory.getXMLResolver();
    }

    @Override
    public void setXMLResolver(XMLResolver resolver) {
        factory.setXMLResolver(resolver);
    }

    @Override
    public @Nullable XMLReporter getXMLReporter() {
        return factory.getXMLReporter();
    }

    @Override
    public void setXMLReporter(XMLReporter reporter) {
        factory.setXMLReporter(reporter);
    }

    @Override
    public void setProperty(String name, Object value) {
        factory.setProperty(name, value);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return factory.getProperty(name);
    }

    @Override
    public boolean isPropertySupported(String name) {
        return factory.isPropertySupported(name);
    }

    @Override
    public void setEventAllocator(XMLEventAllocator allocator) {
        factory.setEventAllocator(allocator);
    }

    @Override
    public @Nullable XMLEventAllocator getEventAllocator() {
        return factory.getEventAllocator();
    }
}
