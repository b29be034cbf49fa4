package dev.tocsin.signoff;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The page as PDF, with the fonts in it; the same page is the same bytes. */
final class Pdf {
    private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";

    private Pdf() {}

    static byte[] of(Page page) throws IOException {
        XRLog.setLoggingEnabled(false); // it tells of every style that only browsers know
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        font(builder, "DejaVuSans.ttf", "DejaVu Sans", 400);
        font(builder, "DejaVuSans-Bold.ttf", "DejaVu Sans", 700);
        font(builder, "DejaVuSansMono.ttf", "DejaVu Sans Mono", 400);
        font(builder, "DejaVuSansMono-Bold.ttf", "DejaVu Sans Mono", 700);
        builder.useSVGDrawer(new BatikSVGDrawer());
        // Nothing is fetched, whatever a record says.
        builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
        builder.withProducer("Tocsin");
        builder.withHtmlContent(page.html(), null);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            dated(document, page.signedAt());
            document.save(out);
            document.close();
        }
        return out.toByteArray();
    }

    /** Both would else be those of the printing. */
    private static void dated(PDDocument document, Instant moment) {
        GregorianCalendar at = GregorianCalendar.from(moment.atZone(ZoneOffset.UTC));
        document.getDocumentInformation().setCreationDate(at);
        document.getDocumentInformation().setModificationDate(at);
        document.setDocumentId(moment.toEpochMilli());
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
        builder.useFont(() -> Pdf.class.getResourceAsStream(FONTS + file), family, weight, FontStyle.NORMAL, true);
    }
}
