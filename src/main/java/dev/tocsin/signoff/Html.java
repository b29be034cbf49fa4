package dev.tocsin.signoff;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes HTML that is well-formed XML too: the JDK's writer escapes every text. */
final class Html {
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    Html() {
        out.write("<!DOCTYPE html>\n");
        try {
            xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // a string never refuses
        }
    }

    /** @param attributes names and values in turn */
    Html open(String name, String... attributes) {
        return doing(() -> {
            xml.writeStartElement(name);
            attributes(attributes);
        });
    }

    Html empty(String name, String... attributes) {
        return doing(() -> {
            xml.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    Html text(String text) {
        return doing(() -> xml.writeCharacters(printable(text)));
    }

    Html close() {
        return doing(xml::writeEndElement);
    }

    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** A table's row; each cell's class is its column's. */
    Html row(String element, List<String> columns, List<String> cells) {
        open("tr");
        for (int i = 0; i < cells.size(); i++) {
            element(element, cells.get(i), "class", columns.get(i));
        }
        return close();
    }

    /** A table with a head that is repeated on each page. */
    Html head(List<String> columns, List<String> titles) {
        return open("thead").row("th", columns, titles).close();
    }

    @Override
    public String toString() {
        doing(xml::flush);
        return out + "\n";
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], printable(attributes[i + 1]));
        }
    }

    /** Without the characters that XML does not allow. */
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Html doing(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
