package dev.tocsin.signal.receive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** Who sends, and how much: lets a request's whole body in, or refuses it. */
final class Intake extends Handler.Abstract {
    private final Desk desk;
    private final Limits limits;

    Intake(Desk desk, Limits limits) {
        super(InvocationType.BLOCKING);
        this.desk = desk;
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        List<Subscription> whose = desk.whose(
                Token.shown(request.getHeaders().get(HttpHeader.AUTHORIZATION), Request.getPathInContext(request)));
        Answer answer = new Answer(response, callback, whose);
        if (whose.isEmpty()) {
            desk.stranger();
            answer.refuse(HttpStatus.UNAUTHORIZED_401, "no or wrong token");
        } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            answer.give(HttpStatus.NO_CONTENT_204, ""); // whether it can be reached
        } else if (!request.getMethod().equals("POST") && !request.getMethod().equals("PUT")) {
            answer.refuse(HttpStatus.METHOD_NOT_ALLOWED_405, "neither POST nor PUT");
        } else if (request.getLength() > limits.body()) {
            answer.refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "too large");
        } else {
            new Reading(request, answer, whose).run();
        }
        return true;
    }

    /** A body as it comes in; no thread waits for it. */
    private final class Reading implements Runnable {
        private final Request request;
        private final Answer answer;
        private final List<Subscription> whose;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final Scheduler.Task deadline;

        Reading(Request request, Answer answer, List<Subscription> whose) {
            this.request = request;
            this.answer = answer;
            this.whose = whose;
            this.deadline = request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> request.fail(new TimeoutException("slow")),
                            limits.time().toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void run() {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    deadline.cancel();
                    answer.refuse(HttpStatus.REQUEST_TIMEOUT_408, "cut off, or not sent in time");
                    return;
                }
                ByteBuffer bytes = chunk.getByteBuffer();
                boolean tooLarge = body.size() + bytes.remaining() > limits.body();
                if (!tooLarge) {
                    byte[] piece = new byte[bytes.remaining()];
                    bytes.get(piece);
                    body.writeBytes(piece);
                }
                boolean last = chunk.isLast();
                chunk.release();
                if (tooLarge || last) {
                    deadline.cancel();
                    end(tooLarge);
                    return;
                }
            }
        }

        private void end(boolean tooLarge) {
            if (tooLarge) {
                answer.refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "too large");
            } else {
                desk.take(request.getHeaders().get(HttpHeader.CONTENT_ENCODING), body.toByteArray(), whose, answer);
            }
        }
    }
}
