package dev.tocsin.signal.receive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections on which no request has begun in time. An idle time-out alone lets a sender that drips a byte now and
 * then keep a connection for hours.
 */
final class LateHeads {
    private final ServerConnector connector;
    private final Duration time;

    LateHeads(ServerConnector connector, Duration time) {
        this.connector = connector;
        this.time = time;
    }

    void watch() {
        connector.getScheduler().schedule(this::look, time.toMillis() / 2, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long oldest = System.currentTimeMillis() - time.toMillis();
        for (EndPoint end : connector.getConnectedEndPoints()) {
            Connection connection = end.getConnection();
            if (end.getCreatedTimeStamp() < oldest && (connection == null || connection.getMessagesIn() == 0)) {
                end.close();
            }
        }
        if (connector.isRunning()) {
            watch();
        }
    }
}
