package dev.tocsin.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an SVG that stands alone: text is escaped by the JDK's writer, colours and fonts are inside. */
final class Svg {
    private static final String STYLE = """
            text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #24292f }
            .title { font-size: 19px; font-weight: 600 } .bold { font-weight: 600 } .quiet { fill: #57606a; font-size: 12px }
            .small { font-size: 12px } .good { fill: #116329; font-weight: 600 } .bad { fill: #a40e26; font-weight: 600 }
            .grid { stroke: #d8dee4; stroke-width: 1 } .t0 { stroke: #24292f; stroke-width: 1.5 } .lane { stroke: #d0d7de }
            .limit { stroke: #9a6700; stroke-width: 2.5 } .held { fill: #2da44e } .failed { fill: #cf222e }
            .injector { fill: #cf222e } .detector { fill: #bf8700 } .responder { fill: #0969da } .prober { fill: #2da44e }
            """;
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    Svg(int width, int height, String title, String description) {
        try {
            xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            xml.writeAttribute("viewBox", "0 0 " + width + " " + height);
            xml.writeAttribute("width", String.valueOf(width));
            xml.writeAttribute("height", String.valueOf(height));
            xml.writeAttribute("role", "img");
            element("title", title);
            element("desc", description);
            element("style", STYLE);
            bar(0, 0, width, height, "");
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // a string never refuses
        }
    }

    void text(int x, int y, String look, String text) {
        shape("text", text, "x", x, "y", y, "class", look);
    }

    void line(int x1, int y1, int x2, int y2, String look) {
        shape("line", "", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", look);
    }

    void bar(int x, int y, int width, int height, String look) {
        Object[] colour = look.isEmpty() ? new Object[] {"fill", "#ffffff"} : new Object[] {"class", look};
        shape(
                "rect",
                "",
                "x",
                x,
                "y",
                y,
                "width",
                width,
                "height",
                height,
                "rx",
                look.isEmpty() ? 0 : 3,
                colour[0],
                colour[1]);
    }

    void dot(int x, int y, String look) {
        shape("circle", "", "cx", x, "cy", y, "r", 4, "class", look);
    }

    String end() {
        try {
            xml.writeEndElement();
            xml.flush();
            return out.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void shape(String name, String text, Object... attributes) {
        try {
            xml.writeStartElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(String.valueOf(attributes[i]), String.valueOf(attributes[i + 1]));
            }
            xml.writeCharacters(text);
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
