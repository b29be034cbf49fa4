package dev.tocsin.signoff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A PDF's pages as a printer has them. */
final class Paper {
    private static final float MARGIN = 30;
    private static final float FOOT = 15;

    private Paper() {}

    /** What of the text lies beyond the margins of its page. */
    static List<String> outside(byte[] bytes) throws IOException {
        List<String> outside = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    float width = getCurrentPage().getMediaBox().getWidth();
                    float height = getCurrentPage().getMediaBox().getHeight();
                    if (text.getX() < MARGIN
                            || text.getX() + text.getWidth() > width - MARGIN
                            || text.getY() < MARGIN
                            || text.getY() > height - FOOT) {
                        outside.add(
                                "page " + getCurrentPageNo() + ": " + text + " at " + text.getX() + ", " + text.getY());
                    }
                    super.processTextPosition(text);
                }
            }.getText(pdf);
        }
        return outside;
    }

    static String text(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(pdf);
        }
    }
}
