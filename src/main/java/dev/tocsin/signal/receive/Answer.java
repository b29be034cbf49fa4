package dev.tocsin.signal.receive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What a sender is told, in a few words. */
record Answer(Response response, Callback callback, List<Subscription> whose) {
    void give(int status, String text) {
        response.setStatus(status);
        if (text.isEmpty()) {
            callback.succeeded();
            return;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.write(true, java.nio.ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), callback);
    }

    /** Counted; unless the body has been read to its end, the connection is not used again. */
    void refuse(int status, String why) {
        whose.forEach(one -> one.counts().refused(why));
        if (status != HttpStatus.BAD_REQUEST_400) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        if (status == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        give(status, why);
    }

    /** Too much is waiting: the sender keeps it and comes again. */
    void later() {
        whose.forEach(one -> one.counts().refused("told to come again"));
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        give(HttpStatus.TOO_MANY_REQUESTS_429, "too much is waiting: come again");
    }
}
